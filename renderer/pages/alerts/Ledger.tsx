import { useEffect } from "react";
import { formatDay, formatSecond } from "#shared/format/clock-time";
import type { Alert } from "#shared/model/rule";
import { useAsk } from "../../bridge/use-ask";
import { FailureNote } from "../../components/FailureNote";
import { useNow } from "../../components/now";
import { Skeleton } from "../../components/Skeleton";
import styles from "./Alerts.module.css";
import { ledgerWords } from "./ledger-words";

interface Props {
  alertId: string;
  /** The last thing that was told; a new one means that there is more to read. */
  told: Alert["told"];
}

/** What happened to an alert, what was said about it, and why not, newest last, as a story is read. */
export function Ledger({ alertId, told }: Props) {
  const answer = useAsk("alerts.ledger", { alertId, limit: 100 });
  const { refetch } = answer;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the ledger has no event of its own; the alert's changes stand for it
  useEffect(() => void refetch(), [told?.at, refetch]);
  const today = formatDay(useNow());

  if (answer.error) return <FailureNote failure={answer.error.failure} onRetry={() => void refetch()} />;
  if (!answer.data) return <Skeleton lines={4} />;
  if (answer.data.entries.length === 0) return <p className={styles.muted}>Nothing has been noted about it yet.</p>;
  return (
    <ol className={styles.ledger}>
      {[...answer.data.entries].reverse().map((entry) => (
        <li key={`${entry.at} ${entry.kind} ${entry.text}`}>
          <time dateTime={new Date(entry.at).toISOString()}>
            {formatDay(entry.at) === today ? formatSecond(entry.at) : `${formatDay(entry.at)} ${formatSecond(entry.at)}`}
          </time>
          <span>
            <b>{ledgerWords[entry.kind]}</b> {entry.text}
          </span>
        </li>
      ))}
    </ol>
  );
}

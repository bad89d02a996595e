import { useEffect } from "react";
import { formatDay, formatMoment, formatSecond } from "#shared/format/clock-time";
import { Button } from "../../../components/Button";
import { FailureNote } from "../../../components/FailureNote";
import { useNow } from "../../../components/now";
import { Skeleton } from "../../../components/Skeleton";
import { visibleText } from "../../../components/visible-text";
import { useLedger } from "../history/use-ledger";
import styles from "./Detail.module.css";
import { timelineOf } from "./ledger-words";

interface Props {
  alertId: string;
  /** Another one means that there is more to read. */
  version: string;
  /** What its groups are made to wait at most. */
  longestWaitMs: number;
}

/** What happened to an alert, what was said about it, and why not: newest last, as a story is read. */
export function Timeline({ alertId, version, longestWaitMs }: Props) {
  const ledger = useLedger({ alertId }, 50);
  const { refetch } = ledger;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the ledger has no event of its own; the alert's changes stand for it
  useEffect(() => void refetch(), [version, refetch]);
  const today = formatDay(useNow());

  if (ledger.failure && ledger.entries === undefined) return <FailureNote failure={ledger.failure} onRetry={refetch} />;
  if (!ledger.entries) return <Skeleton lines={4} />;
  if (ledger.entries.length === 0) return <p className={styles.muted}>Nothing has been noted about it yet.</p>;
  return (
    <>
      {ledger.hasMore && (
        <Button size="small" kind="quiet" onClick={ledger.more} isBusy={ledger.isLoadingMore}>
          Earlier
        </Button>
      )}
      <ol className={styles.timeline}>
        {timelineOf(ledger.entries, longestWaitMs).map(({ key, at, word, text, kind }) => (
          <li key={key} data-kind={kind}>
            <time dateTime={new Date(at).toISOString()} title={formatMoment(at)}>
              {formatDay(at) === today ? formatSecond(at) : `${formatDay(at)} ${formatSecond(at)}`}
            </time>
            <span>
              <b>{word}</b> {visibleText(text)}
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}

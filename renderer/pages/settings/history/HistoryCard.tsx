import { useState } from "react";
import type { CallInput } from "#shared/contract/index";
import type { Preferences } from "#shared/contract/settings";
import type { History } from "#shared/contract/store";
import { formatMoment } from "#shared/format/clock-time";
import { formatCount } from "#shared/format/count";
import { formatDiskSize } from "#shared/format/disk-size";
import { seconds } from "#shared/units/time";
import { useAsk } from "../../../bridge/use-ask";
import { Badge } from "../../../components/Badge";
import { Card } from "../../../components/Card";
import { ConfirmDialog } from "../../../components/ConfirmDialog";
import { FailureNote } from "../../../components/FailureNote";
import { Select } from "../../../components/Select";
import { Skeleton } from "../../../components/Skeleton";
import { DeleteSeries } from "./DeleteSeries";
import styles from "./History.module.css";
import { type HistoryChange, lossOf, sizeOptions, stateOf } from "./history-words";
import { Tiers } from "./Tiers";

interface Props {
  preferences: Preferences;
  onUpdate(change: CallInput<"settings.update">): Promise<void>;
}

/** What is kept of this machine's measurements: how long, how much, and how to be rid of some. */
export function HistoryCard({ preferences, onUpdate }: Props) {
  const answer = useAsk("store.history", {}, { refetchInterval: seconds(5) });
  const [asked, setAsked] = useState<{ change: HistoryChange; loss: string }>();
  const history = answer.data;
  const state = history && stateOf(history);

  /** What costs nothing takes effect at once; what would delete is asked about first. */
  function update(change: HistoryChange): void {
    const loss = history && lossOf(history, change, Date.now());
    if (loss === undefined) void onUpdate(change);
    else setAsked({ change, loss });
  }

  return (
    <Card title="History of this machine" aside={state && <Badge state={state.state}>{state.word}</Badge>}>
      {history ? (
        <>
          <State history={history} />
          <Size history={history} limit={preferences.historyMegabytes} onUpdate={update} />
          <Tiers history={history} preferences={preferences} onUpdate={update} />
          <DeleteSeries onDeleted={() => void answer.refetch()} />
        </>
      ) : answer.error ? (
        <FailureNote failure={answer.error.failure} onRetry={() => void answer.refetch()} />
      ) : (
        <div className={styles.waiting}>
          <Skeleton height={34} lines={7} />
        </div>
      )}
      {asked && (
        <ConfirmDialog
          title="Keep less?"
          yes="Keep less"
          no="Leave it"
          onYes={async () => {
            await onUpdate(asked.change);
            await answer.refetch();
          }}
          onClose={() => setAsked(undefined)}
        >
          <p>{asked.loss} There is no way back.</p>
        </ConfirmDialog>
      )}
    </Card>
  );
}

/** Why nothing is written, when it is not. */
function State({ history }: { history: History }) {
  const { say } = stateOf(history);
  if (say === undefined) return null;
  if (history.state.kind !== "paused") return <p className={styles.say}>{say}</p>;
  return (
    <div className={styles.say}>
      <FailureNote
        failure={{ kind: "refused", say: `${say} Nothing is written since ${formatMoment(history.state.since)}.`, retry: false }}
      />
    </div>
  );
}

interface SizeProps {
  history: History;
  limit: number;
  onUpdate(change: HistoryChange): void;
}

function Size({ history, limit, onUpdate }: SizeProps) {
  const share = Math.min(1, history.bytes / history.mostBytes);
  return (
    <div className={styles.size}>
      {/* The words below say the same. */}
      <div className={styles.bar} aria-hidden>
        <div className={styles.used} data-near={share > 0.9} style={{ width: `${share * 100}%` }} />
      </div>
      <p className={styles.figures}>
        {history.state.kind === "memory" ? "Nothing on disk" : `${formatDiskSize(history.bytes)} on disk, index and log included`}
        {" · "}
        {formatCount(history.series)} series
        {history.folder !== undefined && (
          <>
            {" · "}
            <code>{history.folder}</code>
          </>
        )}
      </p>
      <div className={styles.limit}>
        <span>at most</span>
        <Select
          label="Most that the history may take on the disk"
          className={styles.select}
          value={String(limit)}
          options={sizeOptions(limit)}
          onChange={(next) => onUpdate({ historyMegabytes: Number(next) })}
        />
      </div>
    </div>
  );
}

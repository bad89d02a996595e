import type { CallInput } from "#shared/contract/index";
import type { Preferences } from "#shared/contract/settings";
import type { History } from "#shared/contract/store";
import { formatCount } from "#shared/format/count";
import { seconds } from "#shared/units/time";
import { useAsk } from "../../../bridge/use-ask";
import { Badge } from "../../../components/Badge";
import { Card } from "../../../components/Card";
import { FailureNote } from "../../../components/FailureNote";
import { Select } from "../../../components/Select";
import { Skeleton } from "../../../components/Skeleton";
import { type Column, Table } from "../../../components/Table";
import { DeleteSeries } from "./DeleteSeries";
import styles from "./History.module.css";
import { diskBytes, keepOptions, reach, sizeOptions, stateOf, tierWords } from "./history-words";

interface Props {
  preferences: Preferences;
  onUpdate(change: CallInput<"settings.update">): void;
}

/** What is kept of this machine's measurements: how long, how much, and how to be rid of some. */
export function HistoryCard({ preferences, onUpdate }: Props) {
  const answer = useAsk("store.history", {}, { refetchInterval: seconds(5) });
  const history = answer.data;
  const state = history && stateOf(history);
  return (
    <Card title="History of this machine" aside={state && <Badge state={state.state}>{state.word}</Badge>}>
      {history ? (
        <>
          {state?.say !== undefined && <p className={styles.say}>{state.say}</p>}
          <Size history={history} limit={preferences.historyMegabytes} onUpdate={onUpdate} />
          <Table
            label="Tiers of the history"
            className={styles.tiers}
            columns={tierColumns(preferences, onUpdate)}
            rows={history.tiers}
            rowKey={({ resolutionMs }) => String(resolutionMs)}
            empty={null}
          />
          <DeleteSeries onDeleted={() => void answer.refetch()} />
        </>
      ) : answer.error ? (
        <FailureNote failure={answer.error.failure} onRetry={() => void answer.refetch()} />
      ) : (
        <Skeleton height={34} lines={5} />
      )}
    </Card>
  );
}

function Size({ history, limit, onUpdate }: { history: History; limit: number } & Pick<Props, "onUpdate">) {
  const share = Math.min(1, history.bytes / history.mostBytes);
  return (
    <div className={styles.size}>
      {/* The words below say the same. */}
      <div className={styles.bar} aria-hidden>
        <div className={styles.used} data-near={share > 0.9} style={{ width: `${share * 100}%` }} />
      </div>
      <p className={styles.figures}>
        {diskBytes(history.bytes)} on disk · {formatCount(history.series)} series
      </p>
      <div className={styles.limit}>
        <span>at most</span>
        <Select
          label="Size of the history"
          className={styles.select}
          value={String(limit)}
          options={sizeOptions(limit)}
          onChange={(next) => onUpdate({ historyMegabytes: Number(next) })}
        />
      </div>
    </div>
  );
}

type Tier = History["tiers"][number];

function tierColumns(preferences: Preferences, onUpdate: Props["onUpdate"]): Column<Tier>[] {
  const wordsOf = ({ resolutionMs }: Tier) => tierWords[resolutionMs === 0 ? 0 : resolutionMs < 60_000 ? 1 : 2];
  return [
    {
      id: "tier",
      title: "Kept",
      cell: (tier) => (
        <div>
          {wordsOf(tier)?.title}
          <div className={styles.hint}>{wordsOf(tier)?.about}</div>
        </div>
      ),
    },
    {
      id: "keep",
      title: "For",
      width: "132px",
      cell: (tier) => {
        const words = wordsOf(tier);
        if (!words) return null;
        return (
          <Select
            label={`How long ${words.title.toLowerCase()} is kept`}
            className={styles.select}
            value={String(preferences[words.keep])}
            options={keepOptions(words, preferences)}
            onChange={(next) => onUpdate({ [words.keep]: Number(next) })}
          />
        );
      },
    },
    { id: "reach", title: "Reaches back", width: "112px", isNumeric: true, cell: (tier) => reach(tier, Date.now()) },
    { id: "bytes", title: "Size", width: "88px", isNumeric: true, cell: ({ bytes }) => diskBytes(bytes) },
  ];
}

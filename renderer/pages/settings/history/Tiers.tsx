import type { Preferences } from "#shared/contract/settings";
import type { History } from "#shared/contract/store";
import { formatDiskSize } from "#shared/format/disk-size";
import { Select } from "../../../components/Select";
import { type Column, Table } from "../../../components/Table";
import styles from "./History.module.css";
import { type HistoryChange, keepOptions, reach, wordsOf } from "./history-words";

interface Props {
  history: History;
  preferences: Preferences;
  onUpdate(change: HistoryChange): void;
}

/** How finely what is kept, for how long, and how far that reaches back so far. */
export function Tiers({ history: { tiers, state }, preferences, onUpdate }: Props) {
  return (
    <div className={styles.tiers}>
      <Table
        label="Tiers of the history"
        columns={columnsOf(preferences, onUpdate)}
        rows={tiers}
        rowKey={({ resolutionMs }) => String(resolutionMs)}
      />
      {state.kind !== "memory" && tiers.every(({ from }) => from === undefined) && (
        <p className={styles.hint}>
          The newest half hour is in memory and in a small log; from then on the tiers fill one after another.
        </p>
      )}
    </div>
  );
}

type Tier = History["tiers"][number];

function columnsOf(preferences: Preferences, onUpdate: Props["onUpdate"]): Column<Tier>[] {
  return [
    {
      id: "tier",
      title: "Kept",
      cell: (tier) => {
        const { title, about } = wordsOf(tier);
        return (
          <div className={styles.tier}>
            <span>{title}</span>
            <span className={styles.hint}>{about}</span>
          </div>
        );
      },
    },
    {
      id: "keep",
      title: "For",
      width: "132px",
      cell: (tier) => {
        const words = wordsOf(tier);
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
    { id: "bytes", title: "Size", width: "88px", isNumeric: true, cell: ({ bytes }) => formatDiskSize(bytes) },
  ];
}

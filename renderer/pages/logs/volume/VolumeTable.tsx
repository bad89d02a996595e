import type { Ref } from "react";
import type { LogVolume } from "#shared/contract/logs";
import { formatMoment } from "#shared/format/clock-time";
import { formatCount } from "#shared/format/count";
import { Button } from "../../../components/Button";
import { Table } from "../../../components/Table";
import { levelLooks } from "./levels";
import styles from "./Volume.module.css";

interface Row {
  time: number;
  counts: readonly number[];
}

interface Props {
  ref: Ref<HTMLDivElement>;
  volume: LogVolume;
  onChart(): void;
}

/** The histogram's numbers, newest first. */
export function VolumeTable({ ref, volume: { times, levels }, onChart }: Props) {
  const rows = Array.from(times, (time, index): Row => ({ time, counts: levels.map(({ counts }) => counts[index] ?? 0) }));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset belongs to forms
    // biome-ignore lint/a11y/noNoninteractiveTabindex: T is heard while it has the focus, and the keys scroll it
    <div ref={ref} className={styles.table} role="group" aria-label="Lines over time; T for a chart" tabIndex={0}>
      <Table
        label="Lines over time"
        rows={rows.reverse().filter(({ counts }) => counts.some((count) => count > 0))}
        rowKey={({ time }) => String(time)}
        columns={[
          { id: "time", title: "From", cell: ({ time }: Row) => formatMoment(time), width: "150px" },
          ...levels.map(({ level }, index) => ({
            id: level,
            title: levelLooks[level].word,
            isNumeric: true,
            cell: ({ counts }: Row) => formatCount(counts[index] ?? 0),
          })),
        ]}
      />
      <Button size="small" kind="quiet" onClick={onChart}>
        Show as a chart
      </Button>
    </div>
  );
}

import type { CollectorRow } from "#shared/contract/sampling";
import { formatCount } from "#shared/format/count";
import { formatQuantity } from "#shared/format/quantity";
import { Badge } from "../../../components/Badge";
import type { Column } from "../../../components/Table";
import { visibleText } from "../../../components/visible-text";
import { type Change, PeriodSelect, RunSwitch } from "./CollectorControls";
import styles from "./Sampling.module.css";
import { cpuPerSecond, cpuWords, explain, stateOf } from "./sampling-words";

export function collectorColumns(change: Change): Column<CollectorRow>[] {
  return [
    {
      id: "on",
      title: "",
      label: "Switched on",
      width: "58px",
      cell: ({ name, isOn }) => <RunSwitch name={name} isOn={isOn} change={change} />,
    },
    {
      id: "name",
      title: "Collector",
      sortBy: ({ name }) => name,
      cell: (row) => (
        <div className={styles.name} title={row.about}>
          <span className={row.isOn ? undefined : styles.off}>{row.name}</span>
          <span className={styles.hint}>{visibleText(explain(row))}</span>
        </div>
      ),
    },
    {
      id: "state",
      title: "State",
      width: "132px",
      sortBy: (row) => stateOf(row).word,
      cell: (row) => {
        const { state, word } = stateOf(row);
        return <Badge state={state}>{word}</Badge>;
      },
    },
    {
      id: "every",
      title: "Every",
      width: "128px",
      sortBy: ({ everyMs }) => everyMs,
      cell: ({ name, everyMs, defaultEveryMs }) => (
        <PeriodSelect name={name} everyMs={everyMs} defaultEveryMs={defaultEveryMs} change={change} />
      ),
    },
    {
      id: "took",
      title: "Last run",
      width: "92px",
      isNumeric: true,
      sortBy: ({ durationMs }) => durationMs,
      cell: ({ durationMs }) => (durationMs === undefined ? "–" : formatQuantity(durationMs / 1000, "seconds")),
    },
    {
      id: "cpu",
      title: "CPU per s",
      width: "104px",
      isNumeric: true,
      sortBy: cpuPerSecond,
      cell: (row) => (
        <span
          title={row.isCpuUpperBound ? "It waits for something: what the engine did meanwhile is counted as its own" : undefined}
        >
          {cpuWords(row)}
        </span>
      ),
    },
    {
      id: "samples",
      title: "Samples",
      width: "88px",
      isNumeric: true,
      sortBy: ({ samples }) => samples,
      cell: ({ samples }) => (samples === undefined ? "–" : formatCount(samples)),
    },
  ];
}

import type { CallInput } from "#shared/contract/index";
import type { CollectorRow } from "#shared/contract/sampling";
import { formatCount } from "#shared/format/count";
import { formatQuantity } from "#shared/format/quantity";
import { Badge } from "../../../components/Badge";
import { Select } from "../../../components/Select";
import { Switch } from "../../../components/Switch";
import type { Column } from "../../../components/Table";
import { visibleText } from "../../../components/visible-text";
import styles from "./Sampling.module.css";
import { cpuPerSecond, cpuWords, explain, periodOptions, stateOf } from "./sampling-words";

export function collectorColumns(change: (change: CallInput<"sampling.change">) => void): Column<CollectorRow>[] {
  return [
    {
      id: "on",
      title: "",
      label: "Switched on",
      width: "58px",
      cell: ({ name, isOn }) => (
        <Switch label={`Run ${name}`} isLabelHidden isOn={isOn} onChange={(next) => change({ name, isOn: next })} />
      ),
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
      cell: (row) => (
        <Select
          label={`How often ${row.name} runs`}
          className={styles.period}
          value={String(row.everyMs)}
          options={periodOptions(row)}
          onChange={(everyMs) => change({ name: row.name, everyMs: Number(everyMs) })}
        />
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

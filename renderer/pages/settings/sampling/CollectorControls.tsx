// The controls of a collector's row. The figures beside them change every two seconds; drawing fifty lists of periods and as
// many switches again with them took most of what the page cost.
import { memo } from "react";
import type { CallInput } from "#shared/contract/index";
import type { CollectorRow } from "#shared/contract/sampling";
import { Select } from "../../../components/Select";
import { Switch } from "../../../components/Switch";
import styles from "./Sampling.module.css";
import { periodOptions } from "./sampling-words";

export type Change = (change: CallInput<"sampling.change">) => void;

export const RunSwitch = memo(function RunSwitch({
  name,
  isOn,
  change,
}: Pick<CollectorRow, "name" | "isOn"> & { change: Change }) {
  return <Switch label={`Run ${name}`} isLabelHidden isOn={isOn} onChange={(next) => change({ name, isOn: next })} />;
});

type PeriodProps = Pick<CollectorRow, "name" | "everyMs" | "defaultEveryMs"> & { change: Change };

export const PeriodSelect = memo(function PeriodSelect({ name, everyMs, defaultEveryMs, change }: PeriodProps) {
  return (
    <Select
      label={`How often ${name} runs`}
      className={styles.period}
      value={String(everyMs)}
      options={periodOptions({ everyMs, defaultEveryMs })}
      onChange={(next) => change({ name, everyMs: Number(next) })}
    />
  );
});

import { formatDuration } from "#shared/format/duration";
import { autoStep, lengthOf, stepsFor } from "../../components/range-picker/time-range";
import { type Segment, SegmentedControl } from "../../components/SegmentedControl";
import { Select, type SelectOption } from "../../components/Select";
import { Switch } from "../../components/Switch";
import { localSource } from "../../stores/address";
import styles from "./Metrics.module.css";
import { RangePicker } from "./RangePicker";
import type { Exploration, ResultView } from "./url";

interface Props {
  exploration: Exploration;
  onChange(parts: Partial<Exploration>): void;
}

const views: readonly Segment<ResultView>[] = [
  { value: "chart", label: "Chart" },
  { value: "table", label: "Table" },
];

/** Over which time it is asked, how finely, and how it is shown. Each takes effect at once; who is asked stands in the top bar. */
export function ResultControls({ exploration: { source, range, step, view, hasExemplars }, onChange }: Props) {
  return (
    <div className={styles.controls}>
      <SegmentedControl<ResultView> label="View" value={view} onChange={(next) => onChange({ view: next })} segments={views} />
      <RangePicker range={range} onChange={(next) => onChange({ range: next })} />
      {view === "chart" && (
        <Select
          label="Step"
          className={styles.step}
          value={step === "auto" ? "auto" : String(step)}
          onChange={(next) => onChange({ step: next === "auto" ? "auto" : Number(next) })}
          options={stepOptions(lengthOf(range), step)}
        />
      )}
      {/* This host keeps none. */}
      {view === "chart" && source !== localSource && (
        <Switch label="Exemplars" isOn={hasExemplars} onChange={(isOn) => onChange({ hasExemplars: isOn })} />
      )}
    </div>
  );
}

/** The steps that fit, and the chosen one even if a link brought one that is not among them. */
function stepOptions(lengthMs: number, chosen: Exploration["step"]): SelectOption<string>[] {
  const fitting = stepsFor(lengthMs).map(({ label, ms }) => ({ value: String(ms), label: `Step ${label}` }));
  const isListed = chosen === "auto" || fitting.some(({ value }) => value === String(chosen));
  return [
    { value: "auto", label: "Step auto", detail: formatDuration(autoStep(lengthMs)) },
    ...(isListed ? [] : [{ value: String(chosen), label: `Step ${formatDuration(chosen)}` }]),
    ...fitting,
  ];
}

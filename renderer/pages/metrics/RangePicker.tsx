import { CalendarRange } from "lucide-react";
import { useState } from "react";
import { Button } from "../../components/Button";
import { BetweenDialog } from "../../components/range-picker/BetweenDialog";
import { describeRange } from "../../components/range-picker/describe-range";
import { rangeChoices, type TimeRange } from "../../components/range-picker/time-range";
import { SegmentedControl } from "../../components/SegmentedControl";
import styles from "./Metrics.module.css";

interface Props {
  range: TimeRange;
  onChange(range: TimeRange): void;
}

/** The last so many minutes, hours or days; or between two instants. */
export function RangePicker({ range, onChange }: Props) {
  const [isOpen, setOpen] = useState(false);
  const usual = rangeChoices.map(({ label, ms }) => ({ value: String(ms), label }));
  const isUsual = range.kind === "last" && rangeChoices.some(({ ms }) => ms === range.forMs);
  return (
    <>
      <SegmentedControl
        label="Time range"
        value={isUsual ? String(range.forMs) : ""}
        onChange={(ms) => onChange({ kind: "last", forMs: Number(ms) })}
        segments={usual}
      />
      <Button icon={CalendarRange} onClick={() => setOpen(true)} className={isUsual ? styles.quietRange : undefined}>
        {isUsual ? "From – to" : describeRange(range)}
      </Button>
      {isOpen && <BetweenDialog range={range} onChange={onChange} onClose={() => setOpen(false)} />}
    </>
  );
}

import { CalendarRange } from "lucide-react";
import { useState } from "react";
import { formatMoment } from "#shared/format/clock-time";
import { formatDuration } from "#shared/format/duration";
import type { EpochMs } from "#shared/units/time";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { Field } from "../../components/Field";
import { SegmentedControl } from "../../components/SegmentedControl";
import { TextInput } from "../../components/TextInput";
import styles from "./Metrics.module.css";
import { betweenOrWhyNot, lengthOf, rangeChoices, type TimeRange, toLocalInput } from "./time-range";

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

function describeRange(range: TimeRange): string {
  if (range.kind === "last") return `Last ${formatDuration(range.forMs)}`;
  return `${formatMoment(range.startMs)} – ${formatMoment(range.endMs)}`;
}

interface DialogProps extends Props {
  onClose(): void;
}

function BetweenDialog({ range, onChange, onClose }: DialogProps) {
  const [[first, last]] = useState<[EpochMs, EpochMs]>(() =>
    range.kind === "between" ? [range.startMs, range.endMs] : [Date.now() - lengthOf(range), Date.now()],
  );
  const [start, setStart] = useState(toLocalInput(first));
  const [end, setEnd] = useState(toLocalInput(last));
  // Without a zone, `Date.parse` reads a date and time as local, which is what was shown.
  const chosen = betweenOrWhyNot(Date.parse(start), Date.parse(end));

  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="narrow"
      title="Time range"
      footer={
        <>
          <Button kind="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button
            kind="primary"
            disabled={typeof chosen === "string"}
            onClick={() => {
              if (typeof chosen !== "string") onChange(chosen);
              onClose();
            }}
          >
            Show
          </Button>
        </>
      }
    >
      <Field label="From">
        <TextInput type="datetime-local" step={1} value={start} onChange={setStart} />
      </Field>
      <Field label="To" error={typeof chosen === "string" ? chosen : undefined}>
        <TextInput type="datetime-local" step={1} value={end} onChange={setEnd} />
      </Field>
    </Dialog>
  );
}

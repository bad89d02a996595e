import { useState } from "react";
import type { EpochMs } from "#shared/units/time";
import { Button } from "../Button";
import { Dialog } from "../Dialog";
import { Field } from "../Field";
import { TextInput } from "../TextInput";
import { betweenOrWhyNot, lengthOf, type TimeRange, toLocalInput } from "./time-range";

export interface BetweenDialogProps {
  range: TimeRange;
  onChange(range: TimeRange): void;
  onClose(): void;
}

/** A range between two instants, to the second. It begins with the range that is shown. */
export function BetweenDialog({ range, onChange, onClose }: BetweenDialogProps) {
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

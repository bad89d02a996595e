import type { EpochMs } from "#shared/units/time";
import { TextInput } from "../../../components/TextInput";
import { readMomentText, toMomentText } from "./moment-text";

interface Props {
  value: EpochMs | undefined;
  /** Undefined: the field was emptied. */
  onChange(at: EpochMs | undefined): void;
  /** Read out where no Field gives it a label. */
  label?: string;
}

/** A day and a time of day, by the clock of whoever looks. */
export function MomentInput({ value, onChange, label }: Props) {
  return (
    <TextInput
      type="datetime-local"
      aria-label={label}
      value={value === undefined ? "" : toMomentText(value)}
      onChange={(text) => onChange(readMomentText(text))}
    />
  );
}

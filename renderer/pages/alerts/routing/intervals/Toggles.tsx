import type { Range } from "#shared/alerting/interval-text";
import { Field } from "../../../../components/Field";
import styles from "./Intervals.module.css";
import { toggleValue, valuesOf } from "./ranges";

interface Props {
  label: string;
  /** Said while none is chosen. */
  all: string;
  choices: readonly { value: number; label: string; name: string }[];
  ranges: readonly Range[] | undefined;
  onChange(ranges: Range[] | undefined): void;
}

/** Any of a few: weekdays, months. */
export function Toggles({ label, all, choices, ranges, onChange }: Props) {
  const chosen = valuesOf(ranges);
  return (
    <Field label={label} isGroup hint={ranges === undefined ? all : undefined}>
      <div className={styles.toggles}>
        {choices.map(({ value, label: short, name }) => (
          <button
            key={value}
            type="button"
            className={styles.toggle}
            aria-pressed={chosen.has(value)}
            aria-label={name}
            onClick={() => onChange(toggleValue(ranges, value))}
          >
            {short}
          </button>
        ))}
      </div>
    </Field>
  );
}

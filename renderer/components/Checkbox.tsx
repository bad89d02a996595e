import { Check } from "lucide-react";
import { Checkbox as Radix } from "radix-ui";
import { type ReactNode, useId } from "react";
import styles from "./Checkbox.module.css";

export interface CheckboxProps {
  isChecked: boolean;
  onChange(isChecked: boolean): void;
  label: string;
  hint?: ReactNode;
  isDisabled?: boolean;
}

/** Part of a form: takes effect when the form is saved. What takes effect at once is a Switch. */
export function Checkbox({ isChecked, onChange, label, hint, isDisabled = false }: CheckboxProps) {
  const id = useId();
  return (
    <div className={styles.row}>
      <Radix.Root
        id={id}
        className={styles.box}
        checked={isChecked}
        onCheckedChange={(next) => onChange(next === true)}
        disabled={isDisabled}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
      >
        <Radix.Indicator className={styles.mark}>
          <Check size={12} strokeWidth={3} aria-hidden />
        </Radix.Indicator>
      </Radix.Root>
      <div>
        <label htmlFor={id}>{label}</label>
        {hint !== undefined && (
          <p id={`${id}-hint`} className={styles.hint}>
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}

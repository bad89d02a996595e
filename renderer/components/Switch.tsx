import { Switch as Radix } from "radix-ui";
import { type ReactNode, useId } from "react";
import styles from "./Switch.module.css";

export interface SwitchProps {
  isOn: boolean;
  onChange(isOn: boolean): void;
  label: string;
  hint?: ReactNode;
  isDisabled?: boolean;
  /** Only the switch is drawn; the label is still read out. For table rows. */
  isLabelHidden?: boolean;
}

/** Something that is on or off, and takes effect at once. */
export function Switch({ isOn, onChange, label, hint, isDisabled = false, isLabelHidden = false }: SwitchProps) {
  const id = useId();
  return (
    <div className={styles.row}>
      <Radix.Root
        id={id}
        className={styles.track}
        checked={isOn}
        onCheckedChange={onChange}
        disabled={isDisabled}
        aria-label={isLabelHidden ? label : undefined}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
      >
        <Radix.Thumb className={styles.thumb} />
      </Radix.Root>
      {!isLabelHidden && (
        <div className={styles.words}>
          <label htmlFor={id}>{label}</label>
          {hint !== undefined && (
            <p id={`${id}-hint`} className={styles.hint}>
              {hint}
            </p>
          )}
        </div>
      )}
    </div>
  );
}

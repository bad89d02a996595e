import { Check } from "lucide-react";
import type { MouseEvent } from "react";
import styles from "./Board.module.css";

interface Props {
  isPicked: boolean;
  label: string;
  /** With shift: all from the one that was chosen last. */
  onPick(isRange: boolean): void;
}

/** Puts a row among the chosen ones, without opening it. */
export function PickBox({ isPicked, label, onPick }: Props) {
  function pick(event: MouseEvent): void {
    event.stopPropagation();
    onPick(event.shiftKey);
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a native checkbox does not say whether shift was held
    <button
      type="button"
      role="checkbox"
      aria-checked={isPicked}
      aria-label={label}
      tabIndex={-1}
      className={styles.pick}
      onClick={pick}
    >
      {isPicked && <Check size={11} strokeWidth={3} aria-hidden />}
    </button>
  );
}

import { useEffect, useRef } from "react";
import { visibleText } from "../visible-text";
import type { CompletionOption } from "./completion";
import styles from "./MatchersInput.module.css";

interface OptionLineProps {
  id: string;
  option: CompletionOption;
  isHighlighted: boolean;
  onTake(): void;
}

/** One of the things that are offered. */
export function OptionLine({ id, option, isHighlighted, onTake }: OptionLineProps) {
  const line = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isHighlighted) line.current?.scrollIntoView({ block: "nearest" });
  }, [isHighlighted]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field
    <div
      ref={line}
      id={id}
      role="option"
      aria-selected={isHighlighted}
      className={styles.option}
      // Or the field would lose the focus, and with it the list.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onTake}
    >
      <span className={styles.label}>{visibleText(option.label)}</span>
      {option.detail !== undefined && <span className={styles.detail}>{option.detail}</span>}
    </div>
  );
}

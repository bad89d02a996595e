import type { ReactNode } from "react";
import { TextInput } from "../../../components/TextInput";
import { useSlashKey } from "../../../components/use-slash-key";
import styles from "./Views.module.css";

export interface FilterBarProps {
  /** What is filtered, read out: "Filter the spans". */
  label: string;
  placeholder: string;
  words: string;
  onWords(words: string): void;
  /** What the filter leaves. */
  outcome: string;
  children?: ReactNode;
}

/** The bar above a view: a filter that `/` goes to, what it leaves, and what else can be chosen. */
export function FilterBar({ label, placeholder, words, onWords, outcome, children }: FilterBarProps) {
  const input = useSlashKey();
  return (
    <div className={styles.toolbar}>
      <TextInput
        ref={input}
        type="search"
        value={words}
        onChange={onWords}
        // Out of the field, the keys are the view's again.
        onKeyDown={(event) => (event.key === "Enter" || event.key === "Escape") && event.currentTarget.blur()}
        placeholder={placeholder}
        aria-label={label}
        className={styles.filter}
      />
      <p role="status" className={styles.outcome} title={outcome}>
        {outcome}
      </p>
      <div className={styles.controls}>{children}</div>
    </div>
  );
}

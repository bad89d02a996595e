import { createContext, type ReactNode, useContext, useId } from "react";
import styles from "./Field.module.css";

interface FieldIds {
  id: string;
  "aria-describedby"?: string;
  "aria-invalid"?: true;
}

const FieldContext = createContext<FieldIds | undefined>(undefined);

/** What an input inside a Field takes over: its id, and where its hint and error are. Empty outside of one. */
export const useFieldIds = (): Partial<FieldIds> => useContext(FieldContext) ?? {};

export interface FieldProps {
  label: string;
  /** A word of help, always there. */
  hint?: ReactNode;
  /** What is wrong and how to put it right; replaces the hint. */
  error?: string;
  /** Holds no one input, but something that is shown, or buttons: the label names them all. */
  isGroup?: boolean;
  children: ReactNode;
}

/** An input with its label above and its hint or error below. TextInput, TextArea and Select tie themselves to it. */
export function Field({ label, hint, error, isGroup = false, children }: FieldProps) {
  const id = useId();
  const noteId = `${id}-note`;
  const note = error ?? hint;
  const noteElement = note !== undefined && (
    <p id={noteId} className={error === undefined ? styles.hint : styles.error} role={error === undefined ? undefined : "alert"}>
      {note}
    </p>
  );
  if (isGroup) {
    return (
      // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend does not stand in a line of its own like the other labels
      <div className={styles.field} role="group" aria-labelledby={id} aria-describedby={note === undefined ? undefined : noteId}>
        <span id={id} className={styles.label}>
          {label}
        </span>
        {children}
        {noteElement}
      </div>
    );
  }
  const ids: FieldIds = {
    id,
    ...(note !== undefined && { "aria-describedby": noteId }),
    ...(error !== undefined && { "aria-invalid": true as const }),
  };
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <FieldContext value={ids}>{children}</FieldContext>
      {noteElement}
    </div>
  );
}

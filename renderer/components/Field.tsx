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
  children: ReactNode;
}

/** An input with its label above and its hint or error below. TextInput, TextArea and Select tie themselves to it. */
export function Field({ label, hint, error, children }: FieldProps) {
  const id = useId();
  const noteId = `${id}-note`;
  const note = error ?? hint;
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
      {note !== undefined && (
        <p
          id={noteId}
          className={error === undefined ? styles.hint : styles.error}
          role={error === undefined ? undefined : "alert"}
        >
          {note}
        </p>
      )}
    </div>
  );
}

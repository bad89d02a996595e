import { CircleAlert, RotateCw } from "lucide-react";
import type { Failure } from "#shared/model/failure";
import { Button } from "./Button";
import styles from "./FailureNote.module.css";

export interface FailureNoteProps {
  failure: Failure;
  /** Offered where the failure says that trying again may help. */
  onRetry?(): void;
  isRetrying?: boolean;
}

/** In the place of data that could not be had: what failed, in a sentence, and the way to try again. */
export function FailureNote({ failure, onRetry, isRetrying = false }: FailureNoteProps) {
  return (
    <div className={styles.note} role="alert">
      <CircleAlert size={16} aria-hidden className={styles.icon} />
      <div className={styles.words}>
        <p>{failure.say}</p>
        {failure.diagnostics && failure.diagnostics.length > 0 && (
          <ul className={styles.diagnostics}>
            {failure.diagnostics.map(({ place, message }) => (
              <li key={`${place.from} ${message}`}>
                line {place.line}, column {place.column}: {message}
              </li>
            ))}
          </ul>
        )}
      </div>
      {failure.retry && onRetry && (
        <Button size="small" icon={RotateCw} onClick={onRetry} isBusy={isRetrying}>
          Try again
        </Button>
      )}
    </div>
  );
}

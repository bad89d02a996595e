import { CircleAlert, RotateCw } from "lucide-react";
import type { Failure } from "#shared/model/failure";
import { Button } from "./Button";
import { describeDiagnostic } from "./code-editor/diagnostics";
import styles from "./FailureNote.module.css";
import { untoldDiagnostics } from "./untold-diagnostics";

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
        <p title={failure.say}>{failure.say}</p>
        <Places failure={failure} />
      </div>
      {failure.retry && onRetry && (
        <Button size="small" icon={RotateCw} className={styles.retry} onClick={onRetry} isBusy={isRetrying}>
          Try again
        </Button>
      )}
    </div>
  );
}

const most = 20;

/** The mistakes that the sentence does not name itself. */
function Places({ failure }: { failure: Failure }) {
  const untold = untoldDiagnostics(failure);
  if (untold.length === 0) return null;
  return (
    <ul className={styles.diagnostics}>
      {untold.slice(0, most).map((diagnostic) => (
        <li key={`${diagnostic.place.from} ${diagnostic.message}`}>{describeDiagnostic(diagnostic)}</li>
      ))}
      {untold.length > most && <li>and {untold.length - most} more</li>}
    </ul>
  );
}

import { CircleAlert, TriangleAlert } from "lucide-react";
import type { Diagnostic } from "#shared/model/failure";
import styles from "./DiagnosticList.module.css";
import { describeDiagnostic } from "./diagnostics";

interface Props {
  diagnostics: readonly Diagnostic[];
  /** Goes to the mistake in the text; without it the lines are only words. */
  onGo?: (diagnostic: Diagnostic) => void;
  /** What the text is, of a field of one line: it stands in the place of line and column. */
  of?: string;
}

const most = 100;

/** Each mistake in a line of its own: "line 1, column 7: expected a duration". */
export function DiagnosticList({ diagnostics, onGo, of }: Props) {
  if (diagnostics.length === 0) return null;
  return (
    <ul className={styles.list} aria-label="What is wrong">
      {diagnostics.slice(0, most).map((diagnostic) => {
        const words = of === undefined ? describeDiagnostic(diagnostic) : `${of}: ${diagnostic.message}`;
        const Icon = diagnostic.severity === "error" ? CircleAlert : TriangleAlert;
        return (
          <li key={`${diagnostic.place.from} ${diagnostic.message}`} data-severity={diagnostic.severity}>
            <Icon size={14} aria-label={diagnostic.severity} />
            {onGo ? (
              <button type="button" onClick={() => onGo(diagnostic)}>
                {words}
              </button>
            ) : (
              <span>{words}</span>
            )}
          </li>
        );
      })}
      {diagnostics.length > most && <li>and {diagnostics.length - most} more</li>}
    </ul>
  );
}

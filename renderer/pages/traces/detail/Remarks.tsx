import { TriangleAlert } from "lucide-react";
import { shownInLine } from "../../../components/shown-text";
import styles from "./Detail.module.css";

const mostShown = 20;

/** What is wrong with the span: what its tracer said, and what was found when the trace was put together. */
export function Remarks({ warnings }: { warnings: readonly string[] }) {
  if (warnings.length === 0) return null;
  return (
    <ul className={styles.remarks} aria-label="Warnings">
      {warnings.slice(0, mostShown).map((warning, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two may read the same, and their order never changes
        <li key={index}>
          <TriangleAlert size={14} aria-hidden />
          <span>{shownInLine(warning)}</span>
        </li>
      ))}
      {warnings.length > mostShown && <li>and {warnings.length - mostShown} more</li>}
    </ul>
  );
}

import { TriangleAlert } from "lucide-react";
import { visibleText } from "../../../components/visible-text";
import styles from "./Run.module.css";

/** What the source had to say beside the lines. */
export function Warnings({ warnings }: { warnings: readonly string[] }) {
  if (warnings.length === 0) return null;
  return (
    <ul className={styles.warnings} aria-label="Remarks of the source">
      {warnings.map((text) => (
        <li key={text}>
          <TriangleAlert size={14} aria-label="warning" />
          <span>{visibleText(text)}</span>
        </li>
      ))}
    </ul>
  );
}

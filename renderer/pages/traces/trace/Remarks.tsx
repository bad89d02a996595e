import { TriangleAlert } from "lucide-react";
import { useState } from "react";
import { formatCount } from "#shared/format/count";
import { shownInLine } from "../../../components/shown-text";
import styles from "./Remarks.module.css";

/** So many are told at once. */
const atFirst = 2;

/** What was found wrong with the trace, or with the file it came from, in sentences. */
export function Remarks({ sentences }: { sentences: readonly string[] }) {
  const [isOpen, setOpen] = useState(false);
  if (sentences.length === 0) return null;
  const shown = isOpen ? sentences : sentences.slice(0, atFirst);
  const rest = sentences.length - shown.length;
  return (
    <div className={styles.remarks}>
      <TriangleAlert size={14} aria-hidden className={styles.icon} />
      <ul>
        {shown.map((sentence) => (
          <li key={sentence}>{shownInLine(sentence)}</li>
        ))}
      </ul>
      {(rest > 0 || isOpen) && (
        <button type="button" className={styles.more} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? "Fewer" : `${formatCount(rest)} more`}
        </button>
      )}
    </div>
  );
}

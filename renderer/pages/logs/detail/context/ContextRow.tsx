import { memo, type ReactNode } from "react";
import { formatCount } from "#shared/format/count";
import { shownText } from "../../../../components/shown-text";
import { clockTime } from "../time-words";
import styles from "./Context.module.css";
import type { ContextLine } from "./context-lines";

/** As much of a line as is drawn here. */
const shown = 4096;

interface Props {
  index: number;
  line: Pick<ContextLine, "ms" | "ns" | "line" | "level"> & { cutLength?: number | undefined };
  /** How long after the line above, where that is worth a word. */
  gap: string | undefined;
  isChosen: boolean;
  isHit: boolean;
  search: string;
}

/** One line among its neighbours. */
export const ContextRow = memo(function ContextRow({ index, line, gap, isChosen, isHit, search }: Props) {
  const length = line.cutLength ?? line.line.length;
  return (
    <>
      {gap !== undefined && <p className={styles.gap}>{gap}</p>}
      <div
        className={styles.row}
        data-index={index}
        data-level={line.level}
        data-chosen={isChosen || undefined}
        data-hit={isHit || undefined}
        aria-current={isChosen || undefined}
      >
        <time className={styles.time}>{clockTime(line)}</time>
        <span className={styles.level}>{line.level === "unknown" ? "" : line.level}</span>
        <span className={styles.text}>
          {marked(shownText(line.line.slice(0, shown)), search)}
          {length > shown && <span className={styles.rest}> … {formatCount(length - shown)} more characters</span>}
        </span>
      </div>
    </>
  );
});

/** The text with what was searched for marked; a hundred marks are enough for one line. */
function marked(text: string, search: string): ReactNode {
  const wanted = search.toLowerCase();
  const lower = text.toLowerCase();
  // Some letters change their length with their case: their places would not be those of the text.
  if (wanted === "" || lower.length !== text.length) return text;
  const parts: ReactNode[] = [];
  let from = 0;
  for (let at = lower.indexOf(wanted); at !== -1 && parts.length < 200; at = lower.indexOf(wanted, from)) {
    parts.push(text.slice(from, at), <mark key={at}>{text.slice(at, at + wanted.length)}</mark>);
    from = at + wanted.length;
  }
  parts.push(text.slice(from));
  return parts;
}

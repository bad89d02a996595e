import { useEffect, useRef, useState } from "react";
import { formatCount } from "#shared/format/count";
import { Button } from "../../../components/Button";
import { shownText } from "../../../components/shown-text";
import styles from "./LineText.module.css";
import type { DetailLine } from "./lines";
import { filteredByText } from "./query-changes";

/** As much as the pane has of a line; beyond that it has a window of its own. */
const shown = 8192;
const longestFilter = 500;

interface Props {
  line: DetailLine;
  expr: string;
  onChangeExpr(expr: string): void;
  onWhole(): void;
}

/** The line as it was written. What is selected in it can be asked for. */
export function LineText({ line: { line, cutLength }, expr, onChangeExpr, onWhole }: Props) {
  const box = useRef<HTMLPreElement>(null);
  const selected = useSelectedText(box, line);
  const length = cutLength ?? line.length;
  const only = selected === "" ? undefined : filteredByText(expr, selected, "for");
  const without = selected === "" ? undefined : filteredByText(expr, selected, "out");
  return (
    <div className={styles.line}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and its text can be selected with the keyboard */}
      <pre ref={box} className={styles.text} tabIndex={0}>
        {line === "" ? <span className={styles.nothing}>An empty line</span> : shownText(line.slice(0, shown))}
      </pre>
      {length > shown && (
        <p className={styles.note}>
          The first {formatCount(shown)} of {formatCount(length)} characters.
          <Button size="small" onClick={onWhole}>
            Show the whole line ({sizeWords(length)})
          </Button>
        </p>
      )}
      {only !== undefined && without !== undefined && (
        <p className={styles.note}>
          <span className={styles.selected} title={selected}>
            “{shownText(selected)}”
          </span>
          <Button size="small" onMouseDown={keepSelection} onClick={() => onChangeExpr(only)}>
            Only lines with it
          </Button>
          <Button size="small" onMouseDown={keepSelection} onClick={() => onChangeExpr(without)}>
            Leave them out
          </Button>
        </p>
      )}
    </div>
  );
}

/** Pressing a button would take the selection away that it is about. */
const keepSelection = (event: { preventDefault(): void }) => event.preventDefault();

const sizeWords = (length: number) => (length >= 1e6 ? `${(length / 1e6).toFixed(1)} MB` : `${Math.round(length / 1000)} kB`);

/** What is selected inside the element, where it is a piece of the line as the source has it. */
function useSelectedText(box: { current: HTMLElement | null }, line: string): string {
  const [text, setText] = useState("");
  useEffect(() => {
    const read = () => {
      const selection = document.getSelection();
      const isInside = selection?.rangeCount && box.current?.contains(selection.getRangeAt(0).commonAncestorContainer);
      const next = isInside ? selection.toString() : "";
      // Signs that are written out here stand differently in the line, and a query has no line breaks in its filters.
      const isUsable = next.trim() !== "" && next.length <= longestFilter && !next.includes("\n") && line.includes(next);
      setText(isUsable ? next : "");
    };
    read();
    document.addEventListener("selectionchange", read);
    return () => document.removeEventListener("selectionchange", read);
  }, [box, line]);
  return text;
}

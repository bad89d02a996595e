import { ChevronDown, ChevronUp } from "lucide-react";
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { formatCount } from "#shared/format/count";
import { IconButton } from "../IconButton";
import { shownText } from "../shown-text";
import { TextInput } from "../TextInput";
import { useSize } from "../use-size";
import styles from "./TextPieces.module.css";
import { toTextRows } from "./text-rows";

const rowHeight = 18;
/** Drawn beyond both edges, so that scrolling shows no gaps. */
const spare = 20;
/** Of the font at its size: JetBrains Mono is 0.6 em wide. */
const signWidth = 7.2;

/** A text of any length: only the rows in sight are in the document. */
export function TextPieces({ text, what }: { text: string; what: "line" | "value" }) {
  const [{ width, height }, measure] = useSize();
  const scroller = useRef<HTMLDivElement | null>(null);
  const attach = useCallback(
    (element: HTMLDivElement | null) => {
      scroller.current = element;
      return measure(element);
    },
    [measure],
  );
  const [top, setTop] = useState(0);
  const columns = Math.max(20, Math.floor((width - 24) / signWidth));
  const rows = useMemo(() => toTextRows(text, columns), [text, columns]);
  const [search, setSearch] = useState("");
  const [found, setFound] = useState<number>();
  const first = Math.max(0, Math.floor(top / rowHeight) - spare);
  const last = Math.min(rows.count, Math.ceil((top + height) / rowHeight) + spare);

  function find(step: 1 | -1): void {
    const next = search === "" ? -1 : nextPlace(text, search, found, step);
    setFound(next === -1 ? undefined : next);
    if (next !== -1) scroller.current?.scrollTo({ top: Math.max(0, rows.rowOf(next) * rowHeight - height / 2) });
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: another search begins from the top
  useEffect(() => setFound(undefined), [search]);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== "Enter") return;
    event.preventDefault();
    find(event.shiftKey ? -1 : 1);
  }

  const lines = [];
  for (let index = first; index < last; index++) {
    const isFound = found !== undefined && rows.rowOf(found) === index;
    lines.push(
      <div key={index} className={styles.row} data-found={isFound || undefined}>
        {shownText(rows.row(index))}
      </div>,
    );
  }
  return (
    <div className={styles.whole}>
      <search className={styles.find}>
        <TextInput
          value={search}
          onChange={setSearch}
          onKeyDown={onKeyDown}
          placeholder={`Find in the ${what}`}
          aria-label={`Find in the ${what}`}
        />
        <IconButton icon={ChevronUp} label="Find the one before" disabled={search === ""} onClick={() => find(-1)} />
        <IconButton icon={ChevronDown} label="Find the next one" disabled={search === ""} onClick={() => find(1)} />
        <span className={styles.told} role="status">
          {found !== undefined && `at character ${formatCount(found + 1)}`}
        </span>
      </search>
      <div
        ref={attach}
        className={styles.scroller}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls with the keys
        tabIndex={0}
        role="document"
        aria-label={`The whole ${what}`}
        onScroll={(event) => setTop(event.currentTarget.scrollTop)}
      >
        <div className={styles.rows} style={{ height: rows.count * rowHeight }}>
          <div className={styles.drawn} style={{ transform: `translateY(${first * rowHeight}px)` }}>
            {lines}
          </div>
        </div>
      </div>
    </div>
  );
}

/** The next place after (or before) one, going round; -1 when it is nowhere. Letters count as written. */
function nextPlace(text: string, search: string, from: number | undefined, step: 1 | -1): number {
  if (step === 1) {
    const next = text.indexOf(search, from === undefined ? 0 : from + 1);
    return next === -1 ? text.indexOf(search) : next;
  }
  const before = from === undefined || from === 0 ? -1 : text.lastIndexOf(search, from - 1);
  return before === -1 ? text.lastIndexOf(search) : before;
}

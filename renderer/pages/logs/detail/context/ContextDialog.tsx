import { ChevronDown, ChevronUp } from "lucide-react";
import { type KeyboardEvent, useLayoutEffect, useMemo, useRef, useState } from "react";
import { Dialog } from "../../../../components/Dialog";
import { FailureNote } from "../../../../components/FailureNote";
import { IconButton } from "../../../../components/IconButton";
import { Skeleton } from "../../../../components/Skeleton";
import { Switch } from "../../../../components/Switch";
import { shownInLine } from "../../../../components/shown-text";
import { TextInput } from "../../../../components/TextInput";
import type { DetailLine } from "../lines";
import { localTime } from "../time-words";
import styles from "./Context.module.css";
import { ContextRow } from "./ContextRow";
import { gapWords } from "./gaps";
import { MoreLines } from "./MoreLines";
import { useContextLines } from "./use-context-lines";

interface Props {
  line: DetailLine;
  source: string;
  onClose(): void;
}

/** What its stream said before and after a line. */
export function ContextDialog({ line, source, onClose }: Props) {
  const context = useContextLines(line, source);
  const { before, after, loading, failure } = context;
  const [isWrapped, setWrapped] = useState(true);
  const [search, setSearch] = useState("");
  const [found, setFound] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => [...before.lines, line, ...after.lines], [before, line, after]);
  const gaps = useMemo(() => gapWords(lines.map(({ ms, ns }) => ms + ns / 1e6)), [lines]);
  const hits = useMemo(() => matching(lines, search), [lines, search]);
  const hit = hits[found % Math.max(1, hits.length)];
  usePlaceKept(list, before.lines.length, loading === undefined);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `found` goes on to the next of the same hits
  useLayoutEffect(() => {
    if (hit !== undefined) list.current?.querySelector(`[data-index="${hit}"]`)?.scrollIntoView({ block: "nearest" });
  }, [hit, found]);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== "Enter") return;
    event.preventDefault();
    step(event.shiftKey ? -1 : 1);
  }
  const step = (by: 1 | -1) => setFound((was) => (was + by + hits.length) % Math.max(1, hits.length));

  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="wide"
      title={`Around ${localTime(line).slice(0, 23)}`}
      description={
        <span className={styles.stream}>
          {Object.entries(line.labels)
            .map(([name, value]) => shownInLine(`${name}=${value}`))
            .join("  ")}
        </span>
      }
    >
      <div className={styles.tools}>
        <TextInput
          value={search}
          onChange={(next) => {
            setSearch(next);
            setFound(0);
          }}
          onKeyDown={onKeyDown}
          placeholder="Find in these lines"
          aria-label="Find in these lines"
        />
        <IconButton icon={ChevronUp} label="Find the one before" disabled={hits.length === 0} onClick={() => step(-1)} />
        <IconButton icon={ChevronDown} label="Find the next one" disabled={hits.length === 0} onClick={() => step(1)} />
        <span className={styles.told} role="status">
          {search !== "" && (hits.length === 0 ? "not found" : `${(found % hits.length) + 1} of ${hits.length} lines`)}
        </span>
        <span className={styles.wrap}>
          <Switch isOn={isWrapped} onChange={setWrapped} label="Wrap" />
        </span>
      </div>
      {failure && <FailureNote failure={failure} onRetry={context.retry} isRetrying={loading !== undefined} />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls with the keys */}
      <div ref={list} className={styles.list} data-wrapped={isWrapped || undefined} tabIndex={0} role="log" aria-live="off">
        <MoreLines side="before" context={context} />
        {loading === "both" && before.lines.length === 0 && <Skeleton height={16} lines={5} />}
        {lines.map((each, index) => (
          <ContextRow
            // biome-ignore lint/suspicious/noArrayIndexKey: counted from the line itself, which stays where it is
            key={index - before.lines.length}
            index={index}
            line={each}
            gap={gaps[index]}
            isChosen={index === before.lines.length}
            isHit={index === hit}
            search={search}
          />
        ))}
        {loading === "both" && after.lines.length === 0 && <Skeleton height={16} lines={5} />}
        <MoreLines side="after" context={context} />
      </div>
    </Dialog>
  );
}

function matching(lines: readonly { line: string }[], search: string): number[] {
  const wanted = search.toLowerCase();
  if (wanted === "") return [];
  return lines.flatMap(({ line }, index) => (line.toLowerCase().includes(wanted) ? [index] : []));
}

/** What is in sight stays there when lines come above it; at first it is the line itself, in the middle. */
function usePlaceKept(list: { current: HTMLElement | null }, above: number, isLoaded: boolean): void {
  const was = useRef({ above: 0, height: 0, isPlaced: false });
  useLayoutEffect(() => {
    const element = list.current;
    if (!element || !isLoaded) return;
    if (!was.current.isPlaced) element.querySelector("[data-chosen]")?.scrollIntoView({ block: "center" });
    else if (above > was.current.above) element.scrollTop += element.scrollHeight - was.current.height;
    was.current = { above, height: element.scrollHeight, isPlaced: true };
  });
}

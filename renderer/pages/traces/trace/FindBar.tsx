import { ArrowDown, ArrowUp, X } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { formatCount } from "#shared/format/count";
import { IconButton } from "../../../components/IconButton";
import { Switch } from "../../../components/Switch";
import { TextInput } from "../../../components/TextInput";
import styles from "./FindBar.module.css";
import { countUpTo, stepIn } from "./shown-index";
import type { TraceFind, TraceStore } from "./trace-state";
import { useFindKeys } from "./use-find-keys";
import { useTraceState } from "./use-trace-state";

/** While somebody types on, nothing is looked for. */
const pauseMs = 120;

/** Looks for words in the names, ids, tags and events of all spans. Opens by `/` and Ctrl F. */
export function FindBar({ store }: { store: TraceStore }) {
  const input = useRef<HTMLInputElement>(null);
  const find = useTraceState(store, (state) => state.find);
  const active = useTraceState(store, (state) => state.active);
  const onlyMatches = useTraceState(store, (state) => state.onlyMatches);
  const [draft, setDraft] = useState(find.words);
  const { openFind, closeFind, lookFor, setOnlyMatches, goTo } = store.getState();
  // Words that come from elsewhere: a click on a tag, a link.
  useEffect(() => setDraft(find.words), [find.words]);
  useEffect(() => {
    if (draft === find.words) return;
    const timer = setTimeout(() => lookFor(draft), pauseMs);
    return () => clearTimeout(timer);
  }, [draft, find.words, lookFor]);

  function step(by: 1 | -1): void {
    const next = stepIn(find.matches, active, by);
    if (next !== undefined) goTo(next);
  }
  useFindKeys({
    input,
    open: openFind,
    step,
  });
  if (!find.isOpen) return null;

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === "Enter") {
      if (draft !== find.words) lookFor(draft);
      else step(event.shiftKey ? -1 : 1);
    } else if (event.key === "Escape") closeFind();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <search className={styles.bar} aria-label="Find in this trace">
      <TextInput
        ref={input}
        autoFocus={find.takesFocus === true}
        value={draft}
        onChange={setDraft}
        onKeyDown={onKeyDown}
        placeholder="Words, ids, or key=value"
        aria-label="Find in this trace"
        aria-invalid={find.problem !== undefined || undefined}
        className={styles.input}
      />
      <output className={styles.count}>{countText(find, active)}</output>
      <IconButton label="Previous (Shift F3)" icon={ArrowUp} disabled={find.matches.length === 0} onClick={() => step(-1)} />
      <IconButton label="Next (F3)" icon={ArrowDown} disabled={find.matches.length === 0} onClick={() => step(1)} />
      <Switch label="Only matches" isOn={onlyMatches} onChange={setOnlyMatches} />
      <IconButton label="Close" icon={X} className={styles.close} onClick={closeFind} />
    </search>
  );
}

/** `3 of 128`, `128 spans`, `Not found`. */
export function countText({ words, problem, matches, mask, isLooking }: TraceFind, active: number | undefined): string {
  if (words.trim() === "") return "";
  if (problem !== undefined) return problem;
  const count = matches.length;
  if (isLooking && !mask) return "Looking…";
  if (count === 0) return isLooking ? "Looking…" : "Not found";
  if (active === undefined || mask?.[active] !== 1) return count === 1 ? "1 span" : `${formatCount(count)} spans`;
  return `${formatCount(countUpTo(matches, active))} of ${formatCount(count)}`;
}

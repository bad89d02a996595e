import type { Trace } from "#shared/model/trace";
import { movedTo } from "../../../components/table-order";
import { useIdleKeys } from "../../../components/use-idle-keys";
import { keyedRange } from "./range-keys";
import { rowAtOrBefore, stepIn } from "./shown-index";
import type { TraceStore } from "./trace-state";
import { nextCritical, nextInRange, shownParent } from "./waterfall-moves";

/** What of a key event counts; React's and the browser's both have it. */
type PressedKey = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey" | "target" | "preventDefault">;

interface Input {
  trace: Trace;
  store: TraceStore;
  /** Rows that fit. */
  page: number;
}

/** The keys of the waterfall, in the list and wherever nothing else has the focus. */
export function useWaterfallKeys({ trace, store, page }: Input): (event: PressedKey) => void {
  function onKeyDown(event: PressedKey): void {
    if (event.ctrlKey || event.metaKey || event.altKey || isControl(event.target)) return;
    if (moveTime(event.key) || moveRow(event) || fold(event.key) || other(event.key)) event.preventDefault();
  }

  function moveTime(key: string): boolean {
    const { range } = store.getState();
    const next = keyedRange(key, range.get(), range.full);
    if (next) range.set(next);
    return next !== undefined;
  }

  function moveRow({ key, shiftKey }: PressedKey): boolean {
    const { shown, active, activate } = store.getState();
    const row = shiftKey ? undefined : movedTo(key, rowOfKeys(), shown.spans.length, page);
    const position = row === undefined ? undefined : shown.spans[row];
    if (position !== undefined) activate(position);
    const farther = position === undefined ? jump(key, active) : undefined;
    if (farther !== undefined) store.getState().goTo(farther);
    return position !== undefined || farther !== undefined;
  }

  function rowOfKeys(): number {
    const { shown, active } = store.getState();
    return active === undefined ? -1 : rowAtOrBefore(shown, active);
  }

  /** To the next span that has its bar in sight, that was found, that the critical path goes to. */
  function jump(key: string, active: number | undefined): number | undefined {
    const { shown, range, correctsClocks, find } = store.getState();
    switch (key) {
      case "f":
      case "b":
        return nextInRange(trace, shown, { from: rowOfKeys(), by: key === "f" ? 1 : -1, range: range.get(), correctsClocks });
      case "n":
      case "N":
        return stepIn(find.matches, active, key === "n" ? 1 : -1);
      case "c":
        return nextCritical(trace, active);
      default:
        return undefined;
    }
  }

  /** As in every tree: left folds and then goes to the parent, right unfolds and then goes to the first child. */
  function fold(key: string): boolean {
    const state = store.getState();
    const { shown, active, collapsed } = state;
    if (active === undefined || (key !== "ArrowLeft" && key !== "ArrowRight")) return false;
    const row = rowAtOrBefore(shown, active);
    const position = shown.spans[row] ?? 0;
    const run = shown.foldedRun[row] ?? -1;
    const hasBelow = (trace.size[position] ?? 0) > 0;
    const isOpen = hasBelow && collapsed[position] !== 1 && run < 0;
    if (key === "ArrowRight") {
      if (run >= 0) state.openRun(run);
      else if (hasBelow && !isOpen) state.fold(position, false);
      else if (isOpen) state.activate(shown.spans[row + 1] ?? position);
    } else if (isOpen) state.fold(position, true);
    else {
      const parent = shownParent(trace, shown, position);
      if (parent !== undefined) state.activate(parent);
    }
    return true;
  }

  function other(key: string): boolean {
    const { active, chosen, choose, collapse } = store.getState();
    switch (key) {
      case "Enter":
        if (active !== undefined) choose(active);
        return active !== undefined;
      case "Escape":
        if (chosen !== undefined) choose(undefined);
        return chosen !== undefined;
      case "[":
        collapse({ kind: "one-level" });
        return true;
      case "]":
        collapse({ kind: "one-level-less" });
        return true;
      case "{":
        collapse({ kind: "all" });
        return true;
      case "}":
        collapse({ kind: "none" });
        return true;
      default:
        return false;
    }
  }

  useIdleKeys(onKeyDown);
  return onKeyDown;
}

/** A button inside the list has keys of its own. */
const isControl = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT|BUTTON)$/.test(target.tagName));

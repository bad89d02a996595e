// Looks through all lines that are here, a slice at a time, and keeps with each whether it was found. Lines that come later are
// looked at then.
import type { LineStore } from "./line-store";
import { withoutAnsi } from "./text/ansi";
import type { Matcher } from "./text/marks";

export interface Finder {
  /** Looks at lines until that time is over. True when there are none left to look at. */
  look(isOver: () => boolean): boolean;
  readonly count: number;
  /** The next line with it in the order of the list, from behind (or before) that one on, around the end. */
  step(from: number | undefined, by: 1 | -1): number | undefined;
  /** Which of the lines with it that is, from 1. */
  placeOf(id: number): number | undefined;
}

const notYet = 0;
const isNot = 1;
export const isFound = 2;
/** Asking for the time costs as much as looking at a line. */
const between = 16;

export function createFinder(store: LineStore, matcher: Matcher): Finder {
  store.columns.cells.found.fill(notYet);
  let count = 0;
  let countedAt = -1;

  function marks(): Uint8Array {
    const { cells, start, size } = store.columns;
    return cells.found.subarray(start, start + size);
  }

  return {
    look(isOver) {
      const found = marks();
      const { cells, start } = store.columns;
      let looked = 0;
      // The newest first: those are what most lists begin with.
      for (let index = found.lastIndexOf(notYet); index >= 0; index = index > 0 ? found.lastIndexOf(notYet, index - 1) : -1) {
        found[index] = matcher.test(withoutAnsi(cells.line[start + index] ?? "")) ? isFound : isNot;
        countedAt = -1;
        if (++looked % between === 0 && isOver()) return false;
      }
      return true;
    },
    get count() {
      if (countedAt !== store.version) {
        count = 0;
        for (const mark of marks()) if (mark === isFound) count++;
        countedAt = store.version;
      }
      return count;
    },
    step(from, by) {
      const found = marks();
      const isNewest = store.order === "newest";
      const down = (by === 1) !== isNewest;
      const index = from === undefined ? -1 : store.indexOf(from);
      const next = down
        ? firstOf(found.indexOf(isFound, index < 0 ? 0 : index + 1), () => found.indexOf(isFound))
        : firstOf(index === 0 ? -1 : found.lastIndexOf(isFound, index < 0 ? found.length - 1 : index - 1), () =>
            found.lastIndexOf(isFound),
          );
      return next < 0 ? undefined : store.lineAt(next)?.id;
    },
    placeOf(id) {
      const found = marks();
      const index = store.indexOf(id);
      if (index < 0 || found[index] !== isFound) return undefined;
      const [from, to] = store.order === "newest" ? [index, found.length - 1] : [0, index];
      let place = 0;
      for (let each = from; each <= to; each++) if (found[each] === isFound) place++;
      return place;
    },
  };
}

const firstOf = (index: number, otherwise: () => number): number => (index >= 0 ? index : otherwise());

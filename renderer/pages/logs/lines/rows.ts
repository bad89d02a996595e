// The rows of the list: which line stands in which, where lines that repeat one another are one, and how far from the top each is.
import type { LineStore } from "./line-store";
import { isRepeat } from "./repeats";
import type { Dedup, LineOrder } from "./view-settings";

export interface RowsInput {
  order: LineOrder;
  dedup: Dedup;
  /** Of a row on one line. */
  rowHeight: number;
  /** What a row takes that was not measured yet; absent where all rows are of one height. */
  guessHeight?: ((line: string) => number) | undefined;
  /** Lines that are newer than this one wait, and have no rows yet. */
  newestId?: number | undefined;
  /** Comparing a hundred thousand lines takes longer than a picture may: the rest is left for the next one. */
  isOver?: (() => boolean) | undefined;
}

export interface Rows {
  /** Looks at the store again. Cheap while nothing has changed. */
  refresh(input: RowsInput): void;
  readonly count: number;
  readonly height: number;
  /** All rows are of one height. */
  readonly isUniform: boolean;
  /** Lines that have no rows yet. */
  readonly waiting: number;
  /** Some lines were not compared with their neighbours yet, and stand alone so far. */
  readonly isUnfinished: boolean;
  /** The line that stands in a row, by its index in the store. */
  indexOf(row: number): number;
  /** How many lines are one in it. */
  repeats(row: number): number;
  /** The row in which the line of that index is; -1 without. */
  rowOf(index: number): number;
  top(row: number): number;
  rowAt(offset: number): number;
  /** Heights of these rows as they are, or as far as can be told before they are drawn. True when one was not known. */
  guess(first: number, last: number): boolean;
  measured(row: number, height: number): boolean;
  forgetHeights(): void;
}

/** Asking for the time costs as much as comparing a few lines. */
const together = 64;

export function createRows(store: LineStore): Rows {
  let input: RowsInput = { order: "newest", dedup: "none", rowHeight: 20 };
  let seen = "";
  let markedAs: Dedup = "none";
  let isNewest = true;
  /** Lines that have rows, and where each row of several lines begins, oldest first. */
  let lines = 0;
  let starts: Uint32Array | undefined;
  let count = 0;
  let waiting = 0;
  let isUnfinished = false;
  /** Of the tops of all rows, and of the end. Absent where all have one height. */
  let tops: Float64Array | undefined;
  let areTopsStale = true;

  function mark(): void {
    const { cells, start } = store.columns;
    if (markedAs !== input.dedup) cells.repeat.fill(0);
    markedAs = input.dedup;
    isUnfinished = !compare();
    const found = new Uint32Array(lines);
    let groups = 0;
    for (let index = 0; index < lines; index++) {
      if (index === 0 || cells.repeat[start + index] !== 2) found[groups++] = index;
    }
    starts = found.subarray(0, groups);
    count = groups;
  }

  /** Those first that stand first. False when the time was over. */
  function compare(): boolean {
    const { cells, start } = store.columns;
    let compared = 0;
    for (let done = 0; done < lines - 1; done++) {
      const place = start + (isNewest ? lines - 1 - done : done + 1);
      if (cells.repeat[place] !== 0) continue;
      const repeats = isRepeat(cells.line[place] ?? "", cells.line[place - 1] ?? "", input.dedup);
      cells.repeat[place] = repeats ? 2 : 1;
      if (++compared % together === 0 && input.isOver?.()) return false;
    }
    return true;
  }

  function addUp(): void {
    areTopsStale = false;
    if (!input.guessHeight) {
      tops = undefined;
      return;
    }
    const { cells, start } = store.columns;
    if (tops?.length !== count + 1) tops = new Float64Array(count + 1);
    let top = 0;
    for (let row = 0; row < count; row++) {
      tops[row] = top;
      const height = cells.height[start + rows.indexOf(row)] ?? 0;
      top += height > 0 ? height : input.rowHeight;
    }
    tops[count] = top;
  }

  function currentTops(): Float64Array | undefined {
    if (areTopsStale) addUp();
    return tops;
  }

  const rows: Rows = {
    refresh(wanted) {
      const key = `${store.version} ${wanted.order} ${wanted.dedup} ${wanted.rowHeight} ${wanted.newestId} ${wanted.guessHeight !== undefined}`;
      input = wanted;
      if (key === seen && !isUnfinished) return;
      seen = key;
      isUnfinished = false;
      isNewest = wanted.order === "newest";
      const newest = wanted.newestId === undefined ? -1 : store.indexOf(wanted.newestId);
      lines = newest < 0 ? store.size : newest + 1;
      waiting = store.size - lines;
      if (wanted.dedup === "none") {
        starts = undefined;
        count = lines;
      } else mark();
      areTopsStale = true;
    },
    get count() {
      return count;
    },
    get height() {
      return currentTops()?.[count] ?? count * input.rowHeight;
    },
    get isUnfinished() {
      return isUnfinished;
    },
    get isUniform() {
      return input.guessHeight === undefined;
    },
    get waiting() {
      return waiting;
    },
    indexOf(row) {
      if (!starts) return isNewest ? lines - 1 - row : row;
      if (!isNewest) return starts[row] ?? -1;
      // The newest of those that repeat one another.
      return row === 0 ? lines - 1 : (starts[count - row] ?? 0) - 1;
    },
    repeats(row) {
      if (!starts) return 1;
      const group = isNewest ? count - 1 - row : row;
      return (starts[group + 1] ?? lines) - (starts[group] ?? 0);
    },
    rowOf(index) {
      if (index < 0 || index >= lines) return -1;
      const group = starts ? lastAtMost(starts, index) : index;
      return isNewest ? count - 1 - group : group;
    },
    top: (row) => currentTops()?.[row] ?? row * input.rowHeight,
    rowAt(offset) {
      const all = currentTops();
      const row = all ? lastAtMost(all, offset) : Math.floor(offset / input.rowHeight);
      return Math.max(0, Math.min(count - 1, row));
    },
    guess(first, last) {
      if (!input.guessHeight) return false;
      const { cells, start } = store.columns;
      let isNews = false;
      for (let row = first; row <= last; row++) {
        const place = start + rows.indexOf(row);
        if (cells.height[place] !== 0) continue;
        cells.height[place] = input.guessHeight(cells.line[place] ?? "");
        isNews = true;
      }
      if (isNews) areTopsStale = true;
      return isNews;
    },
    measured(row, height) {
      const { cells, start } = store.columns;
      const place = start + rows.indexOf(row);
      if (Math.abs((cells.height[place] ?? 0) - height) < 0.1) return false;
      cells.height[place] = height;
      areTopsStale = true;
      return true;
    },
    forgetHeights() {
      store.columns.cells.height.fill(0);
      areTopsStale = true;
    },
  };
  return rows;
}

/** The last place whose value is not above; -1 before all of them. */
function lastAtMost(values: ArrayLike<number>, value: number): number {
  let low = 0;
  for (let high = values.length; low < high; ) {
    const middle = (low + high) >>> 1;
    if ((values[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

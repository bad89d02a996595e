// Finding one's way in the rows that are shown. Their positions go up, so everything is a binary search.
import type { Trace } from "#shared/model/trace";
import type { ShownRows } from "#shared/traces/shown-rows";

type Shown = Pick<ShownRows, "spans">;

/** The last row at or before a position; -1 when there is none. A span in a folded run stands in the row of the run. */
export function rowAtOrBefore({ spans }: Shown, position: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle] ?? 0) <= position) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The row of a span; -1 when it has none. */
export function rowOf(shown: Shown, position: number): number {
  const row = rowAtOrBefore(shown, position);
  return row >= 0 && shown.spans[row] === position ? row : -1;
}

/** More than these would leave no room for the rows themselves. */
const mostSticky = 5;

/**
 * The rows of the ancestors that stay on top while their descendants are scrolled through, outermost first. They cover rows
 * themselves, so the row that counts is the first below them.
 */
export function stickyRows(trace: Pick<Trace, "parent">, shown: Shown, firstRow: number): number[] {
  const last = shown.spans.length - 1;
  for (let covered = 0; covered < mostSticky; covered++) {
    const ancestors = ancestorRows(trace, shown, Math.min(last, firstRow + covered));
    if (ancestors.length <= covered) return ancestors;
  }
  return ancestorRows(trace, shown, Math.min(last, firstRow + mostSticky));
}

/** The rows of the nearest ancestors of a row's span, outermost first: so many as may stay on top. */
export function ancestorRows({ parent }: Pick<Trace, "parent">, shown: Shown, row: number): number[] {
  const position = shown.spans[row];
  if (position === undefined) return [];
  const rows: number[] = [];
  // Of a very deep trace only the nearest are looked for.
  for (let up = parent[position] ?? -1; up >= 0 && rows.length < mostSticky; up = parent[up] ?? -1) {
    const found = rowOf(shown, up);
    if (found >= 0) rows.push(found);
  }
  return rows.reverse();
}

/** The next entry of a sorted list after a position, or the one before it; round at the ends. */
export function stepIn(list: ArrayLike<number>, from: number | undefined, by: 1 | -1): number | undefined {
  if (list.length === 0) return undefined;
  if (from === undefined) return list[by === 1 ? 0 : list.length - 1];
  if (by === 1) {
    const next = countUpTo(list, from);
    return list[next < list.length ? next : 0];
  }
  const before = countUpTo(list, from - 1) - 1;
  return list[before >= 0 ? before : list.length - 1];
}

/** How many entries of a sorted list are at most this. */
export function countUpTo(list: ArrayLike<number>, value: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

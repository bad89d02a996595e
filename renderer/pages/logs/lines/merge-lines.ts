// New lines into those that are there, by their time. Nothing but what lies between them is moved: a page of older lines and the
// newest ones of a tail cost no more than themselves, however many lines there are.
import type { LineColumns } from "./line-columns";

export interface Times {
  ms: Float64Array;
  ns: Float64Array;
}

/** In which order to take the lines of a block so that the oldest comes first; lines of one time stay as they were told. */
export function oldestFirst({ ms, ns }: Times, isBackward: boolean): Uint32Array {
  const count = ms.length;
  const order = new Uint32Array(count);
  for (let index = 0; index < count; index++) order[index] = isBackward ? count - 1 - index : index;
  const isBefore = (a: number, b: number) => at(ms, a) < at(ms, b) || (at(ms, a) === at(ms, b) && at(ns, a) < at(ns, b));
  for (let index = 1; index < count; index++) {
    if (isBefore(at(order, index), at(order, index - 1))) {
      // Stable: typed arrays sort as arrays do.
      return order.sort((a, b) => at(ms, a) - at(ms, b) || at(ns, a) - at(ns, b));
    }
  }
  return order;
}

/**
 * Opens a place for each new line and calls `put(place, line)`. Lines of the same time stand behind those that are there, or before
 * them where they come from a query that reads backward.
 */
export function mergeLines(
  columns: LineColumns,
  times: Times,
  isBackward: boolean,
  put: (place: number, line: number) => void,
): void {
  const order = oldestFirst(times, isBackward);
  if (isBackward) mergeFront(columns, times, order, put);
  else mergeBack(columns, times, order, put);
}

type Put = (place: number, line: number) => void;

function mergeBack(columns: LineColumns, times: Times, order: Uint32Array, put: Put): void {
  const had = columns.size;
  columns.openBack(order.length);
  const { cells, start } = columns;
  let from = start + had - 1;
  let to = start + columns.size - 1;
  for (let next = order.length - 1; next >= 0; next--) {
    const line = at(order, next);
    const [ms, ns] = [at(times.ms, line), at(times.ns, line)];
    while (from >= start && isAfter(at(cells.ms, from), at(cells.ns, from), ms, ns)) columns.move(from--, to--);
    put(to, line);
    // The line behind it has another one before it now.
    if (to + 1 < start + columns.size) cells.repeat[to + 1] = 0;
    to--;
  }
}

function mergeFront(columns: LineColumns, times: Times, order: Uint32Array, put: Put): void {
  columns.openFront(order.length);
  const { cells, start } = columns;
  const end = start + columns.size;
  let from = start + order.length;
  let to = start;
  for (const line of order) {
    const [ms, ns] = [at(times.ms, line), at(times.ns, line)];
    for (; from < end && isAfter(ms, ns, at(cells.ms, from), at(cells.ns, from)); to++) columns.move(from++, to);
    put(to++, line);
    if (from < end) cells.repeat[from] = 0;
  }
}

const isAfter = (ms: number, ns: number, otherMs: number, otherNs: number): boolean =>
  ms > otherMs || (ms === otherMs && ns > otherNs);

/** Only asked for places that are there. */
const at = (column: ArrayLike<number>, index: number): number => column[index] as number;

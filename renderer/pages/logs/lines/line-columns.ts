// Lines as columns, oldest first: a line costs some 60 bytes beside its text, and no object that the garbage collector would have
// to visit. Room is kept at both ends, because a query adds older lines and a tail adds newer ones.
import type { Labels } from "#shared/model/labels";

/** What few lines have. */
export interface LineExtra {
  metadata: Labels | undefined;
  parsed: Labels | undefined;
  /** How many characters the whole line has, when this is only its beginning. */
  cutLength: number | undefined;
}

/** Line `i` of the store is at `start + i` in each. */
export interface Cells {
  id: Float64Array;
  ms: Float64Array;
  ns: Uint32Array;
  stream: Uint32Array;
  /** What the list and the search work out once for a line, and keep with it. 0: not yet. */
  level: Uint8Array;
  repeat: Uint8Array;
  found: Uint8Array;
  height: Float32Array;
  line: string[];
  extra: (LineExtra | undefined)[];
}

export interface LineColumns {
  readonly cells: Cells;
  readonly start: number;
  readonly size: number;
  /** Room for more lines before the first one or behind the last one; what is in it is rubbish until it is put there. */
  openFront(count: number): void;
  openBack(count: number): void;
  move(from: number, to: number): void;
  dropFirst(count: number): void;
  clear(): void;
}

const smallest = 1024;

export function createColumns(): LineColumns {
  let cells = newCells(smallest);
  let start = smallest >> 1;
  let end = start;

  /** Into larger arrays, or to another place in the same ones. The room goes where lines are being added. */
  function rearrange(capacity: number, front: number): void {
    const was = cells;
    const size = end - start;
    cells = newCells(capacity);
    for (const name of numberNames) cells[name].set(was[name].subarray(start, end), front);
    for (let index = 0; index < size; index++) {
      cells.line[front + index] = was.line[start + index] ?? "";
      cells.extra[front + index] = was.extra[start + index];
    }
    start = front;
    end = front + size;
  }

  function capacityFor(size: number): number {
    let capacity = Math.max(smallest, cells.id.length);
    // Half of it stays free, so that lines are moved seldom.
    while (capacity < 2 * size) capacity *= 2;
    return capacity;
  }

  return {
    get cells() {
      return cells;
    },
    get start() {
      return start;
    },
    get size() {
      return end - start;
    },
    openFront(count) {
      if (count > start) {
        const size = end - start;
        const capacity = capacityFor(size + count);
        rearrange(capacity, capacity - size - ((capacity - size - count) >> 2));
      }
      start -= count;
    },
    openBack(count) {
      if (end + count > cells.id.length) {
        const size = end - start;
        const capacity = capacityFor(size + count);
        rearrange(capacity, (capacity - size - count) >> 2);
      }
      end += count;
    },
    move(from, to) {
      for (const name of numberNames) cells[name][to] = cells[name][from] ?? 0;
      cells.line[to] = cells.line[from] ?? "";
      cells.extra[to] = cells.extra[from];
    },
    dropFirst(count) {
      // Texts would stay alive behind the first line.
      cells.line.fill("", start, start + count);
      cells.extra.fill(undefined, start, start + count);
      start += count;
    },
    clear() {
      cells = newCells(smallest);
      start = smallest >> 1;
      end = start;
    },
  };
}

const numberNames = ["id", "ms", "ns", "stream", "level", "repeat", "found", "height"] as const;

const newCells = (capacity: number): Cells => ({
  id: new Float64Array(capacity),
  ms: new Float64Array(capacity),
  ns: new Uint32Array(capacity),
  stream: new Uint32Array(capacity),
  level: new Uint8Array(capacity),
  repeat: new Uint8Array(capacity),
  found: new Uint8Array(capacity),
  height: new Float32Array(capacity),
  line: new Array<string>(capacity).fill(""),
  extra: new Array<LineExtra | undefined>(capacity).fill(undefined),
});

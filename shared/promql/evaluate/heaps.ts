// The best entries of many steps at once: a heap for each, the worst entry on top, all of them in two columns of memory. Which
// of equal values stays, and in which order they come out, is as in Go's container/heap and sort, because that is what
// Prometheus answers with.
import type { Budget } from "./budget";

export interface Heaps {
  clear(): void;
  /** Keeps the entry if there are fewer than `wanted` in the slot, or if it is better than the worst of them. */
  offer(slot: number, index: number, value: number, wanted: number): void;
  /** The indices that a slot keeps. */
  entries(slot: number): Int32Array;
  /** The same, best first. */
  sorted(slot: number): Int32Array;
}

/** Go's sort is stable for as few as this. */
const fewest = 12;

/** `capacity` entries in each slot; greater is better, and NaN the worst. Sorting many of them takes a while, so it looks at the budget. */
export function createHeaps(capacity: number, slots: number, budget: Pick<Budget, "work">): Heaps {
  const values = new Float64Array(capacity * slots);
  const indices = new Int32Array(capacity * slots);
  const sizes = new Int32Array(slots);

  const isLess = (a: number, b: number): boolean => {
    const value = values[a] as number;
    return Number.isNaN(value) || value < (values[b] as number);
  };

  function swap(a: number, b: number): void {
    const [value, index] = [values[a] as number, indices[a] as number];
    values[a] = values[b] as number;
    indices[a] = indices[b] as number;
    values[b] = value;
    indices[b] = index;
  }

  function rise(base: number, from: number): void {
    for (let at = from; at > 0; ) {
      const parent = (at - 1) >> 1;
      if (!isLess(base + at, base + parent)) return;
      swap(base + at, base + parent);
      at = parent;
    }
  }

  function sink(base: number, size: number): void {
    for (let at = 0; ; ) {
      const left = 2 * at + 1;
      if (left >= size) return;
      const least = left + 1 < size && isLess(base + left + 1, base + left) ? left + 1 : left;
      if (!isLess(base + least, base + at)) return;
      swap(base + least, base + at);
      at = least;
    }
  }

  function put(at: number, index: number, value: number): void {
    values[at] = value;
    indices[at] = index;
  }

  /** Insertion, which for few entries is how Go sorts; NaN moves behind everything, other NaNs too. */
  function sortFew(base: number, size: number): void {
    for (let from = 1; from < size; from++) {
      for (let at = from; at > 0 && isLess(base + at - 1, base + at); at--) swap(base + at - 1, base + at);
    }
  }

  function sortMany(base: number, size: number): void {
    const order = Array.from({ length: size }, (_, at) => base + at);
    order.sort((a, b) => {
      budget.work(5);
      const [left, right] = [values[a] as number, values[b] as number];
      if (Number.isNaN(left) || Number.isNaN(right)) return Number(Number.isNaN(left)) - Number(Number.isNaN(right));
      return right < left ? -1 : Number(left < right);
    });
    const sortedIndices = Int32Array.from(order, (at) => indices[at] as number);
    const sortedValues = Float64Array.from(order, (at) => values[at] as number);
    indices.set(sortedIndices, base);
    values.set(sortedValues, base);
  }

  const entries = (slot: number): Int32Array => indices.subarray(slot * capacity, slot * capacity + (sizes[slot] as number));

  return {
    entries,
    clear: () => void sizes.fill(0),

    offer(slot, index, value, wanted) {
      const base = slot * capacity;
      const size = sizes[slot] as number;
      if (size < wanted) {
        put(base + size, index, value);
        sizes[slot] = size + 1;
        rise(base, size);
        return;
      }
      const worst = values[base] as number;
      if (!(worst < value || (Number.isNaN(worst) && !Number.isNaN(value)))) return;
      put(base, index, value);
      sink(base, size);
    },

    sorted(slot) {
      const size = sizes[slot] as number;
      if (size <= fewest) sortFew(slot * capacity, size);
      else sortMany(slot * capacity, size);
      return entries(slot);
    },
  };
}

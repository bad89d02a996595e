// Keeps a moving window sorted. Long windows overlap nearly whole, so taking out what left and putting in what came is far
// less work than sorting each anew.

/** The window's values in rising order, without NaN; valid until the next call. Windows may only move forward. */
export function createWindowSorter(values: Float64Array): (first: number, end: number) => Float64Array {
  let sorted = new Float64Array(0);
  let spare = new Float64Array(0);
  let count = 0;
  let from = 0;
  let to = 0;

  function grow(size: number): void {
    if (size <= spare.length) return;
    const larger = new Float64Array(Math.min(values.length, 2 * size));
    larger.set(sorted.subarray(0, count));
    sorted = larger;
    spare = new Float64Array(larger.length);
  }

  return (first, end) => {
    grow(end - first);
    if (first >= to) {
      // Nothing of the window before is left.
      sorted.set(values.subarray(first, end));
      count = dropNaN(sorted.subarray(0, end - first).sort());
    } else if (first > from || end > to) {
      count = merge(sorted, count, sortedPart(values, from, first), sortedPart(values, to, end), spare);
      [sorted, spare] = [spare, sorted];
    }
    from = first;
    to = end;
    return sorted.subarray(0, count);
  };
}

function sortedPart(values: Float64Array, from: number, to: number): Float64Array {
  const part = values.slice(from, to).sort();
  return part.subarray(0, dropNaN(part));
}

/** How many numbers there are before the NaN, which sorting puts last. */
function dropNaN(sorted: Float64Array): number {
  let count = sorted.length;
  while (count > 0 && Number.isNaN(sorted[count - 1])) count--;
  return count;
}

/** Writes the first `count` values without those that left and with those that came; the number of values written. */
function merge(sorted: Float64Array, count: number, left: Float64Array, came: Float64Array, target: Float64Array): number {
  let written = 0;
  let nextLeft = 0;
  let nextCame = 0;
  for (let index = 0; index < count; index++) {
    const value = sorted[index] as number;
    if (nextLeft < left.length && left[nextLeft] === value) {
      nextLeft++;
      continue;
    }
    while (nextCame < came.length && (came[nextCame] as number) < value) target[written++] = came[nextCame++] as number;
    target[written++] = value;
  }
  while (nextCame < came.length) target[written++] = came[nextCame++] as number;
  return written;
}

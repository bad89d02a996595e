/** How many of the first rows are not after a time. Their times rise. */
export function rowsUpTo({ times, rows }: { times: Float64Array; rows: number }, time: number): number {
  let low = 0;
  let high = rows;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}

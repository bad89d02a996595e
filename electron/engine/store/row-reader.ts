// Reads series out of a writer's chunks for one time range.
import { type Chunk, row, rowsUpTo } from "./chunk";

export interface Rows {
  times: Float64Array;
  values: Float64Array;
  stale?: Uint8Array;
}

/**
 * Readers for the rows in `from < t <= to`. Where the rows lie is worked out once for all series of the writer, and series
 * without holes share one array of times, by which the evaluator in turn shares its work on them.
 */
export function createRowReader<Key>(chunks: readonly Chunk<Key>[], from: number, to: number): (key: Key) => Rows | undefined {
  const stretches = chunks
    .map((chunk) => ({ chunk, first: rowsUpTo(chunk, from), end: rowsUpTo(chunk, to) }))
    .filter(({ first, end }) => first < end);
  const total = stretches.reduce((sum, { first, end }) => sum + end - first, 0);
  let sharedTimes: Float64Array | undefined;

  function isWhole(key: Key): boolean {
    return stretches.every(({ chunk, first, end }) => {
      const column = chunk.columns.get(key);
      return column && !column.flags && column.first <= first && column.end >= end;
    });
  }

  function whole(key: Key): Rows {
    const [only, another] = stretches;
    const column = only?.chunk.columns.get(key);
    if (only && column && !another) {
      sharedTimes ??= only.chunk.times.subarray(only.first, only.end);
      return { times: sharedTimes, values: column.values.subarray(only.first, only.end) };
    }
    const values = new Float64Array(total);
    let at = 0;
    for (const { chunk, first, end } of stretches) {
      const part = chunk.columns.get(key)?.values.subarray(first, end);
      if (part) values.set(part, at);
      at += end - first;
    }
    sharedTimes ??= joinTimes();
    return { times: sharedTimes, values };
  }

  function joinTimes(): Float64Array {
    const times = new Float64Array(total);
    let at = 0;
    for (const { chunk, first, end } of stretches) {
      times.set(chunk.times.subarray(first, end), at);
      at += end - first;
    }
    return times;
  }

  function withHoles(key: Key): Rows | undefined {
    const times = new Float64Array(total);
    const values = new Float64Array(total);
    const stale = new Uint8Array(total);
    let count = 0;
    for (const { chunk, first, end } of stretches) {
      const column = chunk.columns.get(key);
      if (!column) continue;
      for (let at = Math.max(first, column.first); at < Math.min(end, column.end); at++) {
        const flag = column.flags ? column.flags[at] : row.value;
        if (flag === row.absent) continue;
        times[count] = chunk.times[at] ?? 0;
        values[count] = column.values[at] ?? 0;
        stale[count] = flag === row.stale ? 1 : 0;
        count++;
      }
    }
    if (count === 0) return undefined;
    return { times: times.subarray(0, count), values: values.subarray(0, count), stale: stale.subarray(0, count) };
  }

  return (key) => (total > 0 && isWhole(key) ? whole(key) : withHoles(key));
}

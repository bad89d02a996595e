// Arrays of dropped chunks, to be used again: once the head is full it asks for no new memory.

export const rowsPerChunk = 256;

export interface ColumnPool {
  takeValues(): Float64Array;
  /** All zero: every row absent. */
  takeFlags(): Uint8Array;
  give(values: Float64Array | undefined, flags?: Uint8Array): void;
  /** What is in use and what is kept for later. */
  bytes(): number;
}

/** About two megabytes are kept at least, and else as many arrays as are in use: a burst of short-lived series leaves no more. */
const keptAtLeast = 1024;

export function createColumnPool(): ColumnPool {
  const free: Float64Array[] = [];
  let inUse = 0;
  let flagBytes = 0;
  return {
    takeValues() {
      inUse++;
      return free.pop() ?? new Float64Array(rowsPerChunk);
    },
    takeFlags() {
      flagBytes += rowsPerChunk;
      return new Uint8Array(rowsPerChunk);
    },
    give(values, flags) {
      if (flags) flagBytes -= rowsPerChunk;
      if (!values) return;
      inUse--;
      if (free.length < Math.max(keptAtLeast, inUse)) free.push(values);
    },
    bytes: () => (inUse + free.length) * rowsPerChunk * Float64Array.BYTES_PER_ELEMENT + flagBytes,
  };
}

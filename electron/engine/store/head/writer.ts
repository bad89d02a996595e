// What the head knows of one writer: its chunks, and what its last run wrote.
import type { Reading } from "#shared/model/sample";
import type { EpochMs } from "#shared/units/time";
import { type Chunk, createChunk, isFull } from "./chunk";
import type { ColumnPool } from "./column-pool";
import type { Lane } from "./lanes";
import type { RowReader } from "./row-reader";

/** What a run wrote, in its order: readings mostly come in the same order again, and are then known at a glance. */
export interface RunOrder {
  readings: (Reading | undefined)[];
  lanes: Lane[];
}

export interface Writer {
  name: string;
  /** Counts writers in the order of their first runs. */
  number: number;
  chunks: Chunk[];
  epoch: number;
  newest: EpochMs;
  run: number;
  /** Runs up to this one are forgotten, though their rows may still lie in a chunk. */
  forgottenRun: number;
  last: RunOrder;
  /** The arrays of the run before that, to be filled by the next. */
  spare: RunOrder;
  /** How many series the last run wrote. */
  live: number;
  /** For the latest stretch of time that was asked for; absent after a change. */
  reader: { from: EpochMs; to: EpochMs; reader: RowReader } | undefined;
}

export const createWriter = (name: string, number: number): Writer => ({
  name,
  number,
  chunks: [],
  epoch: 0,
  newest: Number.NEGATIVE_INFINITY,
  run: 0,
  forgottenRun: 0,
  last: { readings: [], lanes: [] },
  spare: { readings: [], lanes: [] },
  live: 0,
  reader: undefined,
});

/** The chunk for the writer's newest run, whose row is the next. */
export function openChunk(writer: Writer, pool: ColumnPool): Chunk {
  const newest = writer.chunks.at(-1);
  if (newest && !isFull(newest) && newest.epoch === writer.epoch && newest.firstRun + newest.rows === writer.run) return newest;
  const chunk = createChunk(pool, writer.epoch, writer.run);
  writer.chunks.push(chunk);
  return chunk;
}

/** The first time of the rows that are still here; after a step back of the clock not that of the first row. */
export function oldestOf({ chunks, forgottenRun }: Writer): EpochMs | undefined {
  let oldest: EpochMs | undefined;
  for (const { times, rows, firstRun } of chunks) {
    const first = Math.max(0, forgottenRun + 1 - firstRun);
    if (first < rows) oldest = Math.min(oldest ?? Number.POSITIVE_INFINITY, times[first] ?? 0);
  }
  return oldest;
}

/** A reading that is not where it was is looked for so far behind: some before it ended. Else it is looked up by its labels. */
const lookAhead = 8;

/** Where in the last run's order a reading's series is, from a position on; -1 when it is not near. */
export function positionOf(reading: Reading, { readings }: RunOrder, position: number): number {
  const end = Math.min(readings.length, position + lookAhead);
  for (let at = position; at < end; at++) {
    const before = readings[at];
    if (before && isSameSeries(before, reading)) return at;
  }
  return -1;
}

function isSameSeries(a: Reading, b: Reading): boolean {
  if (a === b) return true;
  if (a.name !== b.name) return false;
  if (a.labels === b.labels) return true;
  const names = Object.keys(a.labels);
  return names.length === Object.keys(b.labels).length && names.every((name) => a.labels[name] === b.labels[name]);
}

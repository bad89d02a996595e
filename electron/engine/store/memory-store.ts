// The last hour in memory. Each writer has a row of chunks; a chunk holds 256 runs, their times once and one column per
// series. Chunks whose newest run is older than the retention are dropped and their arrays used again.
//
// What it costs: a series written every second for an hour has 3600 to 3856 rows of 8 bytes in 15 or 16 columns, and about
// 200 bytes of bookkeeping for each column: 32 to 34 kB. One written every 15 s has 240 to 496 rows: 2 to 4 kB. A series
// with holes adds one byte a row. A thousand series at 1 s thus stay under 35 MB, and after the first 65 minutes no more is
// asked for, unless the series themselves grow in number. A series that is written no more goes with its last chunk.
import { type Labels, labelsKey } from "#shared/model/labels";
import { type MetricKind, noLabels, type Reading } from "#shared/model/sample";
import type { StoredSeries } from "#shared/promql/storage";
import { type EpochMs, hours, type Milliseconds } from "#shared/units/time";
import { type Chunk, type ColumnPool, createChunk, createColumnPool, put, rowsBefore, rowsPerChunk } from "./chunk";
import { createRowReader } from "./row-reader";
import { createSeriesIndex } from "./series-index";
import type { SampleStore } from "./store";

/** A series belongs to the writer that wrote it: its rows lie along that writer's times. */
interface Head {
  labels: Labels;
  key: string;
  metric: string;
  writer: Writer;
  /** Number of the writer's run that wrote it last. */
  lastRun: number;
  /** In how many of the writer's chunks it has a column; at 0 it is forgotten. */
  chunks: number;
}

interface Writer {
  heads: Map<string, Head>;
  chunks: Chunk<Head>[];
  newest: EpochMs;
  run: number;
  /** What the last run wrote, in its order: readings mostly come in the same order again, and are then known at a glance. */
  lastReadings: Reading[];
  lastHeads: Head[];
}

export interface MemoryStoreOptions {
  /** How long samples are kept at least; a writer's are dropped 256 runs at a time. */
  retention?: Milliseconds;
}

/** A step back of the clock up to this is a correction, and runs are dropped until it has caught up; after a longer one it starts anew. */
const longestCorrection: Milliseconds = 30_000;
/** How often writers that no longer write are looked through for what has become too old. */
const sweepEvery: Milliseconds = 60_000;

export function createMemoryStore({ retention = hours(1) }: MemoryStoreOptions = {}): SampleStore {
  const writers = new Map<string, Writer>();
  const index = createSeriesIndex<Head>();
  const metrics = new Map<string, { kind: MetricKind; series: number }>();
  const pool: ColumnPool = createColumnPool();
  let seriesCount = 0;
  let samplesAppended = 0;
  let lastSweep: EpochMs = 0;

  function writerNamed(name: string): Writer {
    const known = writers.get(name);
    if (known) return known;
    const writer: Writer = {
      heads: new Map(),
      chunks: [],
      newest: Number.NEGATIVE_INFINITY,
      run: 0,
      lastReadings: [],
      lastHeads: [],
    };
    writers.set(name, writer);
    return writer;
  }

  /** Opens the row for one run; undefined when the writer's clock has stepped back. */
  function openRow(writer: Writer, time: EpochMs): Chunk<Head> | undefined {
    if (time <= writer.newest - longestCorrection) forgetFrom(writer, time);
    if (time <= writer.newest) return undefined;
    if (Math.abs(time - lastSweep) >= sweepEvery) {
      lastSweep = time;
      for (const each of writers.values()) forgetBefore(each, time - retention);
    }
    let chunk = writer.chunks.at(-1);
    if (!chunk || chunk.rows === rowsPerChunk) {
      chunk = createChunk(pool);
      writer.chunks.push(chunk);
    }
    chunk.times[chunk.rows++] = time;
    writer.newest = time;
    writer.run++;
    return chunk;
  }

  function putInto(chunk: Chunk<Head>, head: Head, value: number | "stale"): void {
    if (!chunk.columns.has(head)) head.chunks++;
    put(chunk, head, value, pool);
  }

  function headOf(writer: Writer, reading: Reading, added: Labels): Head {
    const labels = labelsOf(reading, added);
    const key = labelsKey(labels);
    let head = writer.heads.get(key);
    if (!head) {
      head = { labels, key, metric: reading.name, writer, lastRun: 0, chunks: 0 };
      writer.heads.set(key, head);
      index.add(head);
      seriesCount++;
    }
    // A new kind for a known metric is a collector's change of mind: the newest counts.
    const metric = metrics.get(reading.name) ?? { kind: reading.kind, series: 0 };
    metrics.set(reading.name, { kind: reading.kind, series: metric.series + (head.lastRun === 0 ? 1 : 0) });
    return head;
  }

  function forgetBefore(writer: Writer, oldest: EpochMs): void {
    for (let chunk = writer.chunks[0]; chunk && (chunk.times[chunk.rows - 1] ?? 0) <= oldest; chunk = writer.chunks[0]) {
      writer.chunks.shift();
      pool.give(chunk.times);
      for (const head of [...chunk.columns.keys()]) dropColumn(chunk, head);
    }
  }

  /** After the clock was set back, what is said to be from its future never was: without it the writer can go on. */
  function forgetFrom(writer: Writer, time: EpochMs): void {
    for (let chunk = writer.chunks.at(-1); chunk; chunk = writer.chunks.at(-1)) {
      chunk.rows = rowsBefore(chunk, time);
      for (const [head, column] of [...chunk.columns]) {
        column.end = Math.min(column.end, chunk.rows);
        if (column.end <= column.first) dropColumn(chunk, head);
      }
      if (chunk.rows > 0) break;
      pool.give(chunk.times);
      writer.chunks.pop();
    }
    const last = writer.chunks.at(-1);
    writer.newest = last ? (last.times[last.rows - 1] ?? Number.NEGATIVE_INFINITY) : Number.NEGATIVE_INFINITY;
  }

  function dropColumn(chunk: Chunk<Head>, head: Head): void {
    const column = chunk.columns.get(head);
    if (column) pool.give(column.values, column.flags);
    chunk.columns.delete(head);
    if (--head.chunks === 0) forget(head);
  }

  function forget(head: Head): void {
    head.writer.heads.delete(head.key);
    const at = head.writer.lastHeads.indexOf(head);
    if (at >= 0) {
      head.writer.lastHeads.splice(at, 1);
      head.writer.lastReadings.splice(at, 1);
    }
    index.remove(head);
    seriesCount--;
    const metric = metrics.get(head.metric);
    if (metric && --metric.series === 0) metrics.delete(head.metric);
  }

  return {
    append(name, time, readings, labels = noLabels) {
      const writer = writerNamed(name);
      const chunk = openRow(writer, time);
      if (!chunk) return false;
      const { lastReadings, lastHeads } = writer;
      const isSame = readings.length === lastReadings.length;
      const heads = isSame ? lastHeads : lastHeads.slice(0, readings.length);
      const dropped = lastHeads.slice(readings.length);
      for (const [position, reading] of readings.entries()) {
        const guess = lastReadings[position];
        let head = lastHeads[position];
        if (head === undefined || guess === undefined || !isSameSeries(guess, reading)) {
          if (head !== undefined) dropped.push(head);
          head = headOf(writer, reading, labels);
          heads[position] = head;
        }
        lastReadings[position] = reading;
        // Twice in one run: the first reading stands.
        if (head.lastRun !== writer.run) putInto(chunk, head, reading.value);
        head.lastRun = writer.run;
      }
      lastReadings.length = readings.length;
      writer.lastHeads = heads;
      for (const head of dropped) {
        if (head.lastRun !== writer.run) putInto(chunk, head, "stale");
      }
      samplesAppended += readings.length;
      return true;
    },

    endWriter(name, time) {
      const writer = writers.get(name);
      if (!writer || writer.lastHeads.length === 0) return;
      const before = writer.lastHeads;
      const chunk = openRow(writer, time);
      if (!chunk) return;
      writer.lastHeads = [];
      writer.lastReadings = [];
      for (const head of before) putInto(chunk, head, "stale");
    },

    select(matchers, from, to) {
      const found: StoredSeries[] = [];
      const readers = new Map<Writer, ReturnType<typeof createRowReader<Head>>>();
      for (const head of index.matching(matchers)) {
        let reader = readers.get(head.writer);
        if (!reader) {
          reader = createRowReader(head.writer.chunks, from, to);
          readers.set(head.writer, reader);
        }
        const rows = reader(head);
        if (rows) found.push({ labels: head.labels, ...rows });
      }
      return found;
    },

    labelNames: (metric) => index.labelNames(metric),
    labelValues: (label, metric) => index.labelValues(label, metric),
    kinds: () => new Map([...metrics].map(([name, { kind }]) => [name, kind])),

    stats: () => ({ series: seriesCount, samplesAppended, bytes: pool.bytes() }),
  };
}

/** The series' label set: the name joins the labels, and an empty label is an absent one. */
function labelsOf({ name, labels }: Reading, added: Labels): Labels {
  const pairs = Object.entries({ ...labels, ...added }).filter(([label, value]) => value !== "" && label !== "__name__");
  return Object.freeze(Object.fromEntries([["__name__", name], ...pairs]));
}

function isSameSeries(a: Reading, b: Reading): boolean {
  if (a === b) return true;
  if (a.name !== b.name) return false;
  if (a.labels === b.labels) return true;
  const names = Object.keys(a.labels);
  return names.length === Object.keys(b.labels).length && names.every((name) => a.labels[name] === b.labels[name]);
}

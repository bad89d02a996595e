import type { Labels } from "#shared/model/labels";
import { type MetricKind, noLabels, type Reading } from "#shared/model/sample";
import type { EpochMs, Milliseconds } from "#shared/units/time";
import type { SeriesId, SeriesTable } from "../series/series-table";
import { type Chunk, putStale, putValue } from "./chunk";
import { createColumnPool } from "./column-pool";
import type { Head, HeadRows } from "./head";
import { columnIn, createLanes } from "./lanes";
import { restoreRuns } from "./restore";
import { createRowReader, type RowReader } from "./row-reader";
import { runsOf } from "./runs";
import { stretchesAfter, stretchesIn } from "./stretches";
import { createWriter, oldestOf, openChunk, positionOf, type Writer } from "./writer";

/** A step back of the clock up to this is a correction, and runs are dropped until it has caught up; after a longer one it starts anew. */
const longestCorrection: Milliseconds = 30_000;

export interface HeadOptions {
  series: SeriesTable;
  /** Called before the first run after a step back is taken, or put back; the newest run before it lies in memory. */
  onStepBack?: (writer: string, lastRunBefore: number) => void;
  /** Called with the kind of a metric whenever a writer begins a series of it, or writes one in another place than before. */
  onKind?: (metric: string, kind: MetricKind) => void;
  /** A writer writes a series that it did not write in its run before. */
  onSeries?: (writer: string, id: SeriesId, time: EpochMs) => void;
}

export function createHead({ series, onStepBack, onKind, onSeries }: HeadOptions): Head {
  const writers = new Map<string, Writer>();
  const lanes = createLanes();
  const pool = createColumnPool();

  function writerNamed(name: string): Writer {
    const known = writers.get(name);
    if (known) return known;
    const writer = createWriter(name, writers.size);
    writers.set(name, writer);
    return writer;
  }

  function stepBack(writer: Writer): void {
    if (oldestOf(writer) !== undefined) onStepBack?.(writer.name, writer.run);
    writer.epoch++;
  }

  /** Opens the row for one run; undefined when the run is not after the newest. */
  function openRow(writer: Writer, time: EpochMs): Chunk | undefined {
    if (time <= writer.newest - longestCorrection) stepBack(writer);
    else if (time <= writer.newest) return undefined;
    writer.newest = time;
    writer.run++;
    const chunk = openChunk(writer, pool);
    chunk.times[chunk.rows++] = time;
    writer.reader = undefined;
    return chunk;
  }

  function dropColumn(writer: Writer, chunk: Chunk, id: SeriesId): void {
    chunk.columns.delete(id);
    const lane = lanes.take(writer, id);
    // Else the lane would keep the whole chunk in memory.
    if (lane.chunk === chunk) {
      lane.chunk = undefined;
      lane.column = undefined;
    }
    // What the last run wrote stays known, though its rows have gone to disk.
    if (--lane.columns === 0 && lane.lastRun !== writer.run) lanes.drop(lane);
  }

  function readerOf(writer: Writer, from: EpochMs, to: EpochMs): RowReader {
    const known = writer.reader;
    if (known && known.from === from && known.to === to) return known.reader;
    const reader = createRowReader(stretchesIn(writer.chunks, writer.forgottenRun + 1, from, to));
    writer.reader = { from, to, reader };
    return reader;
  }

  return {
    append(name, time, readings, labels = noLabels, gone) {
      const writer = writerNamed(name);
      const chunk = openRow(writer, time);
      if (!chunk) return false;
      const at = chunk.rows - 1;
      const { last: before, spare: now, run } = writer;
      let cursor = 0;
      let live = 0;
      let carried = 0;
      for (let index = 0; index < readings.length; index++) {
        const reading = readings[index] as Reading;
        const position = positionOf(reading, before, cursor);
        let lane = position < 0 ? undefined : before.lanes[position];
        if (lane && !lane.isForgotten) cursor = position + 1;
        else {
          lane = lanes.take(writer, series.take(labelsOf(reading, labels)));
          onKind?.(reading.name, reading.kind);
        }
        now.readings[index] = reading;
        now.lanes[index] = lane;
        // Twice in one run: the first reading stands.
        if (lane.lastRun === run) continue;
        if (lane.lastRun === run - 1) carried++;
        else onSeries?.(name, lane.id, time);
        lane.lastRun = run;
        live++;
        putValue(columnIn(chunk, lane, at), at, reading.value, pool);
      }
      if (gone) {
        for (const reading of gone) {
          const lane = lanes.take(writer, series.take(labelsOf(reading, labels)));
          if (lane.lastRun === run) continue;
          onSeries?.(name, lane.id, time);
          putStale(columnIn(chunk, lane, at), at, pool);
        }
      } else if (carried < writer.live) {
        for (const lane of before.lanes) {
          if (lane.lastRun < run && !lane.isForgotten) putStale(columnIn(chunk, lane, at), at, pool);
        }
      }
      now.readings.length = readings.length;
      now.lanes.length = readings.length;
      writer.last = now;
      writer.spare = before;
      writer.live = live;
      return true;
    },

    endWriter(name, time) {
      const writer = writers.get(name);
      if (!writer || writer.live === 0) return;
      const chunk = openRow(writer, time);
      if (!chunk) return;
      for (const lane of writer.last.lanes)
        if (!lane.isForgotten) putStale(columnIn(chunk, lane, chunk.rows - 1), chunk.rows - 1, pool);
      writer.last = { readings: [], lanes: [] };
      writer.live = 0;
    },

    restore(runs) {
      const writer = writerNamed(runs.writer);
      const { times, lastRun, firstRun } = runs;
      if (lastRun <= writer.run) return;
      if (runs.series.length === 0 && writer.chunks.length === 0) {
        writer.run = lastRun;
        writer.forgottenRun = lastRun;
        writer.newest = times.at(-1) ?? writer.newest;
        return;
      }
      const from = Math.max(0, writer.run + 1 - firstRun);
      if ((times[from] ?? 0) <= writer.newest) stepBack(writer);
      restoreRuns(writer, runs, from, { lanes, pool });
      writer.reader = undefined;
    },

    writers: () => [...writers.keys()],

    newest(name) {
      const writer = writers.get(name);
      return writer && writer.run > 0 ? { run: writer.run, time: writer.newest } : undefined;
    },

    runsAfter(name, run, upTo = Number.POSITIVE_INFINITY) {
      const writer = writers.get(name);
      return writer && runsOf(name, stretchesAfter(writer.chunks, Math.max(run, writer.forgottenRun), upTo));
    },

    forget(name, upToRun) {
      const writer = writers.get(name);
      if (!writer) return;
      writer.forgottenRun = Math.max(writer.forgottenRun, Math.min(upToRun, writer.run));
      writer.reader = undefined;
      for (
        let chunk = writer.chunks[0];
        chunk && chunk.firstRun + chunk.rows - 1 <= writer.forgottenRun;
        chunk = writer.chunks[0]
      ) {
        writer.chunks.shift();
        pool.give(chunk.times);
        for (const [id, { values, flags }] of chunk.columns) {
          pool.give(values, flags);
          dropColumn(writer, chunk, id);
        }
      }
    },

    forgetSeries(ids) {
      for (const id of ids) {
        for (let lane = lanes.of(id); lane; lane = lane.next) {
          const { writer } = lane;
          for (const { columns } of writer.chunks) {
            const column = columns.get(id);
            if (column) pool.give(column.values, column.flags);
            columns.delete(id);
          }
          if (lane.lastRun === writer.run) writer.live--;
          writer.reader = undefined;
        }
        lanes.dropSeries(id);
      }
    },

    rowsOf(id, from, to, onlyNewest = false) {
      const found: { writer: string; rows: HeadRows }[] = [];
      for (let lane = lanes.of(id); lane; lane = lane.next) {
        const reader = readerOf(lane.writer, from, to);
        const rows = onlyNewest ? reader.newest(id) : reader.rows(id);
        if (rows) found.push({ writer: lane.writer.name, rows });
      }
      return found;
    },

    putNewest(id, { from, to }, into, at) {
      const lane = lanes.of(id);
      return lane !== undefined && readerOf(lane.writer, from, to).putNewest(id, into, at);
    },

    oldest(name) {
      const writer = writers.get(name);
      return writer && oldestOf(writer);
    },

    bytes: () => pool.bytes() + lanes.size * bytesPerLane,
  };
}

/** About: what is beside the rows of a series, in one to eight chunks. */
const bytesPerLane = 500;

/** The series' label set: the name joins the labels, and an empty label is an absent one. */
function labelsOf({ name, labels }: Reading, added: Labels): Labels {
  const pairs = Object.entries({ ...labels, ...added }).filter(([label, value]) => value !== "" && label !== "__name__");
  return Object.fromEntries([["__name__", name], ...pairs]);
}

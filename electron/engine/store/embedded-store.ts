// The store as a whole: appends go to memory, every four seconds to the log, finished stretches to disk as blocks; coarser tiers
// are made from those, and what is too old goes. One thing is done at a time on disk, in the order in which it was asked for.
import { join } from "node:path";
import { formatCount } from "#shared/format/count";
import type { Labels } from "#shared/model/labels";
import type { MetricKind } from "#shared/model/sample";
import type { Matcher } from "#shared/promql/storage";
import { type EpochMs, hours, type Milliseconds, minutes, seconds } from "#shared/units/time";
import type { Clock } from "../clock";
import type { Log } from "../log";
import { type Blocks, createBlocks } from "./blocks";
import type { Column } from "./codec/column";
import { encodeTimes } from "./codec/times";
import { encodeColumn } from "./codec/values";
import type { Disk } from "./disk/disk";
import { openDisk } from "./disk/open-disk";
import { createHead } from "./head/create-head";
import type { Head, Runs } from "./head/head";
import { type HistoryStatus, tierHistories } from "./history";
import { createHomes, dayOf } from "./homes";
import { openSampleLog } from "./log/open-sample-log";
import type { SampleLog } from "./log/sample-log";
import { createLogWriting } from "./log-writing";
import { readSelections } from "./reading/read";
import { recover } from "./recover";
import { type KeepRules, keepSize, retain, timeOfHistory } from "./retention";
import { createSealing } from "./sealing";
import { createSeriesTable } from "./series/create-series-table";
import type { SeriesId, SeriesTable } from "./series/series-table";
import type { SampleStore } from "./store";
import { createTierBuilding } from "./tier-building";
import { createTurns } from "./turns";
import { createWriteState } from "./write-state";

/** So often the log is written: no more than five seconds are lost with the process. */
const flushEvery: Milliseconds = seconds(4);
/**
 * The head keeps what is on disk already for so long: live charts and rules look back no further at every second. Each ten minutes
 * more are two megabytes for a thousand series.
 */
const keepInMemory: Milliseconds = minutes(10);
/** Without a disk, or with a full one, memory keeps so much. */
const keepWithoutDisk: Milliseconds = hours(1);

export interface EmbeddedStore extends SampleStore {
  /** Begins to write to disk by itself. */
  start(): void;
  /** Writes down what is only in memory. */
  flush(): Promise<void>;
  /** Seals, makes tiers and drops what is too old, as of the clock's time; the store does so by itself once it is started. */
  maintain(): Promise<void>;
  close(): Promise<void>;
  history(): Promise<HistoryStatus>;
  /** The label sets that match all matchers. */
  matching(matchers: readonly Matcher[]): Labels[];
  /** Deletes the series that match, with all their samples; resolves to how many there were. */
  deleteSeries(matchers: readonly Matcher[]): Promise<number>;
  /** Adds a stretch of the past under a writer of its own, as an import does; times rise. */
  addBlock(writer: string, times: Float64Array, columns: readonly { labels: Labels; column: Column }[]): Promise<void>;
  noteKinds(kinds: ReadonlyMap<string, MetricKind>): void;
  /** For verification; absent without a disk. */
  readonly disk: Disk | undefined;
}

export interface EmbeddedStoreOptions {
  /** Absent: memory only. */
  folder?: string;
  clock: Clock;
  log: Log;
  rules: () => KeepRules;
  /** Told in sentences what happened to what was kept: damage, repair, a full disk. */
  onRemark?: (remark: string) => void;
}

export async function openEmbeddedStore(options: EmbeddedStoreOptions): Promise<EmbeddedStore> {
  const { folder, clock, log, rules, onRemark = (remark) => log.warn(remark) } = options;
  const opened = folder === undefined ? undefined : await openParts(folder, log, onRemark);
  return createEmbeddedStore({ ...opened, clock, log, rules, onRemark });
}

async function openParts(folder: string, log: Log, onRemark: (remark: string) => void) {
  const { disk, remarks } = await openDisk({ folder: join(folder, "blocks"), log });
  const { log: sampleLog, recovered, remarks: logRemarks } = await openSampleLog({ folder });
  for (const remark of [...remarks, ...logRemarks]) onRemark(remark);
  const series = createSeriesTable(disk.newestSeries());
  const homes = createHomes();
  for await (const { id, labels, writers, lastDay } of disk.loadSeries()) {
    series.restore(id, labels);
    homes.restore(id, writers, lastDay);
  }
  return { disk, sampleLog, recovered, series, homes, kinds: await disk.loadKinds() };
}

interface Parts {
  disk?: Disk;
  sampleLog?: SampleLog;
  recovered?: Runs[];
  series?: SeriesTable;
  homes?: ReturnType<typeof createHomes>;
  kinds?: Map<string, MetricKind>;
  clock: Clock;
  log: Log;
  rules: () => KeepRules;
  onRemark: (remark: string) => void;
}

/** Memory only, unless it is given a disk and a log. */
export function createEmbeddedStore(parts: Parts): EmbeddedStore {
  const { disk, sampleLog, recovered = [], clock, log, rules, onRemark } = parts;
  const { series = createSeriesTable(), homes = createHomes(), kinds = new Map<string, MetricKind>() } = parts;
  const blocks: Blocks = createBlocks(disk);
  const writing = createWriteState({ clock, onRemark });
  let samplesAppended = 0;
  let lastMaintained: EpochMs = clock.now();
  /** The day on which series without samples were last looked for: once a day, also where no console runs at midnight. */
  let lastCleared: number | undefined;

  const head: Head = createHead({
    series,
    onSeries: (writer, id, time) => homes.note(writer, [id], time),
    onKind(metric, kind) {
      // A new kind for a known metric is a collector's change of mind: the newest counts.
      if (kinds.get(metric) === kind) return;
      kinds.set(metric, kind);
      logging?.noteKinds();
    },
    onStepBack: (writer, lastRunBefore) => sealing?.cutAfter(writer, lastRunBefore),
  });
  const sealedRun = (writer: string) => blocks.newestRun(0, writer);
  const logging = disk && sampleLog && createLogWriting({ head, series, homes, kinds, disk, sampleLog, sealedRun });
  const sealing = disk && logging && createSealing({ head, disk, blocks, beforeBlock: logging.saveSeries });
  const building =
    disk &&
    createTierBuilding({
      head,
      disk,
      blocks,
      onDamage: ({ start, end }, chunks) => {
        const what = chunks === 1 ? "a chunk of the history is" : `${formatCount(chunks)} chunks of the history are`;
        onRemark(`From ${new Date(start).toISOString()} to ${new Date(end).toISOString()}, ${what} damaged and left out.`);
      },
      onBlock: keepSizeNow,
    });
  recover({ head, blocks, series, homes, logging, recovered });

  const inTurn = createTurns();
  /** The log does not wait for the blocks: what they take long for would be lost with the process. */
  const inTurnOfLog = createTurns();

  async function sealAndForget(now: EpochMs): Promise<void> {
    if (await sealing?.seal(now)) await logging?.restart();
    await forget((writer) => blocks.of(0, writer).findLast(({ end }) => end < now - keepInMemory)?.lastRun);
  }

  /** What cannot be written does not pile up for ever. */
  const forgetUnwritten = (now: EpochMs) => forget((writer) => head.runsAfter(writer, 0, now - keepWithoutDisk)?.lastRun);

  /** In the log's turn: what it is writing are views of these rows. */
  function forget(upToRun: (writer: string) => number | undefined): Promise<void> {
    return inTurnOfLog(async () => {
      for (const writer of head.writers()) head.forget(writer, upToRun(writer) ?? 0);
    });
  }

  /** Drops what is too old, or too much. */
  async function tidy(written: Disk, logBytes: () => number, now: EpochMs): Promise<void> {
    const time = timeOfHistory(blocks, now);
    const wasTooLarge = await retain({ disk: written, blocks, logBytes }, rules(), time);
    if (wasTooLarge) log.info("the store had reached its size, and its oldest samples were dropped");
    if (dayOf(time) !== lastCleared) await forgetSeriesWithoutSamples(time);
    lastCleared = dayOf(time);
  }

  /** After each block that is not one of every ten minutes: many come at once then. */
  async function keepSizeNow(): Promise<void> {
    if (disk && sampleLog)
      await keepSize({ disk, blocks, logBytes: () => sampleLog.bytes }, rules(), timeOfHistory(blocks, clock.now()));
  }

  async function forgetSeriesWithoutSamples(now: EpochMs): Promise<void> {
    const oldest = dayOf(now - Math.max(...rules().keep)) - 1;
    const gone = series.matching([]).filter((id) => homes.lastDay(id) < oldest);
    if (gone.length > 0) await dropSeries(gone);
  }

  /** What is written of them from the moment on when they are forgotten begins them anew, under other numbers. */
  async function dropSeries(ids: readonly SeriesId[]): Promise<void> {
    const forgetThem = () => {
      const metrics = new Set(ids.map((id) => series.labels(id).__name__ ?? ""));
      head.forgetSeries(ids);
      series.remove(ids);
      homes.forget(ids);
      for (const metric of metrics) forgetKindWithoutSeries(metric);
    };
    if (disk) await disk.dropSeries(ids, forgetThem);
    else forgetThem();
  }

  function forgetKindWithoutSeries(metric: string): void {
    if (series.matching([{ label: "__name__", operator: "=", value: metric }]).length > 0) return;
    if (kinds.delete(metric)) logging?.noteKinds();
  }

  async function maintainNow(): Promise<void> {
    const now = clock.now();
    if (!disk || !building || !sampleLog) {
      await forgetUnwritten(now);
      return;
    }
    let isWritten = false;
    try {
      isWritten = await writing.attempt("blocks", async () => {
        try {
          await sealAndForget(now);
          await building.build(now);
        } finally {
          // On a full disk above all: giving the store less is how its user makes room.
          await tidy(disk, () => sampleLog.bytes, now);
        }
      });
    } finally {
      if (isWritten) lastMaintained = now;
      else await forgetUnwritten(now);
    }
  }

  let stopTimer: (() => void) | undefined;
  let isMaintaining = false;
  function tick(): void {
    stopTimer = clock.setTimer(() => {
      const report = (error: unknown) => log.error("the store could not do its work", error);
      void store
        .flush()
        .catch(report)
        .finally(() => {
          if (stopTimer) tick();
        });
      if (!isMaintenanceDue()) return;
      isMaintaining = true;
      void store
        .maintain()
        .catch(report)
        .finally(() => {
          isMaintaining = false;
        });
    }, flushEvery);
  }
  // At the first flush of every minute: what there is to do comes round every ten, and what failed is tried again.
  const isMaintenanceDue = () =>
    !isMaintaining && Math.floor(clock.now() / minutes(1)) !== Math.floor(lastMaintained / minutes(1));

  const store: EmbeddedStore = {
    disk,
    append(writer, time, readings, labels, gone) {
      const isTaken = head.append(writer, time, readings, labels, gone);
      if (isTaken) samplesAppended += readings.length;
      return isTaken;
    },
    endWriter: (writer, time) => head.endWriter(writer, time),
    read: (selections, limits) => readSelections(selections, { series, head, homes, blocks, disk }, limits),
    async series(matchers, from, to) {
      const answer = await store.read([{ matchers, from, to, step: 0 }]);
      return (answer.selections[0] ?? []).map(({ labels }) => labels);
    },
    labelNames: (matchers) => series.labelNames(matchers),
    labelValues: (label, matchers) => series.labelValues(label, matchers),
    kinds: () => kinds,
    noteKinds(more) {
      for (const [metric, kind] of more) if (!kinds.has(metric)) kinds.set(metric, kind);
      logging?.noteKinds();
    },
    stats: () => ({ series: series.size, samplesAppended, bytes: head.bytes() + series.bytes() }),

    start() {
      tick();
    },
    flush: () => inTurnOfLog(async () => void (logging && (await writing.attempt("log", logging.write)))),
    maintain: () => inTurn(maintainNow),
    async close() {
      stopTimer?.();
      stopTimer = undefined;
      await store.flush();
      await inTurn(async () => {
        await sampleLog?.close();
        await disk?.close();
      });
    },

    async history() {
      const { keep, mostBytes } = rules();
      return {
        state: disk ? writing.state() : { kind: "memory" },
        bytes: disk ? (await disk.bytes()) + (sampleLog?.bytes ?? 0) : 0,
        mostBytes,
        series: series.size,
        tiers: tierHistories(blocks, keep),
      };
    },

    matching: (matchers) => series.matching(matchers).map((id) => series.labels(id)),

    deleteSeries: (matchers) =>
      inTurn(async () => {
        const ids = series.matching(matchers);
        if (ids.length === 0) return 0;
        await dropSeries(ids);
        await logging?.restart();
        return ids.length;
      }),

    addBlock: (writer, times, columns) =>
      inTurn(async () => {
        if (!disk) throw new Error("a store without a disk takes no blocks");
        const [start, end] = [times[0], times.at(-1)];
        if (start === undefined || end === undefined) return;
        const chunks = columns.map(({ labels, column }) => {
          const id = series.take(labels);
          homes.note(writer, [id], end);
          return { id, bytes: encodeColumn(column, times.length) };
        });
        await logging?.saveSeries();
        const lastRun = blocks.newestRun(0, writer) + times.length;
        const block = { tier: 0 as const, writer, start, end, rows: times.length, lastRun };
        blocks.add(await disk.writeBlock(block, encodeTimes(times), chunks));
        await keepSizeNow();
      }),
  };
  return store;
}

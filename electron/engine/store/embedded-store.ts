// The store as a whole: appends go to memory, every four seconds to the log, finished stretches to disk as blocks; coarser tiers
// are made from those, and what is too old goes. One thing is done at a time on disk, in the order in which it was asked for.
import { join } from "node:path";
import type { Labels } from "#shared/model/labels";
import type { MetricKind } from "#shared/model/sample";
import type { Matcher, Selection } from "#shared/promql/storage";
import { type EpochMs, hours, type Milliseconds, minutes, seconds } from "#shared/units/time";
import type { Clock } from "../clock";
import type { Log } from "../log";
import { type Blocks, createBlocks, tierIds } from "./blocks";
import type { Column } from "./codec/column";
import { encodeTimes } from "./codec/times";
import { encodeColumn } from "./codec/values";
import type { BlockInfo, Disk } from "./disk/disk";
import { openDisk } from "./disk/open-disk";
import { createHead } from "./head/create-head";
import type { Head, Runs } from "./head/head";
import { createHomes, dayOf } from "./homes";
import { openSampleLog } from "./log/open-sample-log";
import type { SampleLog } from "./log/sample-log";
import { readSelections } from "./reading/read";
import { resolutions } from "./reading/segments";
import { createUnpacker } from "./reading/unpack";
import { type KeepRules, retain } from "./retention";
import { createSealing } from "./sealing";
import { createSeriesTable } from "./series/create-series-table";
import type { SeriesId, SeriesTable } from "./series/series-table";
import type { SampleStore } from "./store";
import { createTierBuilding } from "./tier-building";
import { createWriteState, type WriteState } from "./write-state";

/** So often the log is written: no more than five seconds are lost with the process. */
const flushEvery: Milliseconds = seconds(4);
/** The head keeps what is on disk already for so long: live charts look back so far. */
const keepInMemory: Milliseconds = minutes(20);
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

export interface HistoryStatus {
  state: WriteState;
  /** Bytes of all files. */
  bytes: number;
  mostBytes: number;
  series: number;
  /** Finest first; without `from` nothing is there yet. */
  tiers: { resolutionMs: Milliseconds; keepMs: Milliseconds; blocks: number; bytes: number; from?: EpochMs; to?: EpochMs }[];
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
  let kindsAreSaved = true;
  let samplesAppended = 0;
  let lastMaintained: EpochMs = clock.now();
  const loggedRuns = new Map<string, number>();

  const head: Head = createHead({
    series,
    onSeries: (writer, id, time) => homes.note(writer, [id], time),
    onKind(metric, kind) {
      kinds.set(metric, kind);
      kindsAreSaved = false;
    },
    onStepBack: (writer, lastRunBefore) => sealing?.cutAfter(writer, lastRunBefore),
  });
  const sealing = disk && createSealing({ head, disk, blocks });
  const building =
    disk &&
    createTierBuilding({
      head,
      disk,
      blocks,
      onDamage: (block, id, error) =>
        onRemark(
          `A chunk of ${nameOf(id)} from ${new Date(block.start).toISOString()} is damaged and was left out: ${error.message}.`,
        ),
    });
  recover();

  function recover(): void {
    for (const writer of blocks.writers(0)) {
      const lastRun = blocks.newestRun(0, writer);
      const time = Math.max(
        ...blocks
          .of(0, writer)
          .slice(-1)
          .map(({ end }) => end),
      );
      head.restore({ writer, firstRun: lastRun, lastRun, times: new Float64Array([time]), series: [], column: noColumn });
    }
    for (const runs of recovered) {
      // A crash after the block was written and before the log began anew: what is in both is taken from the block.
      if (runs.lastRun <= blocks.newestRun(0, runs.writer)) continue;
      head.restore(runs);
      homes.note(runs.writer, runs.series, runs.times.at(-1) ?? 0);
      loggedRuns.set(runs.writer, runs.lastRun);
    }
  }

  const nameOf = (id: SeriesId): string => series.labels(id).__name__ ?? "a series without a name";

  let queue: Promise<unknown> = Promise.resolve();
  function inTurn<T>(run: () => Promise<T>): Promise<T> {
    const result = queue.then(run);
    // Whoever asked is told; the next in the queue goes on.
    queue = result.catch(() => {});
    return result;
  }

  async function saveSeries(): Promise<void> {
    const changed = homes.takeChanged();
    if (changed.length === 0) return;
    const records = changed.map((id) => ({
      id,
      labels: series.labels(id),
      writers: [...homes.writersOf(id)],
      lastDay: homes.lastDay(id),
    }));
    try {
      await disk?.saveSeries(records);
    } catch (error) {
      homes.markChanged(changed);
      throw error;
    }
  }

  async function writeLog(): Promise<void> {
    const fresh = head
      .writers()
      .flatMap((writer) => stretchesAfter(writer, loggedRuns.get(writer) ?? sealing?.sealedRun(writer) ?? 0));
    for (const { writer, series: ids, times } of fresh) homes.note(writer, ids, times.at(-1) ?? 0);
    // A row of the log names series by number only, so their label sets go first.
    await saveSeries();
    if (!kindsAreSaved) await disk?.saveKinds(kinds);
    kindsAreSaved = true;
    if (fresh.length === 0) return;
    await sampleLog?.write(fresh);
    for (const { writer, lastRun } of fresh) loggedRuns.set(writer, lastRun);
  }

  /** Several where the clock stepped back between. */
  function stretchesAfter(writer: string, run: number): Runs[] {
    const stretches: Runs[] = [];
    for (let runs = head.runsAfter(writer, run); runs; runs = head.runsAfter(writer, runs.lastRun)) stretches.push(runs);
    return stretches;
  }

  async function sealAndForget(now: EpochMs): Promise<void> {
    if (!disk || !sealing || !sampleLog) return;
    if (await sealing.seal(now)) {
      const open = head.writers().flatMap((writer) => stretchesAfter(writer, sealing.sealedRun(writer)));
      await sampleLog.restart(open);
      for (const { writer, lastRun } of open) loggedRuns.set(writer, lastRun);
    }
    for (const writer of head.writers()) {
      const old = blocks.of(0, writer).findLast(({ end }) => end < now - keepInMemory);
      if (old) head.forget(writer, old.lastRun);
    }
  }

  /** What cannot be written does not pile up for ever. */
  function forgetUnwritten(now: EpochMs): void {
    for (const writer of head.writers()) {
      const old = head.runsAfter(writer, 0, now - keepWithoutDisk);
      if (old) head.forget(writer, old.lastRun);
    }
  }

  async function forgetSeriesWithoutSamples(now: EpochMs): Promise<void> {
    const oldest = dayOf(now - Math.max(...rules().keep)) - 1;
    const gone = series.matching([]).filter((id) => homes.lastDay(id) < oldest);
    if (gone.length === 0) return;
    await disk?.dropSeries(gone);
    series.remove(gone);
    homes.forget(gone);
  }

  async function maintainNow(): Promise<void> {
    const now = clock.now();
    if (!disk || !building || !sampleLog) {
      forgetUnwritten(now);
      return;
    }
    const isWritten = await writing.attempt(async () => {
      await sealAndForget(now);
      await building.build(now);
      const wasTooLarge = await retain({ disk, blocks, logBytes: () => sampleLog.bytes }, rules(), now);
      if (wasTooLarge) log.info("the store had reached its size, and its oldest samples were dropped");
      if (dayOf(now) !== dayOf(lastMaintained)) await forgetSeriesWithoutSamples(now);
    });
    if (isWritten) lastMaintained = now;
    else forgetUnwritten(now);
  }

  let stopTimer: (() => void) | undefined;
  function tick(): void {
    stopTimer = clock.setTimer(() => {
      void store
        .flush()
        .then(() => (isMaintenanceDue() ? store.maintain() : undefined))
        .catch((error: unknown) => log.error("the store could not do its work", error))
        .finally(() => {
          if (stopTimer) tick();
        });
    }, flushEvery);
  }
  // At the first flush of every minute: what there is to do comes round every ten, and what failed is tried again.
  const isMaintenanceDue = () => Math.floor(clock.now() / minutes(1)) !== Math.floor(lastMaintained / minutes(1));

  const store: EmbeddedStore = {
    disk,
    append(writer, time, readings, labels) {
      const isTaken = head.append(writer, time, readings, labels);
      if (isTaken) samplesAppended += readings.length;
      return isTaken;
    },
    endWriter: (writer, time) => head.endWriter(writer, time),
    read: (selections, signal) => readSelections(selections, { series, head, homes, blocks, disk }, signal),
    select(selection: Selection) {
      const answer = readSelections([selection], { series, head, homes, blocks: noBlocks, disk: undefined });
      if (answer instanceof Promise) throw new Error("memory answers at once");
      const { unpack } = createUnpacker();
      return (answer.selections[0] ?? []).map((found) => unpack(found, selection));
    },
    async series(matchers, from, to) {
      const answer = await store.read([{ matchers, from, to, step: 0 }]);
      return (answer.selections[0] ?? []).map(({ labels }) => labels);
    },
    labelNames: (matchers) => series.labelNames(matchers),
    labelValues: (label, matchers) => series.labelValues(label, matchers),
    kinds: () => kinds,
    noteKinds(more) {
      for (const [metric, kind] of more) if (!kinds.has(metric)) kinds.set(metric, kind);
      kindsAreSaved = false;
    },
    stats: () => ({ series: series.size, samplesAppended, bytes: head.bytes() + series.bytes() }),

    start() {
      tick();
    },
    flush: () => inTurn(async () => void (disk && (await writing.attempt(writeLog)))),
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
        tiers: tierIds.map((tier) => ({
          ...extentOf(blocks.all(tier)),
          resolutionMs: resolutions[tier] as Milliseconds,
          keepMs: keep[tier],
        })),
      };
    },

    matching: (matchers) => series.matching(matchers).map((id) => series.labels(id)),

    deleteSeries: (matchers) =>
      inTurn(async () => {
        const ids = series.matching(matchers);
        if (ids.length === 0) return 0;
        head.forgetSeries(ids);
        await disk?.dropSeries(ids);
        series.remove(ids);
        homes.forget(ids);
        if (sealing)
          await sampleLog?.restart(head.writers().flatMap((writer) => stretchesAfter(writer, sealing.sealedRun(writer))));
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
        await saveSeries();
        const lastRun = blocks.newestRun(0, writer) + times.length;
        const block = { tier: 0 as const, writer, start, end, rows: times.length, lastRun };
        blocks.add(await disk.writeBlock(block, encodeTimes(times), chunks));
      }),
  };
  return store;
}

const noBlocks: Pick<Blocks, "of"> & Blocks = createBlocks(undefined);

const noColumn = (): Column => {
  throw new Error("there are no rows");
};

function extentOf(blocks: readonly BlockInfo[]): { blocks: number; bytes: number; from?: EpochMs; to?: EpochMs } {
  if (blocks.length === 0) return { blocks: 0, bytes: 0 };
  let bytes = 0;
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const block of blocks) {
    bytes += block.bytes;
    from = Math.min(from, block.start);
    to = Math.max(to, block.end);
  }
  return { blocks: blocks.length, bytes, from, to };
}

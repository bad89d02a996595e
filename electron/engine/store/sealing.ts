// Takes finished stretches of the head to disk, as blocks of raw samples. Stretches end at whole ten minutes where a writer has
// many runs in them, else at whole hours: so no bucket of a tier lies in two blocks of different hours.
import { type EpochMs, hours, type Milliseconds, minutes } from "#shared/units/time";
import type { Blocks } from "./blocks";
import { encodeTimes } from "./codec/times";
import { encodeColumn } from "./codec/values";
import type { Chunk, Disk } from "./disk/disk";
import type { Head, Runs } from "./head/head";
import { createSlices } from "./slices";

const shortSpan: Milliseconds = minutes(10);
const longSpan: Milliseconds = hours(1);
/** A stretch of fewer runs is kept for the whole hour: a chunk costs its key and its header whatever is in it. */
const leastRuns = 120;

export interface Sealing {
  /** Seals what is finished at this time; resolves to whether there was any. */
  seal(now: EpochMs): Promise<boolean>;
  /** The clock stepped back after this run: what lies before it is a stretch of its own, however short. */
  cutAfter(writer: string, run: number): void;
}

export interface SealingParts {
  head: Head;
  disk: Pick<Disk, "writeBlock">;
  blocks: Blocks;
  /** Awaited before a block is written: what is on disk names its series by number only. */
  beforeBlock(): Promise<void>;
}

export function createSealing({ head, disk, blocks, beforeBlock }: SealingParts): Sealing {
  const forced = new Map<string, Set<number>>();

  const sealedRun = (writer: string) => blocks.newestRun(0, writer);

  /** The next stretch of a writer that is finished. */
  function finished(writer: string, now: EpochMs): Runs | undefined {
    const open = head.runsAfter(writer, sealedRun(writer));
    if (!open) return undefined;
    if (forced.get(writer)?.has(open.lastRun)) return open;
    const first = open.times[0] as EpochMs;
    for (const span of [shortSpan, longSpan]) {
      const boundary = Math.ceil(first / span) * span;
      if (boundary > now - lateRuns) continue;
      const runs = head.runsAfter(writer, sealedRun(writer), boundary);
      if (runs && (span === longSpan || runs.times.length >= leastRuns)) return runs;
    }
    return undefined;
  }

  async function sealRuns(runs: Runs): Promise<void> {
    const { writer, times, lastRun } = runs;
    const nextSlice = createSlices();
    const chunks: Chunk[] = [];
    for (const id of runs.series) {
      chunks.push({ id, bytes: encodeColumn(runs.column(id), times.length) });
      await nextSlice();
    }
    const block = {
      tier: 0 as const,
      writer,
      start: times[0] as EpochMs,
      end: times.at(-1) as EpochMs,
      rows: times.length,
      lastRun,
    };
    await beforeBlock();
    blocks.add(await disk.writeBlock(block, encodeTimes(times), chunks));
    if (!forced.get(writer)?.delete(lastRun)) return;
    // What the step back left behind would hide in memory what lies between on disk.
    head.forget(writer, lastRun);
  }

  return {
    cutAfter(writer, run) {
      const runs = forced.get(writer) ?? new Set();
      forced.set(writer, runs.add(run));
    },
    async seal(now) {
      let any = false;
      for (const writer of head.writers()) {
        for (let runs = finished(writer, now); runs; runs = finished(writer, now)) {
          await sealRuns(runs);
          any = true;
        }
      }
      return any;
    },
  };
}

/** A run that was due before a boundary may come in so much later. */
const lateRuns: Milliseconds = 5_000;

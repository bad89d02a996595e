// Which rows of a writer's chunks lie in a stretch of time or of runs.
import type { EpochMs } from "#shared/units/time";
import { rowsUpTo } from "../rows-up-to";
import type { Chunk } from "./chunk";

/** Rows `[first, end)` of a chunk; never empty. */
export interface Stretch {
  chunk: Chunk;
  first: number;
  end: number;
}

/**
 * The rows in `from < t <= to`, rising. After a step back of the clock the same time is there twice: then what was written
 * later counts, over the time that it covers.
 */
export function stretchesIn(chunks: readonly Chunk[], firstRun: number, from: EpochMs, to: EpochMs): Stretch[] {
  const stretches: Stretch[] = [];
  for (const chunk of chunks) {
    const first = Math.max(rowsUpTo(chunk, from), firstRun - chunk.firstRun);
    const end = rowsUpTo(chunk, to);
    if (first < end) stretches.push({ chunk, first, end });
  }
  const isOneEpoch = chunks[0]?.epoch === chunks.at(-1)?.epoch;
  return isOneEpoch ? stretches : withoutHidden(stretches, spansOf(chunks, firstRun));
}

/** From when to when an epoch's rows reach. */
interface Span {
  epoch: number;
  from: EpochMs;
  to: EpochMs;
}

function spansOf(chunks: readonly Chunk[], firstRun: number): Span[] {
  const spans: Span[] = [];
  for (const { epoch, times, rows, firstRun: run } of chunks) {
    const [from, to] = [times[Math.max(0, firstRun - run)] ?? 0, times[rows - 1] ?? 0];
    const last = spans.at(-1);
    if (last?.epoch === epoch) last.to = to;
    else spans.push({ epoch, from, to });
  }
  return spans;
}

function withoutHidden(stretches: readonly Stretch[], spans: readonly Span[]): Stretch[] {
  const visible = stretches.flatMap((stretch) => {
    let parts = [stretch];
    for (const span of spans) if (span.epoch > stretch.chunk.epoch) parts = parts.flatMap((part) => without(part, span));
    return parts;
  });
  return visible.sort((a, b) => (a.chunk.times[a.first] ?? 0) - (b.chunk.times[b.first] ?? 0));
}

/** What of a stretch lies before and after a span. */
function without({ chunk, first, end }: Stretch, { from, to }: Span): Stretch[] {
  const hiddenFrom = Math.min(end, Math.max(first, rowsBefore(chunk, from)));
  const hiddenTo = Math.max(hiddenFrom, Math.min(end, rowsUpTo(chunk, to)));
  return [
    { chunk, first, end: hiddenFrom },
    { chunk, first: hiddenTo, end },
  ].filter((part) => part.first < part.end);
}

function rowsBefore(chunk: Chunk, time: EpochMs): number {
  const upTo = rowsUpTo(chunk, time);
  return upTo > 0 && chunk.times[upTo - 1] === time ? upTo - 1 : upTo;
}

/** The rows after a run, up to and with a time, but not over a step back of the clock or over runs that are missing. */
export function stretchesAfter(chunks: readonly Chunk[], run: number, upTo: EpochMs): Stretch[] {
  const stretches: Stretch[] = [];
  for (const chunk of chunks) {
    const first = Math.max(0, run + 1 - chunk.firstRun);
    if (first >= chunk.rows) continue;
    const before = stretches.at(-1)?.chunk;
    if (before && (before.epoch !== chunk.epoch || before.firstRun + before.rows !== chunk.firstRun)) break;
    const end = rowsUpTo(chunk, upTo);
    if (first < end) stretches.push({ chunk, first, end });
    if (end < chunk.rows) break;
  }
  return stretches;
}

/** The times of stretches: a view where there is only one. */
export function timesOf(stretches: readonly Stretch[]): Float64Array {
  const [only, another] = stretches;
  if (only && !another) return only.chunk.times.subarray(only.first, only.end);
  const times = new Float64Array(rowsIn(stretches));
  let at = 0;
  for (const { chunk, first, end } of stretches) {
    times.set(chunk.times.subarray(first, end), at);
    at += end - first;
  }
  return times;
}

export const rowsIn = (stretches: readonly Stretch[]): number => stretches.reduce((sum, { first, end }) => sum + end - first, 0);

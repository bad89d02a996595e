// Which spans have a row in the waterfall: what is folded and filtered away is not there. On the main thread, after every click,
// so it only reads columns: two hundred thousand spans take some milliseconds.
import { spanFlags, type Trace } from "../model/trace";
import type { TraceFilter, TraceView } from "./trace-view";

/** A row each, from the top. */
export interface ShownRows {
  /** Position of the span; of a folded run, its first. */
  spans: Int32Array;
  /** The run that the row stands for, -1 for a span alone. */
  foldedRun: Int32Array;
  /** 1: does not pass the filter itself, but leads to one that does. */
  isContext: Uint8Array;
  /** How many spans the filter leaves out; what is folded is not counted. */
  hidden: number;
}

/**
 * Ancestors of what passes the filter stay, as context; so a hidden service keeps the rows below which something else goes on.
 * A run is one row only while all of its spans pass: otherwise the row would hide which of them do.
 */
export function shownRows(trace: Trace, view: TraceView): ShownRows {
  const passing = passingSpans(trace, view.filter);
  const kept = passing && withAncestors(trace, passing);
  const isFolded = foldedRuns(trace, view, passing);
  const { count, size, run, runs } = trace;
  const spans = new Int32Array(count);
  const foldedRun = new Int32Array(count);
  const isContext = new Uint8Array(count);
  let rows = 0;
  for (let span = 0; span < count; ) {
    const below = span + (size[span] as number) + 1;
    if (kept && kept[span] === 0) {
      span = below;
      continue;
    }
    const itsRun = run[span] as number;
    const folds = itsRun >= 0 && isFolded[itsRun] === 1;
    if (folds && runs[itsRun]?.first !== span) {
      span = below;
      continue;
    }
    spans[rows] = span;
    foldedRun[rows] = folds ? itsRun : -1;
    isContext[rows] = passing && passing[span] === 0 ? 1 : 0;
    rows++;
    span = folds || view.collapsed[span] === 1 ? below : span + 1;
  }
  return {
    spans: spans.slice(0, rows),
    foldedRun: foldedRun.slice(0, rows),
    isContext: isContext.slice(0, rows),
    hidden: kept ? count - sum(kept) : 0,
  };
}

/** 1 for every span that passes the filter itself; nothing when there is none. */
export function passingSpans(trace: Trace, filter: TraceFilter): Uint8Array | undefined {
  const { count, service, duration, flags } = trace;
  const { services, matches, leastShare = 0 } = filter;
  const needed = (filter.errorsOnly ? spanFlags.error : 0) | (filter.criticalOnly ? spanFlags.onCriticalPath : 0);
  const hidesServices = services !== undefined && services.size > 0;
  if (!hidesServices && !matches && leastShare <= 0 && needed === 0) return undefined;
  const isHidden = Uint8Array.from(trace.services, (_, number) => (services?.has(number) ? 1 : 0));
  const least = leastShare * trace.durationNs;
  const passing = new Uint8Array(count);
  for (let span = 0; span < count; span++) {
    const passes =
      ((flags[span] as number) & needed) === needed &&
      isHidden[service[span] as number] === 0 &&
      (matches === undefined || matches[span] === 1) &&
      (duration[span] as number) >= least;
    passing[span] = passes ? 1 : 0;
  }
  return passing;
}

/** The positions that pass the filter; nothing when there is none, so that all do. */
export function amongPositions(trace: Trace, filter: TraceFilter): Uint32Array | undefined {
  const passing = passingSpans(trace, filter);
  if (!passing) return undefined;
  const positions = new Uint32Array(sum(passing));
  let filled = 0;
  for (let span = 0; span < passing.length; span++) if (passing[span] === 1) positions[filled++] = span;
  return positions;
}

function withAncestors({ parent }: Trace, passing: Uint8Array): Uint8Array {
  const kept = passing.slice();
  // Backwards, descendants come before their ancestors.
  for (let span = kept.length - 1; span >= 0; span--) {
    const above = parent[span] as number;
    if (kept[span] === 1 && above >= 0) kept[above] = 1;
  }
  return kept;
}

function foldedRuns({ run, runs }: Trace, { foldsRuns, openRuns }: TraceView, passing: Uint8Array | undefined): Uint8Array {
  const isFolded = new Uint8Array(runs.length);
  if (!foldsRuns) return isFolded;
  isFolded.fill(1);
  for (const open of openRuns) isFolded[open] = 0;
  if (passing)
    for (let span = 0; span < run.length; span++) if (run[span] !== -1 && passing[span] === 0) isFolded[run[span] as number] = 0;
  return isFolded;
}

function sum(bits: Uint8Array): number {
  let total = 0;
  for (let index = 0; index < bits.length; index++) total += bits[index] as number;
  return total;
}

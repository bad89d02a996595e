// What of a trace is shown: which spans are folded, which are filtered away.
import type { Trace } from "../model/trace";

/** Only spans for which all of it holds are shown, and the ancestors that lead to them. */
export interface TraceFilter {
  /** Services that are hidden, by their numbers. */
  services?: ReadonlySet<number>;
  /** 1 at the position of every span that was found. */
  matches?: Uint8Array;
  /** The least share of the trace's duration, 0 to 1. */
  leastShare?: number;
  errorsOnly?: boolean;
  criticalOnly?: boolean;
}

export interface TraceView {
  /** By position: 1 where the descendants are folded away. */
  collapsed: Uint8Array;
  /** Runs that are unfolded although `foldsRuns` is on. */
  openRuns: ReadonlySet<number>;
  /** Whether a run of repeated siblings is one row. */
  foldsRuns: boolean;
  filter: TraceFilter;
}

/** The positions that a search found, as the filter wants them. */
export function matchesOf(trace: Trace, found: ArrayLike<number>): Uint8Array {
  const matches = new Uint8Array(trace.count);
  for (let index = 0; index < found.length; index++) matches[found[index] as number] = 1;
  return matches;
}

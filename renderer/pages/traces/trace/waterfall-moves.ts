// Where the keys lead in a waterfall.
import type { Nanoseconds, Trace } from "#shared/model/trace";
import { endOf, startOf } from "#shared/traces/trace-times";
import { rowOf } from "./shown-index";
import type { TimeRange } from "./time-range";
import type { TraceState } from "./trace-state";

type Shown = TraceState["shown"];

/** The next row whose bar is in the range, or the one before; undefined when there is none that way. */
export function nextInRange(
  trace: Trace,
  shown: Shown,
  { from, by, range, correctsClocks }: { from: number; by: 1 | -1; range: TimeRange; correctsClocks: boolean },
): number | undefined {
  for (let row = from + by; row >= 0 && row < shown.spans.length; row += by) {
    const position = shown.spans[row] ?? 0;
    if (endOf(trace, position, correctsClocks) >= range.from && startOf(trace, position, correctsClocks) <= range.to) {
      return position;
    }
  }
  return undefined;
}

/** Pieces of the critical path that are shorter than this share of the trace are the seams between others. */
const seam = 1e-4;

/**
 * The span that the critical path goes to from this one, in the order of time; the path's first for none, and again after its last.
 */
export function nextCritical(trace: Trace, from: number | undefined): number | undefined {
  const least = trace.durationNs * seam;
  const here = from === undefined ? undefined : lastCritical(trace, from, least);
  let best: { at: Nanoseconds; position: number } | undefined;
  let first: { at: Nanoseconds; position: number } | undefined;
  for (let position = 0; position < trace.count; position++) {
    for (let index = trace.criticalOf[position] ?? 0; index < (trace.criticalOf[position + 1] ?? 0); index++) {
      const at = trace.criticalFrom[index] ?? 0;
      if ((trace.criticalTo[index] ?? 0) - at < least) continue;
      if (!first || at < first.at) first = { at, position };
      if (here !== undefined && at >= here && position !== from && (!best || at < best.at)) best = { at, position };
    }
  }
  return (best ?? first)?.position;
}

/** Where the first stretch of a span ends that is long enough to be told: the path goes on from there. */
function lastCritical(trace: Trace, position: number, least: Nanoseconds): Nanoseconds | undefined {
  for (let index = trace.criticalOf[position] ?? 0; index < (trace.criticalOf[position + 1] ?? 0); index++) {
    const to = trace.criticalTo[index] ?? 0;
    if (to - (trace.criticalFrom[index] ?? 0) >= least) return to;
  }
  return undefined;
}

/** Its nearest ancestor that has a row. */
export function shownParent(trace: Pick<Trace, "parent">, shown: Pick<Shown, "spans">, position: number): number | undefined {
  for (let up = trace.parent[position] ?? -1; up >= 0; up = trace.parent[up] ?? -1) if (rowOf(shown, up) >= 0) return up;
  return undefined;
}

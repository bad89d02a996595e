// When the spans of one trace were at work, as recorded: gaps and impossible numbers mended, so that the rest can calculate.
import { spanFlags } from "../../model/trace";
import type { SpanTable } from "../span-table";
import type { Findings } from "./findings";

/** By number of the span in the trace, in order of arrival. Starts are NaN where nobody tells them, until `placeUntold`. */
export interface SpanTimes {
  start: Float64Array;
  /** Never below 0. */
  duration: Float64Array;
}

export function readTimes(table: SpanTable, rows: Uint32Array, flags: Uint16Array, findings: Findings): SpanTimes {
  const count = rows.length;
  const start = new Float64Array(count);
  const duration = new Float64Array(count);
  for (let span = 0; span < count; span++) {
    const row = rows[span] as number;
    const from = table.start[row] as number;
    const length = table.duration[row] as number;
    start[span] = Number.isFinite(from) ? from : Number.NaN;
    if (length >= 0 && Number.isFinite(length)) duration[span] = length;
    else {
      flags[span] = (flags[span] as number) | spanFlags.unfinished;
      findings.add(length < 0 ? "negative" : "endless", span);
    }
  }
  return { start, duration };
}

/**
 * A span that does not tell its start is drawn where its parent starts, and a root where the first one does.
 * `order` has parents before their children.
 */
export function placeUntold(
  times: SpanTimes,
  parent: Int32Array,
  order: Int32Array,
  flags: Uint16Array,
  findings: Findings,
): void {
  const { start } = times;
  let first = Number.POSITIVE_INFINITY;
  for (const known of start) if (known < first) first = known;
  if (first === Number.POSITIVE_INFINITY) first = 0;
  for (const span of order) {
    if (!Number.isNaN(start[span])) continue;
    const above = parent[span] as number;
    start[span] = above < 0 ? first : (start[above] as number);
    flags[span] = (flags[span] as number) | spanFlags.unfinished;
    findings.add("startless", span);
  }
}

// Makes a trace of the spans that were read: the tree, with clocks corrected, self times, the critical path and repeated siblings.
// Whatever the spans say, this ends, throws nothing and tells what was wrong. Linear but for sorting; nothing is recursive.
import { longestName, spanFlags, type Trace } from "../../model/trace";
import { type Extent, longestPauseNs, measureExtent } from "../extent";
import { shorten } from "../shorten";
import type { SpanTable } from "../span-table";
import { treeColumns } from "../tree-columns";
import { correctClocks } from "./clock-skew";
import { findFollowers } from "./clocks";
import { findCriticalPath } from "./critical-path";
import { createFindings, type Findings } from "./findings";
import { findParents } from "./parents";
import { findRuns } from "./repeated-runs";
import { measureSelfTimes } from "./self-time";
import { placeUntold, readTimes } from "./span-times";
import { downwards, listChildren, sortSiblings, waterfallOrder } from "./tree-order";

export interface BuiltTrace {
  trace: Trace;
  /** The row of the table at each position. */
  row: Uint32Array;
}

/** `rows` are those of one trace; `isCut`: the answer broke off, so spans may be missing. */
export function buildTrace(table: SpanTable, rows: Uint32Array, { isCut = false }: { isCut?: boolean } = {}): BuiltTrace {
  const count = rows.length;
  const findings = createFindings(table, rows);
  const flags = Uint16Array.from(rows, (row) => table.flags[row] as number);

  const times = readTimes(table, rows, flags, findings);
  const parentOf = findParents(table, rows, times.start, flags, findings);
  const lists = listChildren(parentOf);
  const order = downwards(lists);
  placeUntold(times, parentOf, order, flags, findings);
  const followers = findFollowers(table, rows);
  const shifts = correctClocks(table, rows, { lists, order, times, isFollower: followers }, flags);

  const recordedExtent = measureExtent(count, (span) => times.start[span] as number, times.duration);
  // With clocks corrected, as it is mostly drawn: the axis begins at 0, and a clock that was never set costs nobody nanoseconds.
  const begin = measureExtent(count, (span) => (times.start[span] as number) + (shifts[span] as number), times.duration).from;
  const starts = times.start.map((start) => start - begin);
  const corrected = starts.map((start, span) => start + (shifts[span] as number));
  sortSiblings(lists, corrected, times.duration);
  const spanAt = waterfallOrder(lists);

  const { parent, depth, size } = treeColumns(spanAt, parentOf);
  const row = arrange(spanAt, rows, new Uint32Array(count));
  const start = arrange(spanAt, starts, new Float64Array(count));
  const correctedStart = arrange(spanAt, corrected, new Float64Array(count));
  const duration = arrange(spanAt, times.duration, new Float64Array(count));
  const placedFlags = arrange(spanAt, flags, new Uint16Array(count));
  const kind = arrange(row, table.kind, new Uint8Array(count));
  const services = numberNames(table, row, table.service);
  const operations = numberNames(table, row, table.operation);

  const extent = measureExtent(count, (position) => correctedStart[position] as number, duration);
  tellOutliers(spanAt, correctedStart, duration, extent, placedFlags, findings);
  const critical = findCriticalPath(
    correctedStart,
    duration,
    size,
    arrange(spanAt, followers, new Uint8Array(count)),
    placedFlags,
  );
  const { run, runs } = findRuns({
    parent,
    size,
    duration,
    service: services.numbers,
    operation: operations.numbers,
    kind,
    flags: placedFlags,
  });

  const trace: Trace = {
    traceId: longestTraceId(table, rows),
    startNs: startNs(table.baseSeconds, begin),
    durationNs: lengthOf(extent),
    recordedDurationNs: lengthOf(recordedExtent),
    count,
    services: services.names,
    operations: operations.names,
    parent,
    depth,
    size,
    start,
    shift: arrange(spanAt, shifts, new Float64Array(count)),
    duration,
    self: measureSelfTimes(correctedStart, duration, size),
    service: services.numbers,
    operation: operations.numbers,
    kind,
    flags: placedFlags,
    criticalOf: critical.of,
    criticalFrom: critical.from,
    criticalTo: critical.to,
    run,
    runs,
    problems: findings.sentences(),
    isIncomplete: isCut || findings.times("orphan") > 0,
  };
  return { trace, row };
}

const lengthOf = ({ from, to }: Extent): number => to - from;

/** The values of `source` in the order that `order` says, put into `target`. */
function arrange<T extends Int32Array | Uint32Array | Uint16Array | Uint8Array | Float64Array>(
  order: Int32Array | Uint32Array,
  source: ArrayLike<number>,
  target: T,
): T {
  for (let position = 0; position < order.length; position++) target[position] = source[order[position] as number] as number;
  return target;
}

/** Names get their numbers in the order in which they first appear in the tree. */
function numberNames(table: SpanTable, row: Uint32Array, column: Uint32Array): { names: string[]; numbers: Uint32Array } {
  const names: string[] = [];
  const numberOf = new Map<number, number>();
  const numbers = new Uint32Array(row.length);
  for (let position = 0; position < row.length; position++) {
    const text = column[row[position] as number] as number;
    let number = numberOf.get(text);
    if (number === undefined) {
      number = names.length;
      numberOf.set(text, number);
      names.push(shorten(table.texts[text] ?? "", longestName));
    }
    numbers[position] = number;
  }
  return { names, numbers };
}

function tellOutliers(
  spanAt: Int32Array,
  start: Float64Array,
  duration: Float64Array,
  { from, to }: Extent,
  flags: Uint16Array,
  findings: Findings,
): void {
  for (let position = 0; position < spanAt.length; position++) {
    const begin = start[position] as number;
    if (begin === from && to - from > longestPauseNs) findings.add("overlong", spanAt[position] as number);
    if (begin >= from && begin + (duration[position] as number) <= to) continue;
    flags[position] = (flags[position] as number) | spanFlags.warnings;
    findings.add("outlier", spanAt[position] as number);
  }
}

/** Zipkin sends the spans of one trace with ids of 16 and of 32 digits: the longer one says more. */
function longestTraceId(table: SpanTable, rows: Uint32Array): string {
  let longest = "";
  for (const row of rows) {
    const id = table.texts[table.traceId[row] as number] ?? "";
    if (id.length > longest.length) longest = id;
  }
  return longest;
}

/** A time in the wrong unit may be before 1970, or have more digits than times have. */
function startNs(baseSeconds: number, begin: number): string {
  const ns = BigInt(Math.trunc(baseSeconds)) * 1_000_000_000n + BigInt(Math.round(begin));
  if (ns < 0n) return "0";
  return ns > 9_999_999_999_999_999_999n ? "9999999999999999999" : ns.toString();
}

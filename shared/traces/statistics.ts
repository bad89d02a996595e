// How the time of a trace is spread over its services, its operations or the values of a tag.
import { longestName, type Nanoseconds, spanFlags, type Trace } from "../model/trace";
import type { BuiltTrace } from "./build/index";
import { shorten } from "./shorten";
import type { SpanTable } from "./span-table";

/** What spans are put together by: the value of a tag is the span's own, or else that of its process. */
export type StatisticsBy = "service" | "operation" | { tag: string };

export interface StatisticsRow {
  /** Empty for spans without a name, or without the tag. */
  name: string;
  /** The spans do not have the tag. */
  isUntold: boolean;
  /** Number of the service that all of the spans are of; absent where they are of several. */
  service?: number;
  /** Spans. */
  count: number;
  errors: number;
  totalNs: Nanoseconds;
  averageNs: Nanoseconds;
  minNs: Nanoseconds;
  maxNs: Nanoseconds;
  p50Ns: Nanoseconds;
  p95Ns: Nanoseconds;
  selfNs: Nanoseconds;
  selfAverageNs: Nanoseconds;
  /** Its self time as a part of that of all spans that are counted, 0 to 1: the shares of all rows make 1. */
  share: number;
  /** Put together once more, by `thenBy`. */
  rows?: StatisticsRow[];
}

export interface StatisticsOptions {
  by: StatisticsBy;
  thenBy?: StatisticsBy;
  /** Only the spans at these positions count. */
  among?: Uint32Array;
}

/** Most self time first. */
export function statistics(table: SpanTable, built: BuiltTrace, { by, thenBy, among }: StatisticsOptions): StatisticsRow[] {
  const { trace } = built;
  const outer = valuesBy(table, built, by);
  // Once, and not for each group: there may be as many as spans.
  const inner = thenBy && valuesBy(table, built, thenBy);
  const positions = among ?? Uint32Array.from({ length: trace.count }, (_, position) => position);
  let allSelf = 0;
  for (const position of positions) allSelf += trace.self[position] as number;
  return groupsOf(positions, outer)
    .map((group) => {
      const row = measure(trace, group, allSelf);
      if (!inner) return row;
      const rows = groupsOf(group.positions, inner).map((part) => measure(trace, part, allSelf));
      return { ...row, rows: rows.sort(mostSelfFirst) };
    })
    .sort(mostSelfFirst);
}

const mostSelfFirst = (a: StatisticsRow, b: StatisticsRow): number =>
  b.selfNs - a.selfNs || b.totalNs - a.totalNs || (a.name < b.name ? -1 : 1);

interface Group {
  name: string;
  isUntold: boolean;
  positions: Uint32Array;
}

/** In the order in which they first come. */
function groupsOf(positions: Uint32Array, values: Values): Group[] {
  const groups = new Map<number, { count: number; number: number }>();
  const groupOf = new Uint32Array(positions.length);
  for (let index = 0; index < positions.length; index++) {
    const value = values.at(positions[index] as number);
    let group = groups.get(value);
    if (!group) {
      group = { count: 0, number: groups.size };
      groups.set(value, group);
    }
    group.count++;
    groupOf[index] = group.number;
  }
  const found: Group[] = [];
  const filled: number[] = [];
  for (const [value, { count }] of groups) {
    found.push({ name: value < 0 ? "" : values.name(value), isUntold: value < 0, positions: new Uint32Array(count) });
    filled.push(0);
  }
  for (let index = 0; index < positions.length; index++) {
    const number = groupOf[index] as number;
    const place = filled[number] as number;
    (found[number] as Group).positions[place] = positions[index] as number;
    filled[number] = place + 1;
  }
  return found;
}

/** The value of each span as a number, and what that number means; -1: none. */
interface Values {
  at(position: number): number;
  name(value: number): string;
}

function valuesBy(table: SpanTable, { trace, row }: BuiltTrace, by: StatisticsBy): Values {
  if (by === "service")
    return { at: (position) => trace.service[position] as number, name: (value) => trace.services[value] as string };
  if (by === "operation") {
    return { at: (position) => trace.operation[position] as number, name: (value) => trace.operations[value] as string };
  }
  const key = table.texts.indexOf(by.tag);
  const valueIn = (from: number, to: number): number => {
    for (let tag = from; tag < to; tag++) if (table.tagKey[tag] === key) return table.tagValue[tag] as number;
    return -1;
  };
  const ofProcess = new Map<number, number>();
  const processValue = (process: number): number => {
    let value = ofProcess.get(process);
    if (value === undefined) {
      const range = table.processes[process];
      value = range ? valueIn(range.from, range.to) : -1;
      ofProcess.set(process, value);
    }
    return value;
  };
  return {
    at(position) {
      const own = row[position] as number;
      const value = valueIn(table.tagsFrom[own] as number, table.tagsTo[own] as number);
      return value >= 0 ? value : processValue(table.process[own] as number);
    },
    name: (value) => shorten(table.texts[value] ?? "", longestName),
  };
}

function measure(trace: Trace, { name, isUntold, positions }: Group, allSelf: Nanoseconds): StatisticsRow {
  const durations = new Float64Array(positions.length);
  const service = trace.service[positions[0] as number] as number;
  let isOfOneService = true;
  let errors = 0;
  let totalNs = 0;
  let selfNs = 0;
  for (let index = 0; index < positions.length; index++) {
    const position = positions[index] as number;
    const duration = trace.duration[position] as number;
    durations[index] = duration;
    totalNs += duration;
    selfNs += trace.self[position] as number;
    if (((trace.flags[position] as number) & spanFlags.error) !== 0) errors++;
    if (trace.service[position] !== service) isOfOneService = false;
  }
  durations.sort();
  const count = positions.length;
  return {
    name,
    isUntold,
    ...(isOfOneService && { service }),
    count,
    errors,
    totalNs,
    averageNs: totalNs / count,
    minNs: durations[0] as number,
    maxNs: durations[count - 1] as number,
    p50Ns: quantile(durations, 0.5),
    p95Ns: quantile(durations, 0.95),
    selfNs,
    selfAverageNs: selfNs / count,
    share: allSelf === 0 ? 0 : selfNs / allSelf,
  };
}

/** Between the two nearest of the sorted values, as Prometheus' `quantile` does. */
function quantile(sorted: Float64Array, share: number): number {
  const rank = share * (sorted.length - 1);
  const below = sorted[Math.floor(rank)] as number;
  const above = sorted[Math.ceil(rank)] as number;
  return below + (above - below) * (rank - Math.floor(rank));
}

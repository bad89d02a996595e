// One line about each trace that was read whole.
import { longestName, spanFlags, type TraceSummary } from "../model/trace";
import { shorten } from "./shorten";
import type { SpanTable } from "./span-table";
import { type TraceRows, tracesIn } from "./traces-in";

export const summariesOf = (table: SpanTable): TraceSummary[] => tracesIn(table).map((trace) => summaryOf(table, trace));

export function summaryOf(table: SpanTable, { traceId, rows }: TraceRows): TraceSummary {
  const ids = new Set<number>();
  for (const row of rows) ids.add(table.spanId[row] as number);
  const services = new Map<number, { spans: number; errors: number }>();
  let errors = 0;
  let orphans = 0;
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let root: number | undefined;
  for (const row of rows) {
    const parent = table.parentId[row] as number;
    const isRoot = parent === 0 || parent === table.spanId[row];
    if (!isRoot && !ids.has(parent)) orphans++;
    if (parent === 0 && (root === undefined || startOf(table, row) < startOf(table, root))) root = row;
    const isError = ((table.flags[row] as number) & spanFlags.error) !== 0;
    if (isError) errors++;
    const service = services.get(table.service[row] as number) ?? { spans: 0, errors: 0 };
    service.spans++;
    if (isError) service.errors++;
    services.set(table.service[row] as number, service);
    const start = table.start[row] as number;
    if (Number.isNaN(start)) continue;
    from = Math.min(from, start);
    to = Math.max(to, start + Math.max(0, table.duration[row] || 0));
  }
  const text = (number: number) => shorten(table.texts[number] as string, longestName);
  return {
    traceId,
    rootService: root === undefined ? "" : text(table.service[root] as number),
    rootOperation: root === undefined ? "" : text(table.operation[root] as number),
    startNs: from === Number.POSITIVE_INFINITY ? "0" : epochNs(table, from),
    durationNs: from === Number.POSITIVE_INFINITY ? 0 : to - from,
    spans: rows.length,
    errors,
    orphans,
    services: [...services]
      .map(([service, counts]) => ({ name: text(service), ...counts }))
      .sort((a, b) => b.spans - a.spans || (a.name < b.name ? -1 : 1)),
  };
}

/** One that does not tell when it began comes last. */
const startOf = (table: SpanTable, row: number) => {
  const start = table.start[row] as number;
  return Number.isNaN(start) ? Number.POSITIVE_INFINITY : start;
};

/** A time of the table in nanoseconds since 1970; one before that is no time that can be told. */
export function epochNs({ baseSeconds }: Pick<SpanTable, "baseSeconds">, at: number): string {
  const ns = BigInt(baseSeconds) * 1_000_000_000n + BigInt(Math.round(at));
  return ns < 0n ? "0" : String(ns);
}

import { paddedId } from "./read/ids";
import type { SpanTable } from "./span-table";

export interface TraceRows {
  /** In the longest form that was sent. */
  traceId: string;
  /** In the order in which they came. */
  rows: Uint32Array;
}

/** The traces of a table, in the order in which they came; rows that only repeat another one are left out. */
export function tracesIn(table: SpanTable): TraceRows[] {
  const groups: { traceId: string; count: number; rows: Uint32Array }[] = [];
  const byId = new Map<string, number>();
  const byText = new Map<number, number>();
  const groupOf = new Uint32Array(table.count);
  for (let row = 0; row < table.count; row++) {
    if (table.isRepeated[row]) continue;
    const text = table.traceId[row] as number;
    let group = byText.get(text);
    if (group === undefined) {
      const traceId = table.texts[text] as string;
      const id = comparedId(table, traceId);
      group = byId.get(id) ?? groups.push({ traceId, count: 0, rows: new Uint32Array(0) }) - 1;
      byId.set(id, group);
      byText.set(text, group);
      const known = groups[group] as (typeof groups)[number];
      if (traceId.length > known.traceId.length) known.traceId = traceId;
    }
    groupOf[row] = group;
    (groups[group] as (typeof groups)[number]).count++;
  }
  for (const group of groups) {
    group.rows = new Uint32Array(group.count);
    group.count = 0;
  }
  for (let row = 0; row < table.count; row++) {
    if (table.isRepeated[row]) continue;
    const group = groups[groupOf[row] as number] as (typeof groups)[number];
    group.rows[group.count++] = row;
  }
  return groups.map(({ traceId, rows }) => ({ traceId, rows }));
}

/** An id of 16 digits is the lower half of one of 32 in a Zipkin, which sends both of one trace; elsewhere the rest is zeros. */
const comparedId = ({ format }: SpanTable, traceId: string) =>
  format === "zipkin" ? paddedId(traceId).slice(-16) : paddedId(traceId);

/** Whether two ids name the same trace. */
export const isSameTrace = (a: string, b: string): boolean => paddedId(a.toLowerCase()) === paddedId(b.toLowerCase());

// What can only be said of spans once all of them are here.
import { spanFlags } from "../../model/trace";
import type { SpanTable } from "../span-table";
import type { Problems } from "./problems";

/**
 * A span that came twice, word for word, counts once: collectors send again what they think was lost, and answers overlap.
 */
export function markRepeated(table: SpanTable, problems: Problems): void {
  const last = new Int32Array(table.texts.length).fill(-1);
  for (let row = 0; row < table.count; row++) {
    const spanId = table.spanId[row] as number;
    if (spanId === 0) continue;
    const before = last[spanId] as number;
    if (before !== -1 && saysTheSame(table, before, row)) {
      table.isRepeated[row] = 1;
      problems.note("A span came twice, word for word; it is shown once.");
    } else last[spanId] = row;
  }
}

/** A start of zero among times of our days is one that was never set. */
export function forgetZeroStarts(table: SpanTable): void {
  if (table.baseSeconds === 0) return;
  for (let row = 0; row < table.count; row++) {
    if (table.start[row] !== -table.baseSeconds * 1e9) continue;
    table.start[row] = Number.NaN;
    table.flags[row] = (table.flags[row] as number) | spanFlags.unfinished;
  }
}

const sameColumns = [
  "traceId",
  "parentId",
  "service",
  "operation",
  "kind",
  "flags",
  "start",
  "duration",
  "process",
  "statusMessage",
  "scope",
  "warnings",
  "isSharedHalf",
] as const;

function saysTheSame(table: SpanTable, a: number, b: number): boolean {
  if (!sameColumns.every((name) => Object.is(table[name][a], table[name][b]))) return false;
  if (!sameTags(table, at(table.tagsFrom, a), at(table.tagsTo, a), at(table.tagsFrom, b), at(table.tagsTo, b))) return false;
  return sameEvents(table, a, b) && sameLinks(table, a, b);
}

const at = (column: Uint32Array, index: number) => column[index] as number;

function sameTags({ tagKey, tagValue, tagType }: SpanTable, fromA: number, toA: number, fromB: number, toB: number): boolean {
  if (toA - fromA !== toB - fromB) return false;
  for (let index = 0; index < toA - fromA; index++) {
    const [a, b] = [fromA + index, fromB + index];
    if (tagKey[a] !== tagKey[b] || tagValue[a] !== tagValue[b] || tagType[a] !== tagType[b]) return false;
  }
  return true;
}

function sameEvents(table: SpanTable, a: number, b: number): boolean {
  const { eventsOf, eventAt, eventName, eventTagsFrom: from, eventTagsTo: to } = table;
  const [first, second] = [at(eventsOf, a), at(eventsOf, b)];
  const count = at(eventsOf, a + 1) - first;
  if (at(eventsOf, b + 1) - second !== count) return false;
  for (let index = 0; index < count; index++) {
    const [x, y] = [first + index, second + index];
    if (!Object.is(eventAt[x], eventAt[y]) || eventName[x] !== eventName[y]) return false;
    if (!sameTags(table, at(from, x), at(to, x), at(from, y), at(to, y))) return false;
  }
  return true;
}

function sameLinks(table: SpanTable, a: number, b: number): boolean {
  const { linksOf, linkTraceId, linkSpanId, linkKind, linkTagsFrom: from, linkTagsTo: to } = table;
  const [first, second] = [at(linksOf, a), at(linksOf, b)];
  const count = at(linksOf, a + 1) - first;
  if (at(linksOf, b + 1) - second !== count) return false;
  for (let index = 0; index < count; index++) {
    const [x, y] = [first + index, second + index];
    if (linkTraceId[x] !== linkTraceId[y] || linkSpanId[x] !== linkSpanId[y] || linkKind[x] !== linkKind[y]) return false;
    if (!sameTags(table, at(from, x), at(to, x), at(from, y), at(to, y))) return false;
  }
  return true;
}

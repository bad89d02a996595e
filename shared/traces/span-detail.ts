// All that is known of one span of a trace, in words. Made when somebody looks at it.
import { formatCount } from "../format/count";
import { longestName, longestValue, type SpanDetail, type SpanLink, spanKinds, type Tag } from "../model/trace";
import type { BuiltTrace } from "./build/index";
import { shorten } from "./shorten";
import { findingsOf } from "./span-findings";
import { type SpanTable, type TagRange, tagTypes } from "./span-table";
import { isSameTrace } from "./traces-in";

/** Where a value of a span stands in its `SpanDetail`. */
export type ValuePlace = { of: "tag" | "process"; index: number } | { of: "event" | "link"; index: number; tag: number };

/** A tracer that has more to say of one span says the same again and again. */
const mostWarnings = 100;
/** Of tags, events and links, each: a span with a million of them would take seconds to open. */
const mostListed = 10_000;

export function detailOf(table: SpanTable, built: BuiltTrace, position: number): SpanDetail {
  const row = rowAt(built, position);
  const text = (number: number | undefined) => table.texts[number as number] as string;
  const positions = positionsById(table, built);
  const parentSpanId = text(table.parentId[row]);
  const [events, links, tags] = [range(table.eventsOf, row), range(table.linksOf, row), spanTags(table, row)];
  const name = (number: number | undefined) => shorten(text(number), longestName);
  const scope = name(table.scope[row]);
  const statusMessage = shorten(text(table.statusMessage[row]), longestValue);
  const warnings = shorten(text(table.warnings[row]), longestValue);
  return {
    position,
    spanId: text(table.spanId[row]),
    ...(parentSpanId !== "" && { parentSpanId }),
    service: name(table.service[row]),
    operation: name(table.operation[row]),
    kind: spanKinds[table.kind[row] as number] ?? "unset",
    tags: tagsIn(table, tags),
    process: tagsIn(table, processTags(table, row)),
    ...(scope !== "" && { scope }),
    events: events.slice(0, mostListed).map((event) => ({
      atNs: (table.eventAt[event] as number) - startOf(table, built),
      name: name(table.eventName[event]),
      tags: tagsIn(table, eventTags(table, event)),
    })),
    links: links.slice(0, mostListed).map((link) => linkOf(table, built, link, positions)),
    linkedFrom: linkedFrom(table, built, row),
    ...(statusMessage !== "" && { statusMessage }),
    warnings: [
      ...(warnings === "" ? [] : warnings.split("\n").slice(0, mostWarnings)),
      ...findingsOf(built.trace, position),
      ...leftOut("tags", tags.to - tags.from),
      ...leftOut("events", events.length),
      ...leftOut("links", links.length),
    ],
  };
}

const leftOut = (what: string, count: number): string[] =>
  count > mostListed ? [`It has ${formatCount(count)} ${what}; the first ${formatCount(mostListed)} are here.`] : [];

/** A value in whole. Empty where the place is none. */
export function wholeValue(table: SpanTable, built: BuiltTrace, position: number, place: ValuePlace): string {
  const row = rowAt(built, position);
  const tags = tagsAt(table, row, place);
  const tag = tags.from + ("tag" in place ? place.tag : place.index);
  return tag < tags.to ? (table.texts[table.tagValue[tag] as number] as string) : "";
}

function tagsAt(table: SpanTable, row: number, place: ValuePlace): TagRange {
  switch (place.of) {
    case "tag":
      return spanTags(table, row);
    case "process":
      return processTags(table, row);
    case "event":
      return eventTags(table, (table.eventsOf[row] as number) + place.index);
    case "link":
      return linkTags(table, (table.linksOf[row] as number) + place.index);
  }
}

const rowAt = (built: BuiltTrace, position: number) => built.row[position] as number;

export const spanTags = (table: SpanTable, row: number): TagRange => ({
  from: table.tagsFrom[row] as number,
  to: table.tagsTo[row] as number,
});
export const processTags = (table: SpanTable, row: number): TagRange =>
  table.processes[table.process[row] as number] ?? { from: 0, to: 0 };
export const eventTags = (table: SpanTable, event: number): TagRange => ({
  from: table.eventTagsFrom[event] as number,
  to: table.eventTagsTo[event] as number,
});
export const linkTags = (table: SpanTable, link: number): TagRange => ({
  from: table.linkTagsFrom[link] as number,
  to: table.linkTagsTo[link] as number,
});

/** The numbers of the events or links of a row. */
export function range(of: Uint32Array, row: number): number[] {
  const from = of[row] as number;
  return Array.from({ length: (of[row + 1] as number) - from }, (_, index) => from + index);
}

export function tagsIn(table: SpanTable, { from, to }: TagRange): Tag[] {
  return Array.from({ length: Math.min(to - from, mostListed) }, (_, index) => {
    const value = table.texts[table.tagValue[from + index] as number] as string;
    return {
      key: shorten(table.texts[table.tagKey[from + index] as number] as string, longestName),
      value: value.length > longestValue ? value.slice(0, longestValue) : value,
      type: tagTypes[table.tagType[from + index] as number] ?? "string",
      ...(value.length > longestValue && { wholeLength: value.length }),
    };
  });
}

/** What the table's times count from, and the trace's: nanoseconds between them. */
export function startOf(table: SpanTable, { trace }: BuiltTrace): number {
  return Number(BigInt(trace.startNs) - BigInt(table.baseSeconds) * 1_000_000_000n);
}

function linkOf(table: SpanTable, built: BuiltTrace, link: number, positions: Map<number, number>): SpanLink {
  const traceId = table.texts[table.linkTraceId[link] as number] as string;
  const position = isSameTrace(traceId, built.trace.traceId) ? positions.get(table.linkSpanId[link] as number) : undefined;
  return {
    traceId,
    spanId: table.texts[table.linkSpanId[link] as number] as string,
    kind: table.texts[table.linkKind[link] as number] as string,
    tags: tagsIn(table, linkTags(table, link)),
    ...(position !== undefined && { position }),
  };
}

/** By span id, as a text of the table; the first where several have it. Made once for a trace. */
const positionsKept = new WeakMap<BuiltTrace, Map<number, number>>();

function positionsById(table: SpanTable, built: BuiltTrace): Map<number, number> {
  const kept = positionsKept.get(built);
  if (kept) return kept;
  const positions = new Map<number, number>();
  for (let position = built.row.length - 1; position >= 0; position--) {
    positions.set(table.spanId[rowAt(built, position)] as number, position);
  }
  positionsKept.set(built, positions);
  return positions;
}

/** Where a span of this id is. */
export function positionOf(table: SpanTable, built: BuiltTrace, spanId: string): number | undefined {
  const asked = spanId.toLowerCase();
  const isAsked = (id: string) => id === asked || (asked !== "" && id.padStart(16, "0") === asked.padStart(16, "0"));
  const found = built.row.findIndex((row) => isAsked(table.texts[table.spanId[row] as number] as string));
  return found === -1 ? undefined : found;
}

/** Positions of the spans of this trace with a link to this one. */
function linkedFrom(table: SpanTable, built: BuiltTrace, row: number): number[] {
  const spanId = table.spanId[row];
  const found: number[] = [];
  for (let position = 0; position < built.row.length; position++) {
    const other = rowAt(built, position);
    const to = table.linksOf[other + 1] as number;
    for (let link = table.linksOf[other] as number; link < to; link++) {
      if (table.linkSpanId[link] !== spanId) continue;
      if (!isSameTrace(table.texts[table.linkTraceId[link] as number] as string, built.trace.traceId)) continue;
      found.push(position);
      break;
    }
  }
  return found;
}

// Spans as they were read, of one or many traces, in columns, in the order in which they came. What they say in words is kept
// once in a table of texts; `shared/traces/read` fills it, `shared/traces/build` makes a `Trace` of those of one trace.
import type { TagType } from "../model/trace";

/** How a source writes traces. */
export type TraceFormat = "jaeger" | "otlp" | "zipkin";

/**
 * Columns may be longer than `count`: they grow by doubling. Texts are numbers into `texts`; text 0 is the empty one, which also
 * stands for "not told".
 */
export interface SpanTable {
  format: TraceFormat;
  count: number;
  texts: string[];
  /** Ids as texts, lower-case, as long as they were sent. */
  traceId: Uint32Array;
  spanId: Uint32Array;
  parentId: Uint32Array;
  service: Uint32Array;
  operation: Uint32Array;
  /** Index into `spanKinds`. */
  kind: Uint8Array;
  /** Bits of `spanFlags`: only what can be said of the span alone (error, events, links, warnings, unfinished). */
  flags: Uint16Array;
  /** Epoch seconds that all starts count from, so that nanoseconds are exact. */
  baseSeconds: number;
  /** Nanoseconds from `baseSeconds`. NaN: not told. */
  start: Float64Array;
  /** As sent, so maybe negative. NaN: not told. */
  duration: Float64Array;
  /** Row of `processes`, which are lists of tags. */
  process: Uint32Array;
  processes: TagRange[];
  /** The tags of a span are those from `tagsFrom[row]` up to `tagsTo[row]`; processes, events and links point into the same lists. */
  tagsFrom: Uint32Array;
  tagsTo: Uint32Array;
  tagKey: Uint32Array;
  tagValue: Uint32Array;
  /** Index into `tagTypes`. */
  tagType: Uint8Array;
  /** The events of a span, in their order: from `eventsOf[row]` up to `eventsOf[row + 1]`. */
  eventsOf: Uint32Array;
  /** As `start`. NaN: not told. */
  eventAt: Float64Array;
  eventName: Uint32Array;
  eventTagsFrom: Uint32Array;
  eventTagsTo: Uint32Array;
  linksOf: Uint32Array;
  linkTraceId: Uint32Array;
  linkSpanId: Uint32Array;
  /** As text: "follows from", "link", "child of". */
  linkKind: Uint32Array;
  linkTagsFrom: Uint32Array;
  linkTagsTo: Uint32Array;
  /** Text: the message of its status; the library that made it; its warnings, a line each. */
  statusMessage: Uint32Array;
  scope: Uint32Array;
  warnings: Uint32Array;
  /** Zipkin's server half of a span that shares its id with the client's. */
  isSharedHalf: Uint8Array;
  /** Says the same as a row before it, which counts alone: `tracesIn` leaves it out. */
  isRepeated: Uint8Array;
}

/** What the numbers of `tagType` mean. */
export const tagTypes = ["string", "bool", "int", "double", "binary", "json"] as const satisfies readonly TagType[];

/** Tags from one place up to another in `tagKey`, `tagValue`, `tagType`. */
export interface TagRange {
  from: number;
  to: number;
}

/** What was found wrong while reading, a sentence each, with how often and where first. */
export interface ReadProblem {
  say: string;
  times: number;
}

/** What reading gave. `isCut`: the text ended in the middle, and the spans before that are all here. */
export interface ReadOutcome {
  table: SpanTable;
  problems: ReadProblem[];
  isCut: boolean;
}

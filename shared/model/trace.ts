// Traces as the window draws them: the spans of one trace in columns, in the order of the waterfall. Objects of their own for
// two hundred thousand spans would cost a gigabyte and seconds; columns cost megabytes and cross from a worker for nothing.
import { z } from "zod";
import { type NsTime, nsTimeSchema } from "./log";

/** Nanoseconds. Relative to a moment near by they are exact for 104 days. */
export type Nanoseconds = number;

/** What a span is in a call: OpenTelemetry's numbers; 0 is not told. */
export const spanKinds = ["unset", "internal", "server", "client", "producer", "consumer"] as const;
export type SpanKind = (typeof spanKinds)[number];

/** What is so of a span, as bits of `Trace.flags`. */
export const spanFlags = {
  error: 1,
  /** Its parent is named, but is not in the trace. */
  orphan: 2,
  /** Has warnings: of the tracer, or of what we found wrong with it. */
  warnings: 4,
  events: 8,
  /** Links, and references beside the parent. */
  links: 16,
  /** Its clock was off by what `shift` says. */
  skewed: 32,
  /** It has no duration yet, or one that cannot be: drawn as a moment. */
  unfinished: 64,
  /** Was its own ancestor: the circle was cut here. */
  cycle: 128,
  /** Another span of the trace has its id. */
  duplicate: 256,
  onCriticalPath: 512,
} as const;

/**
 * A trace, ready to be drawn. All columns have `count` entries; a span is known by its position in them. Parents stand before
 * their children, and siblings in the order of their (corrected) starts: the descendants of `i` are the `size[i]` spans after it.
 */
export interface Trace {
  /** As the source writes it: 16 or 32 hex digits, mostly. */
  traceId: string;
  /**
   * When the first span starts, with clocks corrected: as recorded, others may start below 0. A few spans that are more than a
   * month away do not count: they start below 0, or after everything.
   */
  startNs: NsTime;
  /** From the first start to the last end, corrected; and as it was recorded. */
  durationNs: Nanoseconds;
  recordedDurationNs: Nanoseconds;
  count: number;
  /** Names by their numbers; services in the order in which they first appear in the tree. */
  services: string[];
  operations: string[];
  /** Position of the parent; -1 for roots and orphans. */
  parent: Int32Array;
  depth: Uint32Array;
  /** How many descendants. */
  size: Uint32Array;
  /** As recorded, from `startNs` on. */
  start: Float64Array;
  /** What is added to `start` where clocks are corrected; 0 mostly. */
  shift: Float64Array;
  /** Never below 0. */
  duration: Float64Array;
  /** The part of its duration in which no child of it was at work. */
  self: Float64Array;
  service: Uint32Array;
  operation: Uint32Array;
  /** Index into `spanKinds`. */
  kind: Uint8Array;
  flags: Uint16Array;
  /** The stretches of `i` on the critical path (corrected time, from `startNs`): those from `criticalOf[i]` up to `criticalOf[i + 1]`. */
  criticalOf: Uint32Array;
  criticalFrom: Float64Array;
  criticalTo: Float64Array;
  /**
   * Siblings that do the same again and again without children (or with the same ones), one after the other: the number of
   * the run that a span belongs to, -1 for none. A run's first span stands for it when it is folded.
   */
  run: Int32Array;
  runs: { first: number; count: number; totalNs: Nanoseconds; errors: number }[];
  /** What was found wrong with the trace as a whole, in sentences. */
  problems: string[];
  /** Whether spans are missing: orphans, or an answer that broke off. */
  isIncomplete: boolean;
}

/** A value of a tag as it was sent: its type is kept for saving it again. */
export type TagType = "string" | "bool" | "int" | "double" | "binary" | "json";

export interface Tag {
  key: string;
  /** As text, at most `longestValue` characters of it. */
  value: string;
  type: TagType;
  /** How long it is in whole, where it is cut. */
  wholeLength?: number;
}

export interface SpanLink {
  traceId: string;
  spanId: string;
  /** "follows from", "link", "child of": what the source says. */
  kind: string;
  tags: Tag[];
  /** Its position, when it is of the same trace. */
  position?: number;
}

/** All that is known of one span. */
export interface SpanDetail {
  position: number;
  spanId: string;
  parentSpanId?: string;
  service: string;
  operation: string;
  kind: SpanKind;
  tags: Tag[];
  /** Of the process or resource that made it. */
  process: Tag[];
  /** The library that made it, where it is told. */
  scope?: string;
  events: { atNs: Nanoseconds; name: string; tags: Tag[] }[];
  links: SpanLink[];
  /** Spans of the same trace that link here. */
  linkedFrom: number[];
  statusMessage?: string;
  warnings: string[];
}

/** Longer values are shown by their beginning; the whole is asked for. */
export const longestValue = 8192;

/** Longer names are shown by their beginning: services, operations, keys of tags, events. */
export const longestName = 1000;

/** A trace in a list of results. */
export const traceSummarySchema = z.object({
  traceId: z.string(),
  /** Empty where the root has not come. */
  rootService: z.string(),
  rootOperation: z.string(),
  startNs: nsTimeSchema,
  durationNs: z.number(),
  spans: z.number(),
  errors: z.number(),
  orphans: z.number(),
  /** Most spans first. */
  services: z.array(z.object({ name: z.string(), spans: z.number(), errors: z.number() })),
});
export type TraceSummary = z.infer<typeof traceSummarySchema>;

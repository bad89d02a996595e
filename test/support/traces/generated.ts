// Traces as plain objects, before anybody writes them as JSON: what a server is told, and what must come out of it again.
import type { SpanKind } from "#shared/model/trace";

export type GeneratedValue = string | number | boolean | bigint | Uint8Array;

export interface GeneratedTag {
  key: string;
  value: GeneratedValue;
}

export interface GeneratedProcess {
  service: string;
  ipv4: string;
  port: number;
  /** What its clock is ahead of the first service's; already in the times of its spans. */
  skewNs: number;
  tags: GeneratedTag[];
}

export interface GeneratedEvent {
  /** From `startMs` of the trace on, as all times here. */
  atNs: number;
  name: string;
  tags: GeneratedTag[];
}

export interface GeneratedLink {
  traceId: string;
  spanId: string;
  tags: GeneratedTag[];
}

export interface GeneratedSpan {
  spanId: string;
  /** Absent in the root. An orphan names a span that is not there. */
  parentSpanId?: string;
  /** Index into `processes`. */
  process: number;
  operation: string;
  kind: SpanKind;
  /** From `startMs` of the trace on; below 0 where a clock is behind. */
  startNs: number;
  durationNs: number;
  tags: GeneratedTag[];
  events: GeneratedEvent[];
  links: GeneratedLink[];
  status: "unset" | "ok" | "error";
  statusMessage?: string;
}

export interface GeneratedTrace {
  /** 32 digits. */
  traceId: string;
  startMs: number;
  processes: GeneratedProcess[];
  spans: GeneratedSpan[];
}

/** Epoch nanoseconds, exact. */
export function epochNs(trace: Pick<GeneratedTrace, "startMs">, ns: number): string {
  const ms = Math.floor(ns / 1_000_000);
  return `${trace.startMs + ms}${String(ns - ms * 1_000_000).padStart(6, "0")}`;
}

/** Epoch microseconds; what is less than one is lost. */
export const epochUs = (trace: Pick<GeneratedTrace, "startMs">, ns: number): number =>
  trace.startMs * 1000 + Math.floor(ns / 1000);

/** The program that a span is of; a bug of the test where there is none. */
export function processOf(trace: GeneratedTrace, span: GeneratedSpan): GeneratedProcess {
  const process = trace.processes[span.process];
  if (!process) throw new Error(`span ${span.spanId} is of process ${span.process}, which is not there`);
  return process;
}

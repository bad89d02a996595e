// Traces as a Jaeger's API v1 sends them and its page saves them:
// https://www.jaegertracing.io/docs/2.10/architecture/apis/ ; the shapes are those of its JSON model.
import { epochUs, type GeneratedSpan, type GeneratedTag, type GeneratedTrace } from "./generated";
import { bytesOf, textOf } from "./pieces";

export const jaegerJson = (traces: readonly GeneratedTrace[]): string => textOf(jaegerPieces(traces));

export const jaegerBytes = (...traces: readonly GeneratedTrace[]): Iterable<Uint8Array<ArrayBuffer>> =>
  bytesOf(jaegerPieces(traces));

export function* jaegerPieces(traces: readonly GeneratedTrace[]): Generator<string> {
  yield '{"data":[';
  for (const [index, trace] of traces.entries()) {
    yield `${index > 0 ? "," : ""}{"traceID":"${trace.traceId}","spans":[`;
    for (const [at, span] of trace.spans.entries()) yield `${at > 0 ? "," : ""}${JSON.stringify(jaegerSpan(trace, span))}`;
    yield `],"processes":${JSON.stringify(jaegerProcesses(trace))},"warnings":null}`;
  }
  yield '],"total":0,"limit":0,"offset":0,"errors":null}';
}

export interface JaegerTag {
  key: string;
  type: string;
  value: string | number | boolean;
}

const processId = (index: number): string => `p${index + 1}`;

/** Those that have spans. */
function jaegerProcesses({ processes, spans }: GeneratedTrace) {
  const used = new Set(spans.map(({ process }) => process));
  const entries = processes.map(({ service, tags }, index) => [
    processId(index),
    { serviceName: service, tags: tags.map(jaegerTag) },
  ]);
  return Object.fromEntries(entries.filter((_, index) => used.has(index)));
}

export function jaegerSpan(trace: GeneratedTrace, span: GeneratedSpan): Record<string, unknown> {
  const { parentSpanId, links } = span;
  return {
    traceID: trace.traceId,
    spanID: span.spanId,
    operationName: span.operation,
    references: [
      ...(parentSpanId === undefined ? [] : [{ refType: "CHILD_OF", traceID: trace.traceId, spanID: parentSpanId }]),
      ...links.map(({ traceId, spanId }) => ({ refType: "FOLLOWS_FROM", traceID: traceId, spanID: spanId })),
    ],
    startTime: epochUs(trace, span.startNs),
    duration: Math.floor(span.durationNs / 1000),
    tags: [...span.tags.map(jaegerTag), ...tagsOfModel(span)],
    logs: span.events.map(({ atNs, name, tags }) => ({
      timestamp: epochUs(trace, atNs),
      fields: [{ key: "event", type: "string", value: name }, ...tags.map(jaegerTag)],
    })),
    processID: processId(span.process),
    warnings: null,
  };
}

/** What OpenTelemetry has fields for, and Jaeger has not. */
function tagsOfModel({ kind, status, statusMessage }: GeneratedSpan): JaegerTag[] {
  const tags: JaegerTag[] = [];
  if (kind !== "unset") tags.push({ key: "span.kind", type: "string", value: kind });
  if (status !== "unset") tags.push({ key: "otel.status_code", type: "string", value: status.toUpperCase() });
  if (status === "error") tags.push({ key: "error", type: "bool", value: true });
  if (statusMessage !== undefined) tags.push({ key: "otel.status_description", type: "string", value: statusMessage });
  return tags;
}

function jaegerTag({ key, value }: GeneratedTag): JaegerTag {
  if (typeof value === "bigint") return { key, type: "int64", value: String(value) };
  if (typeof value === "number") return { key, type: Number.isInteger(value) ? "int64" : "float64", value };
  if (typeof value === "boolean") return { key, type: "bool", value };
  if (typeof value === "string") return { key, type: "string", value };
  return { key, type: "binary", value: Buffer.from(value).toString("base64") };
}

// Traces as OTLP JSON: https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding. Fields that are zero may be left out, and
// are left out here, as Jaeger does.
import { spanKinds } from "#shared/model/trace";
import { epochNs, type GeneratedSpan, type GeneratedTag, type GeneratedTrace } from "./generated";
import { bytesOf, textOf } from "./pieces";

export interface OtlpOptions {
  /** In Jaeger's answer: `{"result":…}`; absent: as it is sent to a collector. */
  isAnswer?: boolean;
}

export const otlpJson = (traces: readonly GeneratedTrace[], options: OtlpOptions = {}): string =>
  textOf(otlpPieces(traces, options));

export const otlpBytes = (...traces: readonly GeneratedTrace[]): Iterable<Uint8Array<ArrayBuffer>> =>
  bytesOf(otlpPieces(traces, { isAnswer: true }));

/** A list entry for each program of each trace. */
export function* otlpPieces(traces: readonly GeneratedTrace[], { isAnswer }: OtlpOptions): Generator<string> {
  yield `${isAnswer ? '{"result":' : ""}{"resourceSpans":[`;
  let entries = 0;
  for (const trace of traces) {
    const spansOf = trace.processes.map((): GeneratedSpan[] => []);
    for (const span of trace.spans) spansOf[span.process]?.push(span);
    for (const [index, spans] of spansOf.entries()) {
      if (spans.length === 0) continue;
      yield `${entries++ > 0 ? "," : ""}{"resource":${JSON.stringify(otlpResource(trace, index))},"scopeSpans":[{"scope":${scope},"spans":[`;
      for (const [at, span] of spans.entries()) yield `${at > 0 ? "," : ""}${JSON.stringify(otlpSpan(trace, span))}`;
      yield "]}]}";
    }
  }
  yield `]}${isAnswer ? "}" : ""}`;
}

const scope = JSON.stringify({ name: "shop-tracing", version: "1.2.0" });

function otlpResource({ processes }: GeneratedTrace, index: number) {
  const { service, tags } = processes[index] ?? { service: "", tags: [] };
  return { attributes: [{ key: "service.name", value: service }, ...tags].map(attribute) };
}

function otlpSpan(trace: GeneratedTrace, span: GeneratedSpan): Record<string, unknown> {
  const status = { unset: 0, ok: 1, error: 2 }[span.status];
  const kind = spanKinds.indexOf(span.kind);
  return {
    traceId: trace.traceId,
    spanId: span.spanId,
    ...(span.parentSpanId !== undefined && { parentSpanId: span.parentSpanId }),
    name: span.operation,
    ...(kind > 0 && { kind }),
    startTimeUnixNano: epochNs(trace, span.startNs),
    endTimeUnixNano: epochNs(trace, span.startNs + span.durationNs),
    attributes: span.tags.map(attribute),
    ...(span.events.length > 0 && {
      events: span.events.map(({ atNs, name, tags }) => ({
        timeUnixNano: epochNs(trace, atNs),
        name,
        attributes: tags.map(attribute),
      })),
    }),
    ...(span.links.length > 0 && {
      links: span.links.map(({ tags, ...link }) => ({ ...link, attributes: tags.map(attribute) })),
    }),
    status: {
      ...(span.statusMessage !== undefined && { message: span.statusMessage }),
      ...(status > 0 && { code: status }),
    },
  };
}

function attribute({ key, value }: GeneratedTag) {
  if (typeof value === "bigint") return { key, value: { intValue: String(value) } };
  if (typeof value === "number")
    return { key, value: Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value } };
  if (typeof value === "boolean") return { key, value: { boolValue: value } };
  if (typeof value === "string") return { key, value: { stringValue: value } };
  return { key, value: { bytesValue: Buffer.from(value).toString("base64") } };
}

// Traces as Zipkin's API v2 has them: https://zipkin.io/zipkin-api/. It has strings only, no programs and no links.
import { epochUs, type GeneratedSpan, type GeneratedTrace, processOf } from "./generated";
import { bytesOf, textOf } from "./pieces";

export interface ZipkinOptions {
  /** Both halves of a call have the id of the caller's, as Zipkin's own tracers do it. */
  sharesIds?: boolean;
  /** Ids of 16 digits: the low half of those of 32. */
  hasShortIds?: boolean;
}

/** One trace as `[span]`, several as `[[span]]`. */
export const zipkinJson = (traces: readonly GeneratedTrace[], options: ZipkinOptions = {}): string =>
  textOf(zipkinPieces(traces, options));

export const zipkinBytes = (...traces: readonly GeneratedTrace[]): Iterable<Uint8Array<ArrayBuffer>> =>
  bytesOf(zipkinPieces(traces, {}));

export function* zipkinPieces(traces: readonly GeneratedTrace[], options: ZipkinOptions): Generator<string> {
  const isList = traces.length !== 1;
  yield isList ? "[" : "";
  for (const [index, trace] of traces.entries()) {
    yield index > 0 ? ",[" : "[";
    let at = 0;
    for (const span of zipkinSpans(trace, options)) yield `${at++ > 0 ? "," : ""}${JSON.stringify(span)}`;
    yield "]";
  }
  yield isList ? "]" : "";
}

export interface ZipkinSpan {
  traceId: string;
  id: string;
  parentId?: string;
  name?: string;
  kind?: string;
  timestamp?: number;
  duration?: number;
  localEndpoint?: { serviceName?: string; ipv4?: string; port?: number };
  remoteEndpoint?: { serviceName?: string };
  annotations?: { timestamp: number; value: string }[];
  tags?: Record<string, string>;
  shared?: boolean;
}

function* zipkinSpans(trace: GeneratedTrace, { sharesIds, hasShortIds }: ZipkinOptions = {}): Generator<ZipkinSpan> {
  const known = new Map(trace.spans.map((span) => [span.spanId, span]));
  const sharedWith = (span: GeneratedSpan) => {
    const parent = span.parentSpanId === undefined ? undefined : known.get(span.parentSpanId);
    return sharesIds && span.kind === "server" && parent?.kind === "client" ? parent : undefined;
  };
  const idOf = (span: GeneratedSpan) => sharedWith(span)?.spanId ?? span.spanId;
  for (const span of trace.spans) {
    const { service, ipv4, port } = processOf(trace, span);
    const other = sharedWith(span);
    // The server's half names the parent of the client's: both are one span to Zipkin.
    const parentId = other ? other.parentSpanId : span.parentSpanId;
    const parent = parentId === undefined ? undefined : known.get(parentId);
    const { tags, annotations } = saidBy(trace, span);
    yield {
      traceId: hasShortIds ? trace.traceId.slice(16) : trace.traceId,
      id: idOf(span),
      ...(parentId !== undefined && { parentId: parent ? idOf(parent) : parentId }),
      name: span.operation.toLowerCase(),
      ...(span.kind !== "internal" && span.kind !== "unset" && { kind: span.kind.toUpperCase() }),
      timestamp: epochUs(trace, span.startNs),
      duration: Math.max(1, Math.floor(span.durationNs / 1000)),
      localEndpoint: { serviceName: service.toLowerCase(), ipv4, port },
      ...(annotations.length > 0 && { annotations }),
      tags,
      ...(other && { shared: true }),
    };
  }
}

function saidBy(trace: GeneratedTrace, span: GeneratedSpan) {
  const text = (value: unknown) => (value instanceof Uint8Array ? Buffer.from(value).toString("base64") : String(value));
  // `fromEntries` sets what it is given, also where a tag is called `__proto__`.
  const tags = Object.fromEntries(span.tags.map(({ key, value }) => [key, text(value)]));
  if (span.status === "error") tags.error = span.statusMessage ?? "";
  const annotations = span.events.map(({ atNs, name }) => ({ timestamp: epochUs(trace, atNs), value: name }));
  return { tags, annotations };
}

// API v1 of the fake Jaeger, which the page of a Jaeger used until 2026: shapes and refusals of 1.76 and 2.13.
import type { Answered, Asked } from "./fake-server";
import type { GeneratedSpan, GeneratedTrace } from "./generated";
import { processOf } from "./generated";
import { goDuration, goInteger } from "./go-values";
import { JaegerError, readOr, traceIdOf } from "./jaeger-error";
import { callsIn, type KeptTraces, startUs, tagsAround } from "./kept-traces";
import { bytesOf } from "./pieces";
import { jaegerPieces } from "./write-jaeger";

export interface JaegerV1Parts {
  kept: KeptTraces;
  nowMs: () => number;
  hasMetrics: boolean;
  /** From August 2026 on, only single traces and dependencies are left. */
  isNewest: boolean;
  /** Of 2.13, in memory: it takes the text "true" of a wanted `error` for no, and finds spans that say they went well. */
  findsWhatWentWell: boolean;
}

/** Undefined: there is no such path. */
export function answerV1(path: string, { params }: Asked, parts: JaegerV1Parts): Answered | undefined {
  try {
    return answer(path, params, parts);
  } catch (error) {
    if (!(error instanceof JaegerError)) throw error;
    const body = { data: null, total: 0, limit: 0, offset: 0, errors: [{ code: error.status, msg: error.message }] };
    return { status: error.status, type: "text/plain; charset=utf-8", body: `${JSON.stringify(body)}\n` };
  }
}

function answer(path: string, params: URLSearchParams, { kept, nowMs, ...parts }: JaegerV1Parts): Answered | undefined {
  const [, id] = /^traces\/([^/]+)$/.exec(path) ?? [];
  if (id !== undefined) {
    const trace = kept.get(traceIdOf(id, "", parts.isNewest));
    if (!trace) throw new JaegerError(404, "trace not found");
    return traces([trace]);
  }
  if (path === "dependencies") return list(dependencies(kept, params, nowMs()));
  if (path.startsWith("metrics/") && !parts.hasMetrics) {
    const off = parts.isNewest
      ? "trace metrics are currently disabled - no metrics backend configured"
      : "metrics querying is currently disabled";
    throw new JaegerError(501, off);
  }
  if (parts.isNewest) return undefined;
  const [, service] = /^services\/([^/]+)\/operations$/.exec(path) ?? [];
  if (service !== undefined) {
    const operations = kept.operations(service);
    return list(operations.length > 0 ? [...new Set(operations.map(({ name }) => name))] : null);
  }
  if (path === "services") return list(kept.services());
  if (path === "operations") return list(kept.operations(needed(params, "service")));
  return path === "traces" ? traces(searched(kept, params, parts.findsWhatWentWell)) : undefined;
}

function searched(kept: KeptTraces, params: URLSearchParams, findsWhatWentWell: boolean): GeneratedTrace[] {
  const ids = params.getAll("traceID");
  if (ids.length > 0) return ids.flatMap((id) => kept.get(traceIdOf(id, "", false)) ?? []);
  const service = needed(params, "service");
  const operation = params.get("operation");
  const time = (name: string, otherwise: number) => {
    const text = params.get(name);
    return text ? readOr(`unable to parse param '${name}': `, () => goInteger(text)) : otherwise;
  };
  const duration = (name: string) => {
    const text = params.get(name);
    return text ? readOr(`unable to parse param '${name}': `, () => goDuration(text)) : undefined;
  };
  const limit = params.get("limit");
  const leastNs = duration("minDuration");
  const mostNs = duration("maxDuration");
  if (leastNs !== undefined && mostNs !== undefined && mostNs < leastNs) {
    throw new JaegerError(400, "'maxDuration' should be greater than 'minDuration'");
  }
  return kept.find({
    service,
    ...(operation && { operation }),
    fromUs: time("start", 0),
    toUs: time("end", Number.MAX_SAFE_INTEGER),
    limit: limit ? readOr("", () => goInteger(limit)) : 100,
    ...(leastNs !== undefined && { leastNs }),
    ...(mostNs !== undefined && { mostNs }),
    tests: wantedTags(params).map(
      ([key, value]) =>
        (trace, span) =>
          key === "error" && findsWhatWentWell ? span.status === "ok" : saysSo(trace, span, key, value),
    ),
  });
}

function wantedTags(params: URLSearchParams): [key: string, value: string][] {
  const single = params.getAll("tag").map((text): [string, string] => {
    const colon = text.indexOf(":");
    if (colon < 0) throw new JaegerError(400, `malformed 'tag' parameter, expecting key:value, received: ${text}`);
    return [text.slice(0, colon), text.slice(colon + 1)];
  });
  return [
    ...single,
    ...params
      .getAll("tags")
      .flatMap((text) => Object.entries(tagMap(text, "malformed 'tags' parameter, cannot unmarshal JSON: "))),
  ];
}

/** JSON of texts; other values are refused. */
export function tagMap(text: string, prefix: string): Record<string, string> {
  const map = readOr(prefix, () => parsed(text));
  for (const value of Object.values(map)) {
    if (typeof value !== "string")
      throw new JaegerError(400, `${prefix}json: cannot unmarshal ${typeof value} into Go value of type string`);
  }
  return map as Record<string, string>;
}

function parsed(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    // Go has its own words for it.
    throw new Error(`invalid character '${text[0]}' looking for beginning of value`);
  }
}

/** A tag of the span, of its program or of its events; `error` and `span.kind` too, which OpenTelemetry has fields for. */
export function saysSo(trace: GeneratedTrace, span: GeneratedSpan, key: string, value: string): boolean {
  if (key === "error" && value === "true" && span.status === "error") return true;
  if (key === "span.kind" && value === span.kind) return true;
  for (const tag of tagsAround(trace, span)) if (tag.key === key && String(tag.value) === value) return true;
  return false;
}

/** Calls within one service are counted too. */
function dependencies(kept: KeptTraces, params: URLSearchParams, nowMs: number): object[] {
  const time = (name: string, otherwise: number) => {
    const text = params.get(name);
    return text ? readOr(`unable to parse param '${name}': `, () => goInteger(text)) : otherwise;
  };
  const endMs = time("endTs", nowMs);
  const fromMs = endMs - time("lookback", 86_400_000);
  const counts = new Map<string, { parent: string; child: string; callCount: number }>();
  for (const trace of kept.all()) {
    if (!trace.spans.some((span) => startUs(trace, span) >= fromMs * 1000 && startUs(trace, span) <= endMs * 1000)) continue;
    for (const call of callsIn(trace)) {
      const parent = processOf(trace, call.parent).service;
      const child = processOf(trace, call.child).service;
      const counted = counts.get(`${parent}\u0000${child}`) ?? { parent, child, callCount: 0 };
      counted.callCount++;
      counts.set(`${parent}\u0000${child}`, counted);
    }
  }
  return [...counts.values()];
}

function needed(params: URLSearchParams, name: string): string {
  const value = params.get(name);
  if (!value) throw new JaegerError(400, `parameter '${name}' is required`);
  return value;
}

const jsonType = "application/json";

const list = (data: readonly unknown[] | null): Answered => ({
  status: 200,
  type: jsonType,
  body: JSON.stringify({ data, total: data?.length ?? 0, limit: 0, offset: 0, errors: null }),
});

const traces = (found: readonly GeneratedTrace[]): Answered => ({
  status: 200,
  type: jsonType,
  body: bytesOf(jaegerPieces(found)),
});

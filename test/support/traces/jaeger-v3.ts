// API v3 of the fake Jaeger. The old one, of 1.76 and 2.13, reads names_with_underscores only, ignores attributes without a word and
// calls its JSON text/plain; the newest, of August 2026, reads both spellings, filters by attributes and has summaries.
import type { Answered, Asked } from "./fake-server";
import { epochNs, type GeneratedTrace, processOf } from "./generated";
import { goDuration, goInteger, goTime } from "./go-values";
import { JaegerError, readOr, traceIdOf } from "./jaeger-error";
import { saysSo, tagMap } from "./jaeger-v1";
import type { KeptTraces } from "./kept-traces";
import { bytesOf } from "./pieces";
import { otlpPieces } from "./write-otlp";

export interface JaegerV3Parts {
  kept: KeptTraces;
  isOld: boolean;
  /** The old one of 1.76: it needs a service and no depth, and the one of 2.13 a depth and no service. */
  isVersion1: boolean;
  hasSummaries: boolean;
  /** Each trace is an answer of its own, one after the other. */
  answersInPieces: boolean;
}

/** Undefined: there is no such path. */
export function answerV3(path: string, { params }: Asked, parts: JaegerV3Parts): Answered | undefined {
  try {
    return answer(path, params, parts);
  } catch (error) {
    if (!(error instanceof JaegerError)) throw error;
    const body = { error: { httpCode: error.status, message: error.message } };
    return { status: error.status, type: "text/plain; charset=utf-8", body: `${JSON.stringify(body)}\n` };
  }
}

function answer(path: string, params: URLSearchParams, parts: JaegerV3Parts): Answered | undefined {
  const { kept, isOld, hasSummaries } = parts;
  const type = isOld ? "text/plain; charset=utf-8" : "application/json";
  const json = (body: object): Answered => ({ status: 200, type, body: JSON.stringify(body) });
  const services = kept.services();
  if (path === "services") return json(isOld && services.length === 0 ? {} : { services });
  if (path === "operations") {
    const service = params.get("service");
    if (!service) throw new JaegerError(400, isOld ? "service is required" : "parameter 'service' is required");
    return json({ operations: kept.operations(service) });
  }
  const [, id] = /^traces\/([^/]+)$/.exec(path) ?? [];
  if (id !== undefined) {
    for (const name of ["startTime", "endTime"]) timeOf(params, "", name, isOld);
    const trace = kept.get(traceIdOf(id, "malformed parameter trace_id: ", !isOld));
    return traces(trace ? [trace] : [], type, parts);
  }
  if (path === "traces") return traces(searched(params, parts), type, parts);
  if (path === "trace-summaries" && hasSummaries) return json({ summaries: searched(params, parts).map(summaryOf) });
  return undefined;
}

function searched(params: URLSearchParams, { kept, isOld, isVersion1 }: JaegerV3Parts): GeneratedTrace[] {
  const service = read(params, "query.", "serviceName", isOld)?.text;
  const operation = read(params, "query.", "operationName", isOld)?.text;
  const from = timeOf(params, "query.", "startTimeMin", isOld);
  const to = timeOf(params, "query.", "startTimeMax", isOld);
  if (from === undefined || to === undefined) {
    throw new JaegerError(400, `query.${spell("startTimeMin", isOld)} and query.${spell("startTimeMax", isOld)} are required`);
  }
  const duration = (name: string) => {
    const found = read(params, "query.", name, isOld);
    return found && readOr(`malformed parameter ${found.name}: `, () => goDuration(found.text));
  };
  const leastNs = duration("durationMin");
  const mostNs = duration("durationMax");
  const limit = depthOf(params, isOld, isVersion1);
  const attributes = isOld ? null : params.get("query.attributes");
  const wanted = attributes ? Object.entries(tagMap(attributes, "malformed parameter query.attributes: ")) : [];
  // It looks for a service without a name, and finds none.
  if (isVersion1 && !service) return [];
  return kept.find({
    ...(service && { service }),
    ...(operation && { operation }),
    fromUs: from,
    toUs: to,
    limit,
    ...(leastNs !== undefined && { leastNs }),
    // Go's zero is "not told".
    ...(mostNs && { mostNs }),
    tests: wanted.map(
      ([key, value]) =>
        (trace, span) =>
          saysSo(trace, span, key, value),
    ),
  });
}

/** The stores of 2.x want to know how many; 2.13 reads only the oldest name of it. */
function depthOf(params: URLSearchParams, isOld: boolean, isVersion1: boolean): number {
  const texts = isOld
    ? [["query.num_traces", params.get("query.num_traces")] as const]
    : ["query.searchDepth", "query.search_depth", "query.num_traces"].map((name) => [name, params.get(name)] as const);
  const [name, text] = texts.find(([, value]) => value) ?? [];
  const depth = text ? readOr(`malformed parameter ${name}: `, () => goInteger(text, "Atoi")) : isOld && !isVersion1 ? 0 : 100;
  if (depth <= 0) throw new JaegerError(500, "search depth must be greater than 0 and less than max traces");
  return depth;
}

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const spell = (name: string, isOld: boolean): string => (isOld ? snake(name) : name);

function read(params: URLSearchParams, prefix: string, name: string, isOld: boolean): { name: string; text: string } | undefined {
  const spellings = isOld ? [snake(name)] : [name, snake(name)];
  for (const spelling of spellings) {
    const text = params.get(prefix + spelling);
    if (text) return { name: prefix + spelling, text };
  }
  return undefined;
}

function timeOf(params: URLSearchParams, prefix: string, name: string, isOld: boolean): number | undefined {
  const found = read(params, prefix, name, isOld);
  return found && readOr(`malformed parameter ${found.name}: `, () => goTime(found.text));
}

function traces(found: readonly GeneratedTrace[], type: string, { answersInPieces }: JaegerV3Parts): Answered {
  if (found.length === 0) throw new JaegerError(404, "No traces found");
  const answers = answersInPieces ? found.map((trace) => [trace]) : [found];
  const pieces = function* () {
    for (const each of answers) yield* otlpPieces(each, { isAnswer: true });
  };
  return { status: 200, type, body: bytesOf(pieces()) };
}

/** Counts of nothing are left out. */
function summaryOf(trace: GeneratedTrace): object {
  const known = new Set(trace.spans.map(({ spanId }) => spanId));
  const isOrphan = ({ parentSpanId }: { parentSpanId?: string }) => parentSpanId !== undefined && !known.has(parentSpanId);
  const services = new Map<string, { name: string; spanCount: number; errorSpanCount?: number }>();
  for (const span of trace.spans) {
    const name = processOf(trace, span).service;
    const counted = services.get(name) ?? { name, spanCount: 0 };
    counted.spanCount++;
    if (span.status === "error") counted.errorSpanCount = (counted.errorSpanCount ?? 0) + 1;
    services.set(name, counted);
  }
  const root = trace.spans.find(({ parentSpanId }) => parentSpanId === undefined);
  const errors = trace.spans.filter(({ status }) => status === "error").length;
  const orphans = trace.spans.filter(isOrphan).length;
  return {
    traceId: trace.traceId,
    ...(root && { rootServiceName: processOf(trace, root).service, rootOperationName: root.operation }),
    minStartTimeUnixNano: epochNs(trace, least(trace.spans.map(({ startNs }) => startNs))),
    maxEndTimeUnixNano: epochNs(trace, -least(trace.spans.map(({ startNs, durationNs }) => -startNs - durationNs))),
    spanCount: trace.spans.length,
    ...(errors > 0 && { errorSpanCount: errors }),
    ...(orphans > 0 && { orphanSpanCount: orphans }),
    services: [...services.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
}

const least = (values: readonly number[]): number =>
  values.reduce((found, value) => Math.min(found, value), Number.POSITIVE_INFINITY);

// Every kind of request that is made of a Jaeger or a Zipkin, right and wrong: recorded from real ones in test/fixtures, and asked of
// the fakes, which must answer in the same shapes.

import type { GeneratedTrace } from "./generated";
import { generateTrace } from "./generator";

/** Two small traces that have everything: an error with its event, links, an orphan, a message. `ids`: other ones than usual. */
export function tracesToAskFor(startMs: number, ids: readonly string[] = []): GeneratedTrace[] {
  const first = generateTrace({ seed: 41, spans: 8, services: 3, links: 2, errors: 0.3, orphans: 1, startMs, order: "tree" });
  const second = generateTrace({ seed: 42, spans: 3, services: 2, startMs: startMs + 1000, order: "tree" });
  return [first, second].map((trace, index) => withId(trace, ids[index] ?? trace.traceId));
}

/** The same trace under another id, for a server that may have met it before. */
export function withId(trace: GeneratedTrace, traceId: string): GeneratedTrace {
  const spans = trace.spans.map((span) => ({
    ...span,
    links: span.links.map((link) => (link.traceId === trace.traceId ? { ...link, traceId } : link)),
  }));
  return { ...trace, traceId, spans };
}

export interface TraceRequest {
  /** As its file is called. */
  name: string;
  /** Behind the base: `/api/v3/services`. */
  path: string;
  params?: Record<string, string>;
}

export interface TraceAnswer {
  status: number;
  type: string | null;
  /** Parsed where it is JSON, whatever it is called. */
  body: unknown;
}

export async function askFor(url: string, { path, params }: TraceRequest): Promise<TraceAnswer> {
  const query = params ? `?${new URLSearchParams(params)}` : "";
  const answer = await fetch(`${url}${path}${query}`, { redirect: "manual" });
  const text = await answer.text();
  return {
    status: answer.status,
    type: answer.headers.get("content-type"),
    body: /^\s*[[{]/.test(text) ? JSON.parse(text) : text,
  };
}

const unknownId = "00000000000000000000000000000123";

export function jaegerV3Requests([trace]: readonly GeneratedTrace[]): TraceRequest[] {
  const { traceId = "", startMs = 0 } = trace ?? {};
  const time = (ms: number) => new Date(ms).toISOString();
  const span = { start: time(startMs - 60_000), end: time(startMs + 60_000) };
  const times = {
    "query.start_time_min": span.start,
    "query.start_time_max": span.end,
    "query.startTimeMin": span.start,
    "query.startTimeMax": span.end,
  };
  const basis = {
    ...times,
    "query.service_name": "frontend",
    "query.serviceName": "frontend",
    "query.num_traces": "20",
    "query.search_depth": "20",
    "query.searchDepth": "20",
    "query.raw_traces": "true",
    "query.rawTraces": "true",
  };
  const raw = { raw_traces: "true", rawTraces: "true" };
  const both = (name: string, value: string) => ({
    [`query.${name}`]: value,
    [`query.${name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase())}`]: value,
  });
  const search = (name: string, more: Record<string, string>) => ({
    name: `v3-search-${name}`,
    path: "/api/v3/traces",
    params: { ...basis, ...more },
  });
  return [
    { name: "v3-services", path: "/api/v3/services" },
    { name: "v3-operations", path: "/api/v3/operations", params: { service: "frontend" } },
    { name: "v3-operations-of-nobody", path: "/api/v3/operations", params: { service: "nobody" } },
    { name: "v3-trace", path: `/api/v3/traces/${traceId}`, params: raw },
    { name: "v3-trace-in-capitals", path: `/api/v3/traces/${traceId.toUpperCase()}`, params: raw },
    { name: "v3-trace-unknown", path: `/api/v3/traces/${unknownId}`, params: raw },
    { name: "v3-trace-no-number", path: "/api/v3/traces/xyz", params: raw },
    { name: "v3-trace-too-long", path: `/api/v3/traces/0${unknownId}`, params: raw },
    {
      name: "v3-trace-wrong-time",
      path: `/api/v3/traces/${traceId}`,
      params: { start_time: "yesterday", startTime: "yesterday" },
    },
    search("service", {}),
    search("operation", both("operation_name", trace?.spans[0]?.operation ?? "")),
    search("nobody", both("service_name", "nobody")),
    search("any-service", both("service_name", "")),
    search("nothing-so-long", both("duration_min", "100s")),
    search("nothing-so-short", both("duration_max", "1ns")),
    search("duration-without-unit", both("duration_min", "1500")),
    search("duration-of-iso", both("duration_min", "PT1S")),
    search("attributes-unknown", { "query.attributes": '{"nothing":"x"}' }),
    search("attributes-no-json", { "query.attributes": "JSON" }),
    search("attributes-no-texts", { "query.attributes": '{"a":1}' }),
    { name: "v3-search-without-times", path: "/api/v3/traces", params: { "query.service_name": "frontend" } },
    {
      name: "v3-search-without-depth",
      path: "/api/v3/traces",
      params: { ...times, ...both("service_name", "frontend"), ...both("raw_traces", "true") },
    },
    { name: "v3-summaries", path: "/api/v3/trace-summaries", params: basis },
    { name: "v3-unknown-path", path: "/api/v3/nothing" },
  ];
}

export function jaegerV1Requests([trace]: readonly GeneratedTrace[]): TraceRequest[] {
  const { traceId = "", startMs = 0 } = trace ?? {};
  const basis = {
    service: "frontend",
    start: String((startMs - 60_000) * 1000),
    end: String((startMs + 60_000) * 1000),
    limit: "20",
    raw: "true",
  };
  const search = (name: string, more: Record<string, string>) => ({
    name: `v1-search-${name}`,
    path: "/api/traces",
    params: { ...basis, ...more },
  });
  return [
    { name: "v1-services", path: "/api/services" },
    { name: "v1-operations", path: "/api/operations", params: { service: "frontend" } },
    { name: "v1-operations-of", path: "/api/services/frontend/operations" },
    { name: "v1-operations-of-nobody", path: "/api/services/nobody/operations" },
    { name: "v1-trace", path: `/api/traces/${traceId}`, params: { raw: "true" } },
    { name: "v1-trace-unknown", path: `/api/traces/${unknownId}` },
    { name: "v1-trace-no-number", path: "/api/traces/xyz" },
    search("service", {}),
    search("nobody", { service: "nobody" }),
    search("any-service", { service: "" }),
    search("tags", { tags: '{"error":"true"}' }),
    search("tags-unknown", { tags: '{"nothing":"x"}' }),
    search("tags-no-json", { tags: "JSON" }),
    search("tag-without-colon", { tag: "error" }),
    search("nothing-so-long", { minDuration: "100s" }),
    search("durations-crossed", { minDuration: "2s", maxDuration: "1s" }),
    search("duration-of-iso", { minDuration: "PT1S" }),
    search("limit-no-number", { limit: "x" }),
    search("start-no-number", { start: "x" }),
    { name: "v1-dependencies", path: "/api/dependencies", params: { endTs: String(startMs + 60_000), lookback: "120000" } },
    { name: "v1-dependencies-wrong-time", path: "/api/dependencies", params: { endTs: "x" } },
    { name: "v1-metrics-off", path: "/api/metrics/calls", params: { service: "frontend" } },
    { name: "v1-unknown-path", path: "/api/nothing" },
    { name: "page", path: "/search" },
  ];
}

export function zipkinRequests([trace]: readonly GeneratedTrace[]): TraceRequest[] {
  const { traceId = "", startMs = 0 } = trace ?? {};
  const basis = { serviceName: "frontend", endTs: String(startMs + 60_000), lookback: "120000", limit: "20" };
  const search = (name: string, more: Record<string, string>) => ({
    name: `search-${name}`,
    path: "/api/v2/traces",
    params: { ...basis, ...more },
  });
  const path = (rest: string) => `/api/v2/${rest}`;
  return [
    { name: "services", path: path("services") },
    { name: "spans", path: path("spans"), params: { serviceName: "frontend" } },
    { name: "spans-of-nobody", path: path("spans"), params: { serviceName: "nobody" } },
    { name: "spans-of-none", path: path("spans") },
    { name: "trace", path: path(`trace/${traceId}`) },
    { name: "trace-in-capitals", path: path(`trace/${traceId.toUpperCase()}`) },
    { name: "trace-by-its-low-half", path: path(`trace/${traceId.slice(16)}`) },
    { name: "trace-unknown", path: path("trace/abc") },
    { name: "trace-no-number", path: path("trace/xyz") },
    { name: "trace-of-zeros", path: path("trace/0") },
    { name: "trace-too-long", path: path(`trace/0${unknownId}`) },
    search("service", {}),
    search("capitals", { serviceName: "FRONTEND" }),
    search("nobody", { serviceName: "nobody" }),
    search("error", { annotationQuery: "error" }),
    search("tag-unknown", { annotationQuery: "nothing=x" }),
    search("nothing-so-long", { minDuration: "100000000" }),
    search("longest-alone", { maxDuration: "1" }),
    search("durations-crossed", { minDuration: "10", maxDuration: "1" }),
    search("limit-no-number", { limit: "x" }),
    search("limit-zero", { limit: "0" }),
    search("lookback-zero", { lookback: "0" }),
    { name: "many", path: path("traceMany"), params: { traceIds: `${traceId},${unknownId}` } },
    { name: "many-of-one", path: path("traceMany"), params: { traceIds: traceId } },
    { name: "dependencies", path: path("dependencies"), params: { endTs: String(startMs + 60_000), lookback: "120000" } },
    { name: "dependencies-without-time", path: path("dependencies") },
    { name: "autocomplete", path: path("autocompleteKeys") },
    { name: "info", path: "/info" },
    { name: "below-its-page", path: "/zipkin/api/v2/services" },
    { name: "unknown-path", path: path("nothing") },
  ];
}

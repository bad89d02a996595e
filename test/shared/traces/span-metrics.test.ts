import { expect, test } from "vitest";
import { evaluateInstant } from "#shared/promql/evaluate";
import { parsePromql } from "#shared/promql/parse";
import { findSpanMetrics, type SpanMetrics, spanMetricNames, spanMetricsQueries } from "#shared/traces/span-metrics";
import { storageOf, type TestSeries } from "../../support/promql-series";

const otel = ["service_name", "span_name", "span_kind", "status_code"];
const old = ["service_name", "operation", "span_kind", "status_code"];
const tempo = ["service", "span_name", "span_kind", "status_code"];

test.each<{ by: string; names: string[]; labels: string[]; found: Partial<SpanMetrics> }>([
  {
    by: "OpenTelemetry's connector",
    names: ["traces_span_metrics_calls_total", "traces_span_metrics_duration_milliseconds_bucket"],
    labels: otel,
    found: { durations: "traces_span_metrics_duration_milliseconds_bucket", unitsPerSecond: 1000, serviceLabel: "service_name" },
  },
  {
    by: "the connector, in seconds",
    names: ["traces_span_metrics_calls_total", "traces_span_metrics_duration_seconds_bucket"],
    labels: otel,
    found: { durations: "traces_span_metrics_duration_seconds_bucket", unitsPerSecond: 1 },
  },
  {
    by: "an older connector",
    names: ["calls_total", "duration_milliseconds_bucket", "duration_milliseconds_sum", "duration_milliseconds_count"],
    labels: otel,
    found: { calls: "calls_total", durations: "duration_milliseconds_bucket", unitsPerSecond: 1000 },
  },
  {
    by: "the processor before it",
    names: ["calls_total", "latency_bucket"],
    labels: old,
    found: { durations: "latency_bucket", unitsPerSecond: 1000, operationLabel: "operation" },
  },
  {
    by: "Tempo",
    names: ["traces_spanmetrics_calls_total", "traces_spanmetrics_latency_bucket", "traces_spanmetrics_size_total"],
    labels: tempo,
    found: { durations: "traces_spanmetrics_latency_bucket", unitsPerSecond: 1, serviceLabel: "service" },
  },
  {
    by: "a server with native histograms",
    names: ["traces_span_metrics_calls_total", "traces_span_metrics_duration_milliseconds"],
    labels: otel,
    found: { durations: "traces_span_metrics_duration_milliseconds", isNative: true, unitsPerSecond: 1000 },
  },
  {
    by: "somebody who counts calls only",
    names: ["shop_calls_total", "latency_bucket"],
    labels: otel,
    found: { calls: "shop_calls_total", isNative: false, unitsPerSecond: 1 },
  },
])("the span metrics of $by are found by their names", async ({ names, labels, found }) => {
  expect(await findSpanMetrics(names, async () => labels)).toEqual([expect.objectContaining(found)]);
});

test("a counter of other calls is none of spans", async () => {
  expect(await findSpanMetrics(["grpc_calls_total"], async () => ["method"])).toEqual([]);
});

test("a name that would be something else in an expression is passed over", async () => {
  expect(await findSpanMetrics(['x{a="b"} or up_calls_total', "naïve_calls_total"], async () => otel)).toEqual([]);
});

test("one question to a source names every family, and little else", () => {
  const asked = new RegExp(`^(?:${spanMetricNames.slice('{__name__=~"'.length, -2)})$`);
  const yes = ["calls_total", "traces_span_metrics_duration_milliseconds_bucket", "latency_bucket", "a_duration_seconds"];
  expect(yes.filter((name) => !asked.test(name))).toEqual([]);
  expect(["up", "recalls_totals", "node_cpu_seconds_total"].filter((name) => asked.test(name))).toEqual([]);
});

const minute = 60_000;
const times = Array.from({ length: 11 }, (_, at) => at * minute);
/** Grows by so much a second. */
const counter = (labels: Record<string, string>, perSecond: number): TestSeries => ({
  labels,
  points: times.map((time) => ({ time, value: (time / 1000) * perSecond })),
});
const server = { service_name: "shop", span_name: "GET /", span_kind: "SPAN_KIND_SERVER" };
const client = { ...server, span_kind: "SPAN_KIND_CLIENT", span_name: "redis" };
const bucket = (le: string, perSecond: number) =>
  counter({ ...server, __name__: "duration_milliseconds_bucket", status_code: "STATUS_CODE_UNSET", le }, perSecond);
const storage = storageOf([
  counter({ ...server, __name__: "calls_total", status_code: "STATUS_CODE_UNSET" }, 8),
  counter({ ...server, __name__: "calls_total", status_code: "STATUS_CODE_ERROR" }, 2),
  counter({ ...client, __name__: "calls_total", status_code: "STATUS_CODE_UNSET" }, 100),
  counter({ ...server, __name__: "calls_total", service_name: 'odd "one"\\', status_code: "Error" }, 1),
  bucket("100", 5),
  bucket("200", 10),
  bucket("+Inf", 10),
]);
const metrics: SpanMetrics = {
  calls: "calls_total",
  durations: "duration_milliseconds_bucket",
  isNative: false,
  unitsPerSecond: 1000,
  serviceLabel: "service_name",
  operationLabel: "span_name",
};

function valuesOf(expr: string | undefined): Record<string, number> {
  const answer = evaluateInstant(parsePromql(expr ?? ""), 10 * minute, { storage });
  if (answer.kind !== "vector") throw new Error(answer.kind);
  return Object.fromEntries(
    answer.labels.map((labels, at) => [Object.values(labels).join(), Math.round((answer.values[at] ?? 0) * 1000) / 1000]),
  );
}

test("rates, errors and quantiles come out of them, of those that answer calls", () => {
  const queries = spanMetricsQueries(metrics, { side: "server", by: "service", over: "5m" });
  expect(valuesOf(queries.rate)).toEqual({ shop: 10, 'odd "one"\\': 1 });
  expect(valuesOf(queries.errors)).toEqual({ shop: 2, 'odd "one"\\': 1 });
  // Half of them take up to 100 ms, the others up to 200 ms.
  expect(valuesOf(queries.quantile(0.75))).toEqual({ shop: 0.15 });
});

test("of one service, by operation, whatever it is called", () => {
  const of = (service: string) => spanMetricsQueries(metrics, { side: "all", service, by: "operation", over: "5m" });
  expect(valuesOf(of("shop").rate)).toEqual({ "GET /": 10, redis: 100 });
  expect(valuesOf(of('odd "one"\\').rate)).toEqual({ "GET /": 1 });
  expect(valuesOf(spanMetricsQueries(metrics, { side: "client", service: "shop", by: "none", over: "5m" }).rate)).toEqual({
    "": 100,
  });
});

// Metrics that were made of spans, found by their names: a counter of calls beside a histogram of durations. Who makes them names
// them differently, and so do their versions:
//   OpenTelemetry's span metrics connector: `traces_span_metrics_calls_total`, `traces_span_metrics_duration_milliseconds_bucket`
//     (`…_seconds_bucket` where its unit is the second; without the prefix before 0.109), labels service_name, span_name
//   its predecessor, the processor: `calls_total`, `latency_bucket` in milliseconds, labels service_name, operation
//   Tempo's generator: `traces_spanmetrics_calls_total`, `traces_spanmetrics_latency_bucket` in seconds, labels service, span_name
// All have span_kind (`SPAN_KIND_SERVER`) and status_code (`STATUS_CODE_ERROR`), or the same in shorter words.
import { quote } from "../promql/go-text";

export interface SpanMetrics {
  /** The counter's name. */
  calls: string;
  /** The histogram's name, with `_bucket` unless it is a native one; absent where only calls are counted. */
  durations?: string;
  isNative: boolean;
  /** How many of the histogram's units a second has. */
  unitsPerSecond: number;
  serviceLabel: string;
  operationLabel: string;
}

/** Finds all names of a family in one question to a source. */
export const spanMetricNames = '{__name__=~"(.+_)?(calls(_total)?|(duration|latency)(_.+)?)"}';

/** Names that need no quotes in an expression: nobody makes others of spans, and a server may call its metrics anything. */
const callsName = /^(|[a-zA-Z_:][\w:]*_)calls(?:_total)?$/;
const durationsName = /^(?:duration|latency)(?:_(milliseconds|seconds|ms|s))?(_bucket)?$/;
/** Parts of a histogram, and other things that only begin like one. */
const partOfHistogram = /_(?:sum|count|created)$/;

/**
 * The families among these names, those with durations first. Which labels they have is found out by `labelsOf`: the names of the
 * labels of one metric.
 */
export async function findSpanMetrics(
  names: readonly string[],
  labelsOf: (metric: string) => Promise<readonly string[]>,
): Promise<SpanMetrics[]> {
  const found: SpanMetrics[] = [];
  for (const calls of names) {
    const prefix = callsName.exec(calls)?.[1];
    if (prefix === undefined) continue;
    const labels = await labelsOf(calls);
    const serviceLabel = ["service_name", "service"].find((label) => labels.includes(label));
    const operationLabel = ["span_name", "operation"].find((label) => labels.includes(label));
    // Many things count calls: only of spans it is told which span.
    if (!serviceLabel || !operationLabel) continue;
    found.push({ calls, ...durationsBeside(prefix, names), serviceLabel, operationLabel });
  }
  return found.sort((a, b) => Number(!a.durations) - Number(!b.durations));
}

function durationsBeside(
  prefix: string,
  names: readonly string[],
): Pick<SpanMetrics, "durations" | "isNative" | "unitsPerSecond"> {
  const candidates = names.flatMap((name) => {
    if (!name.startsWith(prefix) || partOfHistogram.test(name)) return [];
    const match = durationsName.exec(name.slice(prefix.length));
    if (!match) return [];
    const [, unit, bucket] = match;
    return [{ durations: name, isNative: bucket === undefined, unitsPerSecond: unitsPerSecond(prefix, unit) }];
  });
  // A classic histogram is understood by every server.
  return candidates.sort((a, b) => Number(a.isNative) - Number(b.isNative))[0] ?? { isNative: false, unitsPerSecond: 1 };
}

/** Where the name does not say: Tempo counts seconds, OpenTelemetry's processor milliseconds. */
function unitsPerSecond(prefix: string, unit: string | undefined): number {
  if (unit === undefined) return prefix === "traces_spanmetrics_" ? 1 : 1000;
  return unit.startsWith("m") ? 1000 : 1;
}

/** Which spans are counted: those that answer a call, those that make one, or all. */
export type SpanSide = "server" | "client" | "all";

const kinds: Readonly<Record<Exclude<SpanSide, "all">, string>> = {
  server: "(SPAN_KIND_)?(SERVER|CONSUMER)|server|consumer|Server|Consumer",
  client: "(SPAN_KIND_)?(CLIENT|PRODUCER)|client|producer|Client|Producer",
};
const failed = "(STATUS_CODE_)?ERROR|Error|error";

/** Of what numbers are wanted. */
export interface SpanMetricsScope {
  side: SpanSide;
  /** Of one service; absent: of all. */
  service?: string | undefined;
  /** One number for each: of a service, or of an operation of it; "none": one for everything. */
  by: "service" | "operation" | "none";
  /** The stretch that rates are taken over, as PromQL writes it: `5m`. */
  over: string;
}

export interface SpanMetricsQueries {
  /** Calls a second. */
  rate: string;
  /** Failed ones a second; nothing for what never failed. */
  errors: string;
  /** In seconds, of a share from 0 to 1; undefined where durations are not counted. */
  quantile(share: number): string | undefined;
}

export function spanMetricsQueries(metrics: SpanMetrics, { side, service, by, over }: SpanMetricsScope): SpanMetricsQueries {
  const base = [
    ...(service === undefined ? [] : [`${metrics.serviceLabel}=${quote(service)}`]),
    ...(side === "all" ? [] : [`span_kind=~${quote(kinds[side])}`]),
  ];
  const group = { service: [metrics.serviceLabel], operation: [metrics.operationLabel], none: [] }[by];
  const sum = (labels: readonly string[], inner: string) =>
    labels.length > 0 ? `sum by (${labels.join(", ")}) (${inner})` : `sum(${inner})`;
  const rateOf = (metric: string, more: readonly string[] = []) => `rate(${metric}{${[...base, ...more].join(", ")}}[${over}])`;
  return {
    rate: sum(group, rateOf(metrics.calls)),
    errors: sum(group, rateOf(metrics.calls, [`status_code=~${quote(failed)}`])),
    quantile(share) {
      const { durations, isNative, unitsPerSecond: units } = metrics;
      if (durations === undefined) return undefined;
      const spread = sum(isNative ? group : [...group, "le"], rateOf(durations));
      return `histogram_quantile(${share}, ${spread})${units === 1 ? "" : ` / ${units}`}`;
    },
  };
}

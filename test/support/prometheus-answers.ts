// A real Prometheus as one who answers, with the given series in it.
import { Agent, fetch } from "undici";
import { z } from "zod";
import type { Answer, PromqlAnswers, Remarked } from "./promql-answers";
import type { TestSeries } from "./promql-series";
import { acceptOldSamples, remoteWriteArguments, writeSeries } from "./remote-write";
import { prometheusVersion, startPrometheus } from "./servers";

/** Whether the Prometheus on PATH speaks today's language; of version 2 ranges are closed on the left, among much else. */
export const hasPrometheus3 = (): boolean => Number(prometheusVersion()?.split(".")[0] ?? 0) >= 3;

export interface PrometheusAnswers extends PromqlAnswers {
  url: string;
  stop(): Promise<void>;
}

/** `features` are of those that the server names experimental; functions and durations are always among them. */
export async function startPrometheusWith(
  series: readonly TestSeries[],
  { features = [] as string[] } = {},
): Promise<PrometheusAnswers> {
  const all = ["promql-experimental-functions", "promql-duration-expr", ...features];
  const server = await startPrometheus({
    config: `global:\n  evaluation_interval: 1m\n${acceptOldSamples}`,
    args: [...remoteWriteArguments, `--enable-feature=${all.join(",")}`],
  });
  try {
    await writeSeries(server.url, series);
  } catch (error) {
    await server.stop();
    throw error;
  }
  const dispatcher = new Agent({ connections: 4 });
  const ask = async (path: string, fields: Record<string, string>): Promise<Remarked> => {
    const body = new URLSearchParams(fields).toString();
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const answer = await fetch(`${server.url}/api/v1/${path}`, { method: "POST", headers, body, dispatcher });
    return toRemarked(await answer.json());
  };
  return {
    url: server.url,
    instant: (query, time) => ask("query", { query, time: exactTime(time) }),
    range: (query, { start, end, step }) =>
      ask("query_range", { query, start: exactTime(start), end: exactTime(end), step: `${step}ms` }),
    stop: async () => {
      await dispatcher.close();
      await server.stop();
    },
  };
}

/** Of a time in seconds with a fraction, the server cuts off the last millisecond where it is not a round one in binary. */
const exactTime = (time: number): string => new Date(time).toISOString();

const labels = z.record(z.string(), z.string());
const point = z.tuple([z.number(), z.string()]);
const data = z.discriminatedUnion("resultType", [
  z.object({ resultType: z.literal("vector"), result: z.array(z.object({ metric: labels, value: point })) }),
  z.object({ resultType: z.literal("matrix"), result: z.array(z.object({ metric: labels, values: z.array(point) })) }),
  z.object({ resultType: z.literal("scalar"), result: point }),
  z.object({ resultType: z.literal("string"), result: point }),
]);
/** https://prometheus.io/docs/prometheus/latest/querying/api/ */
const reply = z.object({
  status: z.string(),
  errorType: z.string().optional(),
  error: z.string().optional(),
  data: data.optional(),
  warnings: z.array(z.string()).default([]),
  infos: z.array(z.string()).default([]),
});

function toRemarked(json: unknown): Remarked {
  const { errorType, error = "", data, warnings, infos } = reply.parse(json);
  if (!data) {
    const message = error.replace(/^invalid parameter "query": /, "").replace(/^\d+:\d+: parse error: /, "");
    return { answer: { kind: "failure", type: errorType ?? "", message }, warnings, infos };
  }
  return { answer: toAnswer(data), warnings, infos };
}

function toAnswer(data: z.infer<typeof reply>["data"] & object): Answer {
  switch (data.resultType) {
    case "vector":
      return { kind: "vector", samples: data.result.map(({ metric, value }) => ({ labels: metric, value: toNumber(value[1]) })) };
    case "matrix":
      return {
        kind: "matrix",
        series: data.result.map(({ metric, values }) => ({
          labels: metric,
          times: values.map(([seconds]) => Math.round(seconds * 1000)),
          values: values.map(([, value]) => toNumber(value)),
        })),
      };
    case "scalar":
      return { kind: "scalar", value: toNumber(data.result[1]) };
    case "string":
      return { kind: "string", value: data.result[1] };
  }
}

function toNumber(text: string): number {
  if (text === "+Inf" || text === "-Inf") return text === "+Inf" ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  return Number(text);
}

// What the PromQL completion knows of a source, asked through the engine: the editor itself never reaches the network.
import type { PrometheusClient } from "@prometheus-io/codemirror-promql";
import type { CallInput, CallName, CallOutput } from "#shared/contract/index";
import { type EpochMs, seconds } from "#shared/units/time";

type Ask = <N extends CallName>(name: N, input: CallInput<N>) => Promise<CallOutput<N>>;

/** New metrics and labels are offered after so long; asking at each key would load the server. */
const keptFor = seconds(60);
const mostValues = 10_000;

interface Options {
  ask: Ask;
  source: string;
  now: () => EpochMs;
}

/** The completion's view of one source. A question that fails offers nothing: the query itself will say what is wrong. */
export function createCompletionClient({ ask, source, now }: Options): PrometheusClient {
  const kept = new Map<string, { at: EpochMs; answer: Promise<unknown> }>();

  function once<T>(key: string, question: () => Promise<T>, nothing: T): Promise<T> {
    const known = kept.get(key);
    if (known && now() - known.at < keptFor) return known.answer as Promise<T>;
    const answer = question().catch(() => {
      // Not kept, so that the next key asks again.
      kept.delete(key);
      return nothing;
    });
    kept.set(key, { at: now(), answer });
    return answer;
  }

  const labelValues = (label: string, metric?: string) =>
    once(
      `values\u0000${label}\u0000${metric ?? ""}`,
      async () => (await ask("query.labelValues", { source, label, metric, limit: mostValues })).values,
      [],
    );

  return {
    labelNames: (metric) =>
      once(
        `names\u0000${metric ?? ""}`,
        async () => (await ask("query.labelNames", { source, metric: metric || undefined })).names,
        [],
      ),
    labelValues: (label, metric) => labelValues(label, metric || undefined),
    metricNames: () => labelValues("__name__"),
    metricMetadata: () =>
      once(
        "metadata",
        async () => {
          const { metrics } = await ask("query.metadata", { source });
          return withoutPrototype(Object.entries(metrics).map(([name, about]) => [name, [about]]));
        },
        withoutPrototype([]),
      ),
    // Part of the interface that completion does not use.
    series: async () => [],
    flags: async () => ({}),
  };
}

/** The completion looks metrics up by name in a plain object, where one called `constructor` would find a function. */
function withoutPrototype<T>(entries: [string, T][]): Record<string, T> {
  const record: Record<string, T> = Object.create(null);
  for (const [name, value] of entries) record[name] = value;
  return record;
}

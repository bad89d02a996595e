// This machine as a source: PromQL over the local store, answered by our own evaluator.
import { AppError, type Diagnostic } from "#shared/model/failure";
import type { Query } from "#shared/promql/ast";
import { evaluateInstant, evaluateRange } from "#shared/promql/evaluate";
import { metricNamesOf } from "#shared/promql/metric-names";
import { checkPromql, parsePromql } from "#shared/promql/parse";
import { notYetEvaluated } from "#shared/promql/supported";
import { type Milliseconds, seconds } from "#shared/units/time";
import type { Clock } from "../../clock";
import type { SampleStore } from "../../store/store";
import { refuseTooManyPoints } from "../range-limit";
import type { MetricsSource } from "../source";

const defaultDeadline: Milliseconds = seconds(30);

export interface LocalSourceOptions {
  store: SampleStore;
  clock: Clock;
  /** What a metric means. */
  help: (metric: string) => string | undefined;
  /** Why a metric that could be measured here is not there. */
  absence?: (metric: string) => string | undefined;
}

export function createLocalSource({ store, clock, help, absence = () => undefined }: LocalSourceOptions): MetricsSource {
  /** Evaluation is synchronous, so no timer could end it: it looks at the clock itself. */
  async function withDeadline<T>(
    { signal, deadline = defaultDeadline }: { signal: AbortSignal; deadline?: Milliseconds },
    run: (signal: { readonly aborted: boolean }) => T,
  ): Promise<T> {
    const endsAt = clock.monotonic() + deadline;
    const isLate = () => clock.monotonic() > endsAt;
    const stop = {
      get aborted() {
        return signal.aborted || isLate();
      },
    };
    try {
      return run(stop);
    } catch (error) {
      if (!(error instanceof AppError) || error.failure.kind !== "cancelled" || signal.aborted) throw error;
      const say = `This host did not answer the query within ${deadline / 1000} s; narrow its selectors or its time range.`;
      throw new AppError({ kind: "timeout", say, retry: true }, { cause: error });
    }
  }

  /** An empty answer may be right; where it is so because nothing is measured, that is said beside it. */
  function remarksOn({ expr }: Query, isEmpty: boolean): { warnings: string[]; infos: string[] } {
    const names = isEmpty ? metricNamesOf(expr) : "any";
    return { warnings: [], infos: names === "any" ? [] : [...names].flatMap((name) => absence(name) ?? []) };
  }

  return {
    instant: ({ expr, time = clock.now(), ...limits }) =>
      withDeadline(limits, (signal) => {
        const query = parsePromql(expr);
        const result = evaluateInstant(query, time, { storage: store, signal });
        return { result, ...remarksOn(query, result.kind === "vector" && result.values.length === 0) };
      }),

    range: ({ expr, start, end, step, ...limits }) =>
      withDeadline(limits, (signal) => {
        refuseTooManyPoints({ start, end, step });
        const query = parsePromql(expr);
        const series = evaluateRange(query, { start, end, step }, { storage: store, signal });
        return { series, ...remarksOn(query, series.length === 0) };
      }),

    check(expr): Diagnostic[] {
      const mistakes = checkPromql(expr);
      return mistakes.length > 0 ? mistakes : notYetEvaluated(parsePromql(expr));
    },

    labelNames: async ({ metric }) => store.labelNames(metric),
    labelValues: async ({ label, metric, limit }) => store.labelValues(label, metric).slice(0, limit),
    metadata: async () => Object.fromEntries([...store.kinds()].map(([name, type]) => [name, { type, help: help(name) ?? "" }])),
  };
}

// This machine as a source: PromQL over the local store, answered by our own evaluator.
import { AppError, type Diagnostic } from "#shared/model/failure";
import { evaluateInstant, evaluateRange } from "#shared/promql/evaluate";
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
}

export function createLocalSource({ store, clock, help }: LocalSourceOptions): MetricsSource {
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

  return {
    instant: ({ expr, time = clock.now(), ...limits }) =>
      withDeadline(limits, (signal) => ({
        result: evaluateInstant(parsePromql(expr), time, { storage: store, signal }),
        warnings: [],
        infos: [],
      })),

    range: ({ expr, start, end, step, ...limits }) =>
      withDeadline(limits, (signal) => {
        refuseTooManyPoints({ start, end, step });
        return {
          series: evaluateRange(parsePromql(expr), { start, end, step }, { storage: store, signal }),
          warnings: [],
          infos: [],
        };
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

// The queries behind the stream `query.live`. What lies in memory is evaluated at once and in place: so it is at every tick, for
// the newest steps. A whole window may need the disk, or a worker.
import type { StreamFrame } from "#shared/contract/index";
import { AppError } from "#shared/model/failure";
import type { Series } from "#shared/model/series";
import type { Query } from "#shared/promql/ast";
import { evaluateSteps } from "#shared/promql/evaluate";
import { parsePromql } from "#shared/promql/parse";
import { planSelections } from "#shared/promql/plan";
import type { Selection } from "#shared/promql/storage";
import type { EpochMs, Milliseconds } from "#shared/units/time";
import { prefetched } from "../queries/prefetched";
import type { Queries } from "../queries/query-answer";
import { expectedTime, isLongPlan, lightLimit } from "../queries/weight";
import type { StoreAnswer } from "../store/reading/pieces";
import type { SampleStore } from "../store/store";

export type LiveResult = Omit<StreamFrame<"query.live">["results"][number], "id">;

export interface SharedQuery {
  /** The answer at the steps given: at once where it is cheap and in memory. */
  evaluate(times: Float64Array): LiveResult | Promise<LiveResult>;
  release(): void;
}

interface Known {
  evaluate: SharedQuery["evaluate"];
  users: number;
  /** Ends what is under way when nobody is left to wait for it. */
  gone: AbortController;
}

/** Windows that ask the same thing share its parsing, and at each tick its answer. */
export function createSharedQueries(options: { store: Pick<SampleStore, "read">; queries: Pick<Queries, "range"> }): {
  take(expr: string, step: Milliseconds): SharedQuery;
} {
  const { store, queries } = options;
  const known = new Map<string, Known>();

  function createQuery(expr: string, step: Milliseconds): Known {
    const gone = new AbortController();
    // Parsed when it is first evaluated, so that a page of many queries is not parsed in one go.
    let parsed: { value: Query } | { problem: string } | undefined;
    let latest: { from: EpochMs; to: EpochMs; result: LiveResult | Promise<LiveResult> } | undefined;
    return {
      users: 0,
      gone,
      evaluate(times) {
        parsed ??= attempt(() => parsePromql(expr));
        if ("problem" in parsed) return { series: [], problem: parsed.problem };
        const [from, to] = [times[0] ?? 0, times.at(-1) ?? 0];
        if (latest?.from === from && latest.to === to) return latest.result;
        const result = answer(parsed.value, times, step, gone.signal);
        latest = { from, to, result };
        return result;
      },
    };
  }

  function answer(query: Query, times: Float64Array, step: Milliseconds, signal: AbortSignal): LiveResult | Promise<LiveResult> {
    const range = { start: times[0] ?? 0, end: times.at(-1) ?? 0, step };
    const span = { kind: "range" as const, ...range };
    if (isLongPlan(query.expr, span)) return elsewhere(query, times, range, signal);
    const plan = attempt(() => planSelections(query, range));
    if ("problem" in plan) return { series: [], problem: plan.problem };
    const selections = plan.value;
    const isLight = (found: StoreAnswer) => expectedTime(query.expr, span, selections, found) <= lightLimit;
    const read = store.read(selections, { signal });
    if (read instanceof Promise) {
      return read.then(
        (found) => (isLight(found) ? inPlace(query, times, step, selections, found) : elsewhere(query, times, range, signal)),
        problemOf,
      );
    }
    return isLight(read) ? inPlace(query, times, step, selections, read) : elsewhere(query, times, range, signal);
  }

  function elsewhere(
    query: Query,
    times: Float64Array,
    range: Parameters<Queries["range"]>[1],
    signal: AbortSignal,
  ): Promise<LiveResult> {
    return queries
      .range(query, range, { signal })
      .then(({ series }) => ({ series: series.map((each) => overAll(each, times, range.step)) }), problemOf);
  }

  return {
    take(expr, step) {
      const key = `${step} ${expr}`;
      const entry = known.get(key) ?? createQuery(expr, step);
      known.set(key, entry);
      entry.users++;
      return {
        evaluate: entry.evaluate,
        release() {
          entry.users--;
          if (entry.users > 0) return;
          known.delete(key);
          entry.gone.abort();
        },
      };
    },
  };
}

function inPlace(
  query: Query,
  times: Float64Array,
  step: Milliseconds,
  selections: readonly Selection[],
  found: StoreAnswer,
): LiveResult {
  const columns = attempt(() => evaluateSteps(query, times, step, { storage: prefetched(selections, found) }));
  if ("problem" in columns) return { series: [], problem: columns.problem };
  return {
    series: columns.value.map(({ labels, values, present }) => ({
      labels,
      values: values.map((value, index) => (present[index] ? value : Number.NaN)),
    })),
  };
}

/** A series without its empty steps, over all steps again. */
function overAll({ labels, times, values }: Series, steps: Float64Array, step: Milliseconds): LiveResult["series"][number] {
  const all = new Float64Array(steps.length).fill(Number.NaN);
  const start = steps[0] ?? 0;
  for (let index = 0; index < times.length; index++) {
    all[Math.round(((times[index] as number) - start) / step)] = values[index] as number;
  }
  return { labels, values: all };
}

/** Expected trouble becomes a sentence, so that one wrong query does not end the others; a bug goes on upwards. */
function attempt<T>(run: () => T): { value: T } | { problem: string } {
  try {
    return { value: run() };
  } catch (error) {
    if (error instanceof AppError) return { problem: error.failure.say };
    throw error;
  }
}

function problemOf(error: unknown): LiveResult {
  if (error instanceof AppError) return { series: [], problem: error.failure.say };
  throw error;
}

// Runs queries over the store: what is light at once and in place, what is heavy in a worker, so that sampling and the windows
// never wait for a query. The samples that a query needs are known before it runs (see shared/promql/plan.ts) and are read first.
import { totalmem } from "node:os";
import type { Query } from "#shared/promql/ast";
import { tooManySamples } from "#shared/promql/evaluate/budget";
import type { Selection } from "#shared/promql/storage";
import { type Milliseconds, seconds } from "#shared/units/time";
import type { Clock } from "../clock";
import type { StoreAnswer } from "../store/reading/pieces";
import type { SampleStore } from "../store/store";
import { type Evaluated, evaluate, type Job, planOf } from "./evaluation";
import { prefetched } from "./prefetched";
import { type Queries, type QueryLimits, type QueryRemarks, type Span, type TierName, tierNames } from "./query-answer";
import { createStop, type Stop } from "./stop";
import { expectedTime, isLongPlan, lightLimit } from "./weight";
import { createWorkerPool, type Slot } from "./worker-pool";
import { startWorkerThread, type WorkerThread } from "./worker-thread";

export interface QueriesOptions {
  store: Pick<SampleStore, "read">;
  clock: Clock;
  /** The bundle of query-worker.ts. Absent: everything is evaluated in place, as in tests of other things. */
  worker?: URL;
  /** The most samples that one query may touch. */
  maxSamples?: number;
  startThread?: () => WorkerThread;
}

const usualDeadline = seconds(30);
/** What was expected to be light and takes so long after all is given up here, and goes to a worker. */
const inPlaceLimit: Milliseconds = 40;

export function createQueries(options: QueriesOptions): Queries {
  const { store, clock, worker, maxSamples = samplesThatFit(totalmem()) } = options;
  const startThread = options.startThread ?? (worker && (() => startWorkerThread({ entry: worker, clock })));
  const pool = startThread && createWorkerPool({ start: startThread, clock });

  async function run(query: Query, span: Span, { signal, deadline = usualDeadline, lookback }: QueryLimits) {
    const job: Job = { query, span, maxSamples, ...(lookback !== undefined && { lookback }) };
    const stop = createStop(clock, { signal, deadline });
    try {
      if (stop.aborted) throw stop.failure();
      return await answer(job, stop);
    } catch (error) {
      // Whatever broke off noticed only that it was to end; why is known here.
      throw stop.aborted ? stop.failure() : error;
    } finally {
      stop.end();
    }
  }

  async function answer(job: Job, stop: Stop): Promise<Evaluated & Pick<QueryRemarks, "tiers">> {
    if (pool && isLongPlan(job.query.expr, job.span)) return inWorker(job, stop, await pool.take(stop));
    const selections = planOf(job);
    const read = store.read(selections, { signal: stop, mostSamples: maxSamples });
    // Not waited for when it is there: what lies in memory is not to be kept over an await.
    const found = unlessTooMuch(read instanceof Promise ? await stop.unlessStopped(read) : read);
    const remarked = (evaluated: Evaluated) => withRemarks(evaluated, selections, found);
    if (!pool) return remarked(evaluate(job, prefetched(selections, found), stop));
    if (expectedTime(job.query.expr, job.span, selections, found) <= lightLimit) {
      const evaluated = evaluateInPlace(job, selections, found, stop);
      if (evaluated) return remarked(evaluated);
    }
    const slot = pool.tryTake();
    if (!slot) return inWorker(job, stop, await pool.take(stop), selections);
    try {
      return remarked(await slot.thread.evaluate(job, selections, found, stop));
    } finally {
      slot.release();
    }
  }

  /** Refused before it is unpacked, which takes the memory. */
  function unlessTooMuch(found: StoreAnswer): StoreAnswer {
    if (found.samples > maxSamples) throw tooManySamples(maxSamples);
    return found;
  }

  /** Undefined when it took too long. */
  function evaluateInPlace(job: Job, selections: readonly Selection[], found: StoreAnswer, stop: Stop): Evaluated | undefined {
    const endsAt = clock.monotonic() + inPlaceLimit;
    const isLate = () => clock.monotonic() > endsAt;
    const signal = {
      get aborted() {
        return isLate() || stop.aborted;
      },
    };
    try {
      return evaluate(job, prefetched(selections, found), signal);
    } catch (error) {
      if (isLate() && !stop.aborted) return undefined;
      throw error;
    }
  }

  /** Reads anew: views of what lies in memory do not outlast the wait for a thread. */
  async function inWorker(job: Job, stop: Stop, slot: Slot, planned?: Selection[]) {
    try {
      const selections = planned ?? (await slot.thread.plan(job, stop));
      const read = store.read(selections, { signal: stop, mostSamples: maxSamples });
      const found = unlessTooMuch(read instanceof Promise ? await stop.unlessStopped(read) : read);
      return withRemarks(await slot.thread.evaluate(job, selections, found, stop), selections, found);
    } finally {
      slot.release();
    }
  }

  return {
    async instant(query, time, limits) {
      const { outcome, ...remarks } = await run(query, { kind: "instant", time }, limits);
      if (outcome.kind !== "instant") throw new Error("an instant query was answered as a range");
      return { result: outcome.result, ...remarks };
    },
    async range(query, range, limits) {
      const { outcome, ...remarks } = await run(query, { kind: "range", ...range }, limits);
      if (outcome.kind !== "range") throw new Error("a range query was answered as an instant");
      return { series: outcome.series, ...remarks };
    },
    close: async () => pool?.close(),
  };
}

function withRemarks(evaluated: Evaluated, selections: readonly Selection[], found: StoreAnswer) {
  const { lost = 0 } = found;
  const what = lost === 1 ? "one stretch" : `${lost} stretches`;
  const say = `The answer lacks ${what} of the history that cannot be read; \`watchdeck store verify\` says what is lost.`;
  const warnings = lost > 0 ? [...evaluated.warnings, say] : evaluated.warnings;
  return { ...evaluated, warnings, tiers: tiersOf(selections, found) };
}

const tiersOf = (selections: readonly Selection[], { tiers }: StoreAnswer): TierName[] =>
  selections.length === 0 ? [] : tiers.map((tier) => tierNames[tier]);

/** Prometheus's usual limit, or what a twentieth of a small machine's memory holds: times and values of 16 bytes. */
const samplesThatFit = (memory: number) => Math.min(50_000_000, Math.floor(memory / 20 / 16));

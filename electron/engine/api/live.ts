// The stream `query.live`: range queries over the local store that go on. At each tick only the steps since the last frame
// are evaluated. A reader without credit costs nothing: what it missed is evaluated in one go when it is back, and a reader
// that was away for longer than its window gets a whole one.
import type { StreamFrame, StreamRequest } from "#shared/contract/index";
import { AppError } from "#shared/model/failure";
import type { Query } from "#shared/promql/ast";
import { evaluateSteps } from "#shared/promql/evaluate";
import { parsePromql } from "#shared/promql/parse";
import type { EpochMs, Milliseconds } from "#shared/units/time";
import type { Clock } from "../clock";
import type { SampleStore } from "../store/store";
import type { Api, FrameWriter } from "./api";

type Frame = StreamFrame<"query.live">;
type Result = Omit<Frame["results"][number], "id">;

export interface LiveQueryOptions {
  store: SampleStore;
  clock: Clock;
  /** Calls with each sampling tick's time once its samples are stored; returns the unsubscribe function. */
  onTick: (run: (time: EpochMs) => void) => () => void;
}

/** Registers the stream and follows the ticks until the returned function is called. */
export function setUpLiveQueries(api: Pick<Api, "stream">, { store, clock, onTick }: LiveQueryOptions): () => void {
  const shared = createSharedQueries(store);
  const readers = new Set<() => void>();
  let newestTick: EpochMs | undefined;
  // Before the first tick, the second that is just over: samples of the present one may still be on their way.
  const newest = () => newestTick ?? clock.now() - 1000;

  api.stream("query.live", (input, writer) => {
    const queries = input.queries.map(({ id, expr }) => ({ id, query: shared.take(expr, input.stepMs) }));
    const release = () => {
      for (const { query } of queries) query.release();
    };
    return new Promise<void>((resolve, reject) => {
      const follow = createFollower(input, writer, queries, newest);
      const run = () => {
        try {
          follow();
        } catch (error) {
          // A bug: it ends this stream, and the Api logs it; the other readers go on.
          finish();
          reject(error);
        }
      };
      const finish = () => {
        if (!readers.delete(run)) return;
        writer.onCredit = undefined;
        release();
      };
      readers.add(run);
      writer.onCredit = run;
      writer.signal.addEventListener("abort", () => {
        finish();
        resolve();
      });
      run();
    });
  });

  return onTick((time) => {
    newestTick = time;
    for (const run of [...readers]) run();
  });
}

/** Sends one reader what it has not seen yet, if it has credit. */
function createFollower(
  { windowMs, stepMs }: StreamRequest<"query.live">,
  writer: FrameWriter<Frame>,
  queries: readonly { id: string; query: SharedQuery }[],
  newest: () => EpochMs,
): () => void {
  let lastSent: EpochMs | undefined;
  return () => {
    const to = Math.floor(newest() / stepMs) * stepMs;
    if (writer.credit <= 0 || to === lastSent) return;
    const windowStart = to - Math.max(stepMs, Math.floor(windowMs / stepMs) * stepMs);
    // The first frame, a reader that was away too long, or a clock that was set: then nothing it has is of use.
    const isWhole = lastSent === undefined || lastSent > to || lastSent < windowStart;
    const after = isWhole || lastSent === undefined ? windowStart : lastSent;
    const times = Float64Array.from({ length: Math.round((to - after) / stepMs) }, (_, index) => after + (index + 1) * stepMs);
    const results = queries.map(({ id, query }) => ({ id, ...query.evaluate(times) }));
    lastSent = to;
    writer.send({ isWhole, times, results });
  };
}

interface SharedQuery {
  evaluate(times: Float64Array): Result;
  release(): void;
}

/** Windows that ask the same thing share its parsing, and at each tick its answer. */
function createSharedQueries(store: SampleStore): { take(expr: string, step: Milliseconds): SharedQuery } {
  const known = new Map<string, { evaluate: SharedQuery["evaluate"]; users: number }>();
  return {
    take(expr, step) {
      const key = `${step} ${expr}`;
      const entry = known.get(key) ?? { evaluate: createQuery(expr, step), users: 0 };
      known.set(key, entry);
      entry.users++;
      return {
        evaluate: entry.evaluate,
        release() {
          entry.users--;
          if (entry.users === 0) known.delete(key);
        },
      };
    },
  };

  function createQuery(expr: string, step: Milliseconds): SharedQuery["evaluate"] {
    const parsed = attempt(() => parsePromql(expr));
    let latest: { from: EpochMs; to: EpochMs; result: Result } | undefined;
    return (times) => {
      if ("problem" in parsed) return { series: [], problem: parsed.problem };
      const [from, to] = [times[0] ?? 0, times.at(-1) ?? 0];
      if (latest?.from === from && latest.to === to) return latest.result;
      const result = answer(parsed.value, times, step);
      latest = { from, to, result };
      return result;
    };
  }

  function answer(query: Query, times: Float64Array, step: Milliseconds): Result {
    const columns = attempt(() => evaluateSteps(query, times, step, { storage: store }));
    if ("problem" in columns) return { series: [], problem: columns.problem };
    return {
      series: columns.value.map(({ labels, values, present }) => ({
        labels,
        values: values.map((value, index) => (present[index] ? value : Number.NaN)),
      })),
    };
  }
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

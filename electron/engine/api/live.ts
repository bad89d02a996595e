// The stream `query.live`: range queries over the local store that go on. At each tick only the steps since the last frame
// are evaluated. A reader without credit costs nothing: what it missed is evaluated when it is back, and a reader that was
// away for longer than its window gets a whole one. A whole window is evaluated in slices, so that sampling and the other
// windows need not wait for it.
import type { StreamFrame, StreamRequest } from "#shared/contract/index";
import { AppError } from "#shared/model/failure";
import { labelsKey } from "#shared/model/labels";
import type { Query } from "#shared/promql/ast";
import { evaluateSteps } from "#shared/promql/evaluate";
import { parsePromql } from "#shared/promql/parse";
import type { EpochMs, Milliseconds } from "#shared/units/time";
import type { Clock } from "../clock";
import type { Demand } from "../sampling/demand";
import type { Scheduler } from "../sampling/scheduler";
import type { SampleStore } from "../store/store";
import type { Api, FrameWriter } from "./api";

type Frame = StreamFrame<"query.live">;
type Result = Omit<Frame["results"][number], "id">;

export interface LiveQueryOptions {
  store: SampleStore;
  clock: Clock;
  onTick: Scheduler["onTick"];
  /** What is shown live is wanted for as long as it is. */
  demand: Pick<Demand, "hold">;
}

/** Registers the stream and follows the ticks until the returned function is called. */
export function setUpLiveQueries(api: Pick<Api, "stream">, { store, clock, onTick, demand }: LiveQueryOptions): () => void {
  const shared = createSharedQueries(store);
  const readers = new Set<() => void>();
  let newestTick: EpochMs | undefined;
  let tickBefore: EpochMs | undefined;
  // Before the first tick, the second that is just over: samples of the present one may still be on their way.
  const newest = () => newestTick ?? clock.now() - 1000;

  api.stream("query.live", (input, writer) => {
    const queries = input.queries.map(({ id, expr }) => ({ id, query: shared.take(expr, input.stepMs) }));
    const endDemand = input.queries.map(({ expr }) => demand.hold(expr));
    const release = () => {
      for (const { query } of queries) query.release();
      for (const end of endDemand) end();
    };
    return new Promise<void>((resolve, reject) => {
      const follow = createFollower(input, writer, queries, newest, clock);
      const fail = (error: unknown) => {
        // A bug: it ends this stream, and the Api logs it; the other readers go on.
        finish();
        reject(error);
      };
      const run = () => {
        try {
          follow()?.catch(fail);
        } catch (error) {
          fail(error);
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

  return onTick((time, isComplete) => {
    // A step that is sent is not sent again, so what is late of a tick is waited for until the next one.
    newestTick = isComplete || tickBefore === undefined || tickBefore > time ? time : tickBefore;
    tickBefore = time;
    for (const run of [...readers]) run();
  });
}

/** A turn of the event loop spends no more than about this on a window that is evaluated in slices. */
const longestTurn: Milliseconds = 10;
const stepsPerSlice = 100;

/** Sends one reader what it has not seen yet, if it has credit. */
function createFollower(
  { windowMs, stepMs }: StreamRequest<"query.live">,
  writer: FrameWriter<Frame>,
  queries: readonly { id: string; query: SharedQuery }[],
  newest: () => EpochMs,
  clock: Clock,
): () => Promise<void> | undefined {
  let lastSent: EpochMs | undefined;
  let isBusy = false;

  async function evaluateInSlices(times: Float64Array): Promise<Frame["results"]> {
    let turnBegan = clock.monotonic();
    const results: Frame["results"] = [];
    for (const { id, query } of queries) {
      const slices: Result[] = [];
      for (let from = 0; from < times.length; from += stepsPerSlice) {
        if (clock.monotonic() - turnBegan > longestTurn) {
          await new Promise((resolve) => setImmediate(resolve));
          turnBegan = clock.monotonic();
        }
        if (writer.signal.aborted) return [];
        slices.push(query.evaluate(times.subarray(from, from + stepsPerSlice)));
      }
      results.push({ id, ...joined(slices, times.length) });
    }
    return results;
  }

  return function follow(): Promise<void> | undefined {
    const to = Math.floor(newest() / stepMs) * stepMs;
    if (isBusy || writer.credit <= 0 || to === lastSent) return undefined;
    const windowStart = to - Math.max(stepMs, Math.floor(windowMs / stepMs) * stepMs);
    // The first frame, a reader that was away too long, or a clock that was set: then nothing it has is of use.
    const isWhole = lastSent === undefined || lastSent > to || lastSent < windowStart;
    const after = isWhole || lastSent === undefined ? windowStart : lastSent;
    const times = Float64Array.from({ length: Math.round((to - after) / stepMs) }, (_, index) => after + (index + 1) * stepMs);
    const send = (results: Frame["results"]) => {
      lastSent = to;
      writer.send({ isWhole, times, results });
    };
    if (times.length <= stepsPerSlice) {
      send(queries.map(({ id, query }) => ({ id, ...query.evaluate(times) })));
      return undefined;
    }
    isBusy = true;
    return evaluateInSlices(times).then((results) => {
      isBusy = false;
      if (writer.signal.aborted) return undefined;
      send(results);
      // A tick may have passed meanwhile.
      return follow();
    });
  };
}

/** The answers to consecutive slices of the steps as one. A series that some of them lack is NaN there. */
function joined(slices: readonly Result[], length: number): Result {
  const [first] = slices;
  if (first && slices.length === 1) return first;
  const found = new Map<string, Result["series"][number]>();
  for (const [index, { series, problem }] of slices.entries()) {
    if (problem !== undefined) return { series: [], problem };
    for (const { labels, values } of series) {
      const key = labelsKey(labels);
      const whole = found.get(key) ?? { labels, values: new Float64Array(length).fill(Number.NaN) };
      found.set(key, whole);
      whole.values.set(values, index * stepsPerSlice);
    }
  }
  return { series: [...found.values()] };
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
    // Parsed when it is first evaluated, so that a page of many queries is not parsed in one go.
    let parsed: { value: Query } | { problem: string } | undefined;
    let latest: { from: EpochMs; to: EpochMs; result: Result } | undefined;
    return (times) => {
      parsed ??= attempt(() => parsePromql(expr));
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

// The stream `query.live`: range queries over the local store that go on. At each tick only the steps since the last frame
// are evaluated. A reader without credit costs nothing: what it missed is evaluated when it is back, and a reader that was
// away for longer than its window gets a whole one. Whole windows are evaluated one query after another, with turns of the event
// loop between, and in a worker where they are heavy: so that sampling and the other windows need not wait for them.
import type { StreamFrame, StreamRequest } from "#shared/contract/index";
import type { EpochMs, Milliseconds } from "#shared/units/time";
import type { Clock } from "../clock";
import type { Queries } from "../queries/query-answer";
import type { Demand } from "../sampling/demand";
import type { Scheduler } from "../sampling/scheduler";
import type { SampleStore } from "../store/store";
import type { Api, FrameWriter } from "./api";
import { createSharedQueries, type LiveResult, type SharedQuery } from "./live-query";

type Frame = StreamFrame<"query.live">;

export interface LiveQueryOptions {
  store: Pick<SampleStore, "read">;
  queries: Pick<Queries, "range">;
  clock: Clock;
  onTick: Scheduler["onTick"];
  /** What is shown live is wanted for as long as it is. */
  demand: Pick<Demand, "hold">;
}

/** Registers the stream and follows the ticks until the returned function is called. */
export function setUpLiveQueries(
  api: Pick<Api, "stream">,
  { store, queries, clock, onTick, demand }: LiveQueryOptions,
): () => void {
  const shared = createSharedQueries({ store, queries });
  const readers = new Set<() => void>();
  let newestTick: EpochMs | undefined;
  let tickBefore: EpochMs | undefined;
  // Before the first tick, the second that is just over: samples of the present one may still be on their way.
  const newest = () => newestTick ?? clock.now() - 1000;

  api.stream("query.live", (input, writer) => {
    const asked = input.queries.map(({ id, expr }) => ({ id, query: shared.take(expr, input.stepMs) }));
    const endDemand = input.queries.map(({ expr }) => demand.hold(expr));
    const release = () => {
      for (const { query } of asked) query.release();
      for (const end of endDemand) end();
    };
    return new Promise<void>((resolve, reject) => {
      const follow = createFollower(input, writer, asked, newest, clock);
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

/** All queries of a reader that keeps up are answered in one turn. */
const stepsAtOnce = 100;
/** A turn of the event loop spends no more than about this on whole windows. */
const longestTurn: Milliseconds = 10;
/** Where answers need the disk or a worker, they take no more than one part in so many of the time. */
const restFactor = 10;

/** Sends one reader what it has not seen yet, if it has credit. */
function createFollower(
  { windowMs, stepMs }: StreamRequest<"query.live">,
  writer: FrameWriter<Frame>,
  asked: readonly { id: string; query: SharedQuery }[],
  newest: () => EpochMs,
  clock: Clock,
): () => Promise<void> | undefined {
  let lastSent: EpochMs | undefined;
  let isBusy = false;
  let restsUntil = Number.NEGATIVE_INFINITY;

  /** The answers that are not there at once, after those that are. */
  async function complete(times: Float64Array, begun: readonly (LiveResult | Promise<LiveResult>)[]): Promise<Frame["results"]> {
    const results: Frame["results"] = [];
    let turnBegan = clock.monotonic();
    for (const [index, { id, query }] of asked.entries()) {
      if (clock.monotonic() - turnBegan > longestTurn) {
        await new Promise((resolve) => setImmediate(resolve));
        turnBegan = clock.monotonic();
      }
      if (writer.signal.aborted) return [];
      results.push({ id, ...(await (begun[index] ?? query.evaluate(times))) });
    }
    return results;
  }

  return function follow(): Promise<void> | undefined {
    const to = Math.floor(newest() / stepMs) * stepMs;
    if (isBusy || writer.credit <= 0 || to === lastSent || clock.monotonic() < restsUntil) return undefined;
    const windowStart = to - Math.max(stepMs, Math.floor(windowMs / stepMs) * stepMs);
    // The first frame, a reader that was away too long, or a clock that was set: then nothing it has is of use.
    const isWhole = lastSent === undefined || lastSent > to || lastSent < windowStart;
    const after = isWhole || lastSent === undefined ? windowStart : lastSent;
    const times = Float64Array.from({ length: Math.round((to - after) / stepMs) }, (_, index) => after + (index + 1) * stepMs);
    const send = (results: Frame["results"]) => {
      lastSent = to;
      writer.send({ isWhole, times, results });
    };
    const begun = times.length <= stepsAtOnce ? asked.map(({ query }) => query.evaluate(times)) : [];
    if (begun.length > 0 && begun.every((result) => !(result instanceof Promise))) {
      send(asked.map(({ id }, index) => ({ id, ...(begun[index] as LiveResult) })));
      return undefined;
    }
    isBusy = true;
    const began = clock.monotonic();
    return complete(times, begun).then((results) => {
      isBusy = false;
      if (writer.signal.aborted) return undefined;
      // The first frame comes when it can; what follows it leaves time for others.
      if (!isWhole) restsUntil = clock.monotonic() + (clock.monotonic() - began) * restFactor;
      send(results);
      // A tick may have passed meanwhile.
      return follow();
    });
  };
}

// Heavy queries in a real thread.
import { setEnvironmentData } from "node:worker_threads";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { AppError } from "#shared/model/failure";
import { parsePromql } from "#shared/promql/parse";
import { type Clock, systemClock } from "../../../../electron/engine/clock";
import { type Job, planOf } from "../../../../electron/engine/queries/evaluation";
import { createQueries, type QueriesOptions } from "../../../../electron/engine/queries/queries";
import { createStop } from "../../../../electron/engine/queries/stop";
import { startWorkerThread, type WorkerThread } from "../../../../electron/engine/queries/worker-thread";
import { eventually } from "../../../support/eventually";
import { createFakeClock, settle } from "../../../support/fake-clock";
import { type BundledWorker, bundleQueryWorker, filledStore } from "../../../support/query-worker";

const start = Date.UTC(2026, 10, 21, 8);
const store = filledStore(start, { series: 20, seconds: 600 });
const range = { start: start + 60_000, end: start + 600_000, step: 10_000 };
const { signal } = new AbortController();

let worker: BundledWorker;
const open: ReturnType<typeof createQueries>[] = [];

beforeAll(async () => {
  worker = await bundleQueryWorker();
});
afterEach(async () => {
  for (const queries of open.splice(0)) await queries.close();
});
afterAll(() => worker.remove());

function create(options: Partial<QueriesOptions> = {}) {
  const queries = createQueries({ store, clock: systemClock, worker: worker.entry, ...options });
  open.push(queries);
  return queries;
}

/** Everything in a worker: nothing is light when the store says that there is so much to look at. */
const heavy: QueriesOptions["store"] = {
  read(selections) {
    const found = store.read(selections);
    if (found instanceof Promise) throw new Error("it lies in memory");
    return { ...found, samples: 10_000_000 };
  },
};

/** Threads that say how many there are. */
function countedThreads(clock: Clock = systemClock) {
  const threads: WorkerThread[] = [];
  const startThread = () => {
    const thread = startWorkerThread({ entry: worker.entry, clock });
    threads.push(thread);
    return thread;
  };
  return { threads, startThread };
}

describe("a heavy query is answered as a light one is", () => {
  test.each([
    'up{instance="host-3"}',
    "sum by (job) (rate(c_total[1m]))",
    'rate(c_total{instance="host-1"}[30s])',
    "count(up) * 2 > 3",
    "scalar(sum(up))",
    '"a string"',
    'up{instance=~"host-1.*"}[1m]',
    "topk(3, c_total)",
    "absent(nothing)",
    "max_over_time(sum(up)[2m:20s])",
    "up / ignoring(job) up",
  ])("%s at one moment", async (expr) => {
    const query = parsePromql(expr);
    const inPlace = await createQueries({ store, clock: systemClock }).instant(query, range.end, { signal });
    expect(await create({ store: heavy }).instant(query, range.end, { signal })).toEqual(inPlace);
  });

  test.each([
    "up",
    "sum by (job) (rate(c_total[1m]))",
    "time()",
    "c_total > 4000",
    'label_replace(up, "x", "$1", "instance", "host-(.*)")',
  ])("%s over time", async (expr) => {
    const query = parsePromql(expr);
    const inPlace = await createQueries({ store, clock: systemClock }).range(query, range, { signal });
    expect(await create({ store: heavy }).range(query, range, { signal })).toEqual(inPlace);
  });

  test("with the same remarks", async () => {
    const query = parsePromql("rate(up[1m])");
    const { infos } = await create({ store: heavy }).instant(query, range.end, { signal });
    expect(infos).toEqual([expect.stringMatching(/^PromQL info: metric might not be a counter.* \(1:6\)$/)]);
  });

  test("with the same failures", async () => {
    const failure = await create({ store: heavy })
      .instant(parsePromql("up * on() up"), range.end, { signal })
      .catch((error: AppError) => error.failure);
    expect(failure).toMatchObject({ kind: "bad-query", say: expect.stringContaining("found duplicate series") });
  });

  test("again and again, with labels that are sent only once", async () => {
    const queries = create({ store: heavy });
    const query = parsePromql('up{instance=~"host-(1|2)"}');
    const [first, second] = [
      await queries.instant(query, range.end, { signal }),
      await queries.instant(query, range.end, { signal }),
    ];
    expect(second).toEqual(first);
  });
});

test("a light query starts no thread, a heavy one starts one, and further ones wait when two are at work", async () => {
  const { threads, startThread } = countedThreads();
  const light = create({ startThread });
  await light.instant(parsePromql("up"), range.end, { signal });
  expect(threads).toHaveLength(0);
  const queries = create({ store: heavy, startThread });
  const query = parsePromql("sum(rate(c_total[1m]))");
  const answers = await Promise.all(Array.from({ length: 6 }, () => queries.range(query, range, { signal })));
  expect(threads).toHaveLength(2);
  expect(new Set(answers.map(({ series }) => series.length))).toEqual(new Set([1]));
});

test("a thread without work ends after a minute, and the next heavy query starts another", async () => {
  const clock = createFakeClock(start);
  const { threads, startThread } = countedThreads(clock);
  const queries = create({ store: heavy, clock, startThread });
  const query = parsePromql("sum(up)");
  await queries.instant(query, range.end, { signal });
  await clock.advance(59_000);
  expect(threads.map(({ isAlive }) => isAlive)).toEqual([true]);
  await queries.instant(query, range.end, { signal });
  await clock.advance(59_000);
  expect(threads.map(({ isAlive }) => isAlive)).toEqual([true]);
  await clock.advance(2000);
  expect(threads.map(({ isAlive }) => isAlive)).toEqual([false]);
  await queries.instant(query, range.end, { signal });
  expect(threads.map(({ isAlive }) => isAlive)).toEqual([false, true]);
});

/** Fifteen thousand million values: minutes of work, and no samples. */
const endless = parsePromql("sum_over_time(quantile_over_time(0.5, vector(time())[1d:1s])[1d:1s])");

/** Too many steps to be planned in place, and few values. */
const longPlanned = parsePromql("count_over_time(vector(1)[3d:1s])");

describe("an endless query", () => {
  test("ends soon after it was cancelled, and its thread is of use again", async () => {
    // By this clock the thread has all the time that it needs to notice.
    const { threads, startThread } = countedThreads(createFakeClock());
    const queries = create({ maxSamples: Number.MAX_SAFE_INTEGER, startThread });
    const controller = new AbortController();
    const asked = queries.instant(endless, range.end, { signal: controller.signal }).catch((error: AppError) => error.failure);
    await new Promise((resolve) => setTimeout(resolve, 200));
    const cancelledAt = performance.now();
    controller.abort();
    expect(await asked).toMatchObject({ kind: "cancelled" });
    expect(performance.now() - cancelledAt).toBeLessThan(1000);
    expect(await queries.instant(longPlanned, range.end, { signal })).toMatchObject({ result: { kind: "vector" } });
    expect(threads).toHaveLength(1);
  });

  test("ends at its deadline with a sentence", async () => {
    const failure = await create({ maxSamples: Number.MAX_SAFE_INTEGER })
      .instant(endless, range.end, { signal, deadline: 150 })
      .catch((error: AppError) => error.failure);
    expect(failure).toEqual({
      kind: "timeout",
      say: "This host did not answer the query within 0.15 s; narrow its selectors or its time range.",
      retry: true,
    });
  });

  test("does not hold up the thread that asked", async () => {
    const queries = create({ maxSamples: Number.MAX_SAFE_INTEGER });
    const asked = queries.instant(endless, range.end, { signal, deadline: 1500 }).catch(() => "ended");
    let longest = 0;
    let last = performance.now();
    const timer = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 5);
    expect(await asked).toBe("ended");
    clearInterval(timer);
    expect(longest).toBeLessThan(1000);
  });
});

test("a query that is cancelled while it waits for a thread leaves the queue", async () => {
  const queries = create({ maxSamples: Number.MAX_SAFE_INTEGER });
  const blocked = [1, 2].map(() => queries.instant(endless, range.end, { signal, deadline: 400 }).catch(() => "late"));
  const controller = new AbortController();
  const waiting = queries
    .instant(endless, range.end, { signal: controller.signal })
    .catch((error: AppError) => error.failure.kind);
  await settle();
  controller.abort();
  expect(await waiting).toBe("cancelled");
  expect(await Promise.all(blocked)).toEqual(["late", "late"]);
});

/** A thread that does this with whatever it is asked. */
const threadThat = (does: string, heapMb?: number) => () =>
  startWorkerThread({
    entry: new URL(
      `data:text/javascript,import { getEnvironmentData, parentPort } from "node:worker_threads"; const turns = getEnvironmentData("turns"); parentPort.on("message", () => { ${does} });`,
    ),
    clock: systemClock,
    ...(heapMb !== undefined && { heapMb }),
  });

test("a thread that does not listen is ended soon after its query was", async () => {
  const turns = new Int32Array(new SharedArrayBuffer(4));
  setEnvironmentData("turns", turns);
  const queries = create({ store: heavy, startThread: threadThat("for (;;) Atomics.add(turns, 0, 1);") });
  const failure = await queries
    .instant(parsePromql("up"), range.end, { signal, deadline: 300 })
    .catch((error: AppError) => error.failure.kind);
  expect(failure).toBe("timeout");
  await eventually(async () => {
    const before = Atomics.load(turns, 0);
    await new Promise((resolve) => setTimeout(resolve, 50));
    return before > 0 && Atomics.load(turns, 0) === before ? true : undefined;
  }, "the thread stands still");
});

test("a query that needs too much memory is refused in a sentence, and the engine goes on", async () => {
  const greedy = "const all = []; for (;;) all.push({ at: all.length, text: String(all.length) });";
  const queries = create({ store: heavy, startThread: threadThat(greedy, 16) });
  expect(await queries.instant(parsePromql("up"), range.end, { signal }).catch((error: AppError) => error.failure)).toEqual({
    kind: "refused",
    say: "The query needs more than the 16 MB of memory that one query may use; narrow its selectors or its time range.",
    retry: false,
  });
});

test("labels are told apart after a query that ended before it was sent", async () => {
  const thread = startWorkerThread({ entry: worker.entry, clock: systemClock });
  const ask = (expr: string, stopped: AbortSignal) => {
    const job: Job = { query: parsePromql(expr), span: { kind: "instant", time: range.end }, maxSamples: 1e6 };
    const selections = planOf(job);
    const answer = store.read(selections);
    if (answer instanceof Promise) throw new Error("it lies in memory");
    return thread.evaluate(job, selections, answer, createStop(systemClock, { signal: stopped, deadline: 10_000 }));
  };
  await expect(ask('up{instance="host-1"}', AbortSignal.abort())).rejects.toMatchObject({ failure: { kind: "cancelled" } });
  const { outcome } = await ask('up{instance="host-2"}', signal);
  expect(outcome).toMatchObject({ result: { labels: [{ __name__: "up", instance: "host-2", job: "test" }] } });
  await thread.end();
});

test("a thread that dies fails its query and nothing else", async () => {
  const never = (): WorkerThread => {
    throw new Error("a third thread was started");
  };
  const starts = [threadThat("process.exit(3)"), () => startWorkerThread({ entry: worker.entry, clock: systemClock })];
  const queries = create({ store: heavy, startThread: () => (starts.shift() ?? never)() });
  const query = parsePromql("sum(up)");
  await expect(queries.instant(query, range.end, { signal })).rejects.toThrow("the query worker ended by itself");
  expect(await queries.instant(query, range.end, { signal })).toMatchObject({ result: { kind: "vector" } });
});

test("when the engine ends, what is under way and what waits is told so", async () => {
  const queries = create({ maxSamples: Number.MAX_SAFE_INTEGER });
  const asked = [1, 2, 3].map(() =>
    queries.instant(endless, range.end, { signal }).catch((error: AppError) => error.failure.say),
  );
  await settle();
  await queries.close();
  const say = "The query was cancelled, because Watchdeck ends.";
  expect(await Promise.all(asked)).toEqual([say, say, say]);
  await expect(queries.instant(endless, range.end, { signal })).rejects.toMatchObject({ failure: { say } });
});

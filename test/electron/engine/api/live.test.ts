import { describe, expect, test } from "vitest";
import type { StreamFrame } from "#shared/contract/index";
import { counter, gauge } from "#shared/model/sample";
import type { Api, FrameWriter } from "../../../../electron/engine/api/api";
import { setUpLiveQueries } from "../../../../electron/engine/api/live";
import { createQueries } from "../../../../electron/engine/queries/queries";
import type { TickListener } from "../../../../electron/engine/sampling/scheduler";
import type { SampleStore } from "../../../../electron/engine/store/store";
import { createFakeClock, settle } from "../../../support/fake-clock";
import { createMemoryStore } from "../../../support/memory-store";

type Frame = StreamFrame<"query.live">;
const start = Date.UTC(2026, 10, 21, 8);

/** The stream over a store with a tick a second; `open` returns what its reader was sent. */
function setUp(store: SampleStore = createMemoryStore()) {
  const clock = createFakeClock(start);
  let handler: Parameters<Api["stream"]>[1] | undefined;
  let onTick: TickListener | undefined;
  const held: string[] = [];
  const stop = setUpLiveQueries(
    { stream: (_name, run) => (handler = run as Parameters<Api["stream"]>[1]) },
    {
      store,
      queries: createQueries({ store, clock }),
      clock,
      onTick: (run) => {
        onTick = run;
        return () => (onTick = undefined);
      },
      demand: {
        hold: (expr) => {
          held.push(expr);
          return () => held.splice(held.indexOf(expr), 1);
        },
      },
    },
  );

  /** One sampling tick at `start` plus so many seconds. */
  function tick(second: number, up = second): void {
    store.append("w", start + second * 1000, [counter("c_total", second * 3), gauge("up", up)]);
    tell(second, true);
  }

  const tell = (second: number, isComplete: boolean) => onTick?.(start + second * 1000, isComplete);

  function open(exprs: string[], { credit = 100, windowMs = 5000, stepMs = 1000 } = {}) {
    const frames: Frame[] = [];
    const controller = new AbortController();
    let left = credit;
    const writer: FrameWriter<unknown> = {
      get credit() {
        return left;
      },
      send: (frame) => {
        left--;
        frames.push(frame as Frame);
      },
      onCredit: undefined,
      end() {},
      signal: controller.signal,
    };
    const input = { queries: exprs.map((expr, index) => ({ id: `q${index}`, expr })), windowMs, stepMs };
    const ended = Promise.resolve(handler?.(input as never, writer as never));
    const grant = (more: number) => {
      left += more;
      writer.onCredit?.();
    };
    return { frames, grant, close: () => controller.abort(), ended };
  }
  return { tick, tell, open, stop, store, clock, held };
}

/** A frame in short: whether it is whole, its seconds since the start, and the values of its first query's first series. */
const inShort = (frame: Frame | undefined) => ({
  isWhole: frame?.isWhole,
  seconds: [...(frame?.times ?? [])].map((time) => (time - start) / 1000),
  values: [...(frame?.results[0]?.series[0]?.values ?? [])],
});

test("the first frame holds the whole window, later ones only what is new", () => {
  const { tick, open } = setUp();
  for (let second = 1; second <= 8; second++) tick(second);
  const { frames } = open(["up"]);
  tick(9);
  tick(10);
  expect(frames.map(inShort)).toEqual([
    { isWhole: true, seconds: [4, 5, 6, 7, 8], values: [4, 5, 6, 7, 8] },
    { isWhole: false, seconds: [9], values: [9] },
    { isWhole: false, seconds: [10], values: [10] },
  ]);
});

test("steps without a point are NaN", () => {
  const { tick, open } = setUp();
  tick(1);
  tick(2);
  expect(inShort(open(["rate(c_total[10s])"]).frames[0])).toEqual({
    isWhole: true,
    seconds: [-2, -1, 0, 1, 2],
    values: [Number.NaN, Number.NaN, Number.NaN, Number.NaN, expect.closeTo(0.45)],
  });
});

test("a slow reader misses no point: what it did not take comes together", () => {
  const { tick, open } = setUp();
  tick(1);
  const { frames, grant } = open(["up"], { credit: 1, windowMs: 10_000 });
  for (let second = 2; second <= 5; second++) tick(second);
  grant(1);
  expect(frames.slice(1).map(inShort)).toEqual([{ isWhole: false, seconds: [2, 3, 4, 5], values: [2, 3, 4, 5] }]);
});

test.each([
  { name: "a reader that was away for longer than the window", seconds: [20], first: 16 },
  { name: "a clock set back by a minute", seconds: [-60], first: -64 },
])("$name gets a whole window", ({ seconds, first }) => {
  const { tick, open } = setUp();
  tick(1);
  const { frames, grant } = open(["up"], { credit: 1 });
  for (const second of seconds) tick(second);
  grant(1);
  const last = inShort(frames.at(-1));
  expect({ isWhole: last.isWhole, first: last.seconds[0] }).toEqual({ isWhole: true, first });
});

test("a sample that is late leaves no hole: its step is sent when it is there, or with the next one", () => {
  const { tick, tell, open, store } = setUp();
  const put = (second: number) => store.append("w", start + second * 1000, [gauge("up", second)]);
  tick(1);
  const { frames } = open(["up"]);
  tell(2, false);
  expect(frames).toHaveLength(1);
  put(2);
  tell(2, true);
  tell(3, false);
  put(3);
  tell(4, false);
  put(4);
  tell(4, true);
  expect(frames.slice(1).map(inShort)).toEqual(
    [2, 3, 4].map((second) => ({ isWhole: false, seconds: [second], values: [second] })),
  );
});

test("what never comes holds the others up for one tick only", () => {
  const { tick, tell, open } = setUp();
  tick(1);
  const { frames } = open(["vector(1)"]);
  for (let second = 2; second <= 5; second++) tell(second, false);
  expect(frames.slice(1).map((frame) => inShort(frame).seconds)).toEqual([[2], [3], [4]]);
});

describe("a whole window of many steps", () => {
  test("is evaluated in slices, between which others get their turn, and comes out as one", async () => {
    const { tick, open, clock } = setUp();
    for (let second = 1; second <= 250; second++) {
      tick(second);
    }
    // Each look at the clock costs a whole turn.
    clock.monotonic = () => turns++ * 20;
    let turns = 0;
    const { frames } = open(["up", "rate(c_total[4s])", "nothing(up)"], { windowMs: 250_000 });
    expect(frames).toEqual([]);
    tick(251);
    expect(frames).toEqual([]);
    while (frames.length < 2) await settle();
    const [whole, next] = frames;
    expect(whole?.times.length).toBe(250);
    expect(whole?.results.map(({ series, problem }) => problem ?? series.length)).toEqual([
      1,
      1,
      '1:1: parse error: unknown function with name "nothing"',
    ]);
    expect(inShort(whole).values).toEqual(inShort(whole).seconds);
    expect([...(whole?.results[1]?.series[0]?.values ?? [])].slice(3)).toEqual(Array(247).fill(expect.closeTo(3)));
    expect(inShort(next)).toEqual({ isWhole: false, seconds: [251], values: [251] });
  });

  test("is given up when its reader goes away", async () => {
    const { tick, open, clock } = setUp();
    for (let second = 1; second <= 250; second++) tick(second);
    let turns = 0;
    clock.monotonic = () => turns++ * 20;
    const { frames, close } = open(["up"], { windowMs: 250_000 });
    close();
    const before = turns;
    for (let times = 0; times < 5; times++) await settle();
    expect({ frames, turns }).toEqual({ frames: [], turns: before + 1 });
  });
});

test("with a step of 5 s a frame goes out every 5 s, at whole multiples of the step", () => {
  const { tick, open } = setUp();
  tick(1);
  const { frames } = open(["up"], { stepMs: 5000, windowMs: 10_000 });
  for (let second = 2; second <= 11; second++) tick(second);
  expect(frames.map((frame) => inShort(frame).seconds)).toEqual([[-5, 0], [5], [10]]);
});

test("one wrong query has its problem, the others go on", () => {
  const { tick, open } = setUp();
  tick(1);
  const [frame] = open(["rate(up)", "up[1m]", "info(up)", "1 + 1", "up"], { windowMs: 1000 }).frames;
  expect(frame?.results).toEqual([
    {
      id: "q0",
      series: [],
      problem: '1:6: parse error: expected type range vector in call to function "rate", got instant vector',
    },
    {
      id: "q1",
      series: [],
      problem: '1:1: invalid expression type "range vector" for range query, must be Scalar or instant Vector',
    },
    { id: "q2", series: [], problem: "1:1: `info` is not supported here; a Prometheus server knows it" },
    { id: "q3", series: [{ labels: {}, values: Float64Array.of(2) }] },
    { id: "q4", series: [{ labels: { __name__: "up" }, values: Float64Array.of(1) }] },
  ]);
});

test("two windows that ask the same thing cost one evaluation a tick, one without credit or closed costs none", () => {
  const memory = createMemoryStore();
  let selects = 0;
  const counting: SampleStore = {
    ...memory,
    read(selections) {
      selects++;
      return memory.read(selections);
    },
  };
  const { tick, open } = setUp(counting);
  tick(1);
  const first = open(["up"]);
  open(["up"]);
  open(["up"], { credit: 1 });
  selects = 0;
  tick(2);
  expect(selects).toBe(1);
  first.close();
  tick(3);
  expect({ selects, frames: first.frames.length }).toEqual({ selects: 2, frames: 2 });
});

test("closing ends the stream, and a bug ends only its own", async () => {
  const memory = createMemoryStore();
  const broken: SampleStore = {
    ...memory,
    read(selections) {
      if (selections.some(({ matchers }) => matchers.some(({ value }) => value === "bug"))) throw new TypeError("a bug");
      return memory.read(selections);
    },
  };
  const { tick, open } = setUp(broken);
  tick(1);
  const healthy = open(["up"]);
  await expect(open(["bug"]).ended).rejects.toThrow("a bug");
  tick(2);
  expect(healthy.frames).toHaveLength(2);
  healthy.close();
  await settle();
  await expect(healthy.ended).resolves.toBeUndefined();
});

test("what is shown is in demand from the opening of its stream to its end, however that comes", async () => {
  const memory = createMemoryStore();
  const breaks: SampleStore = {
    ...memory,
    read() {
      throw new TypeError("a bug");
    },
  };
  const { open, held } = setUp();
  const first = open(["up", "node_load1"]);
  const second = open(["up"]);
  expect(held).toEqual(["up", "node_load1", "up"]);
  first.close();
  expect(held).toEqual(["up"]);
  second.close();
  expect(held).toEqual([]);
  const broken = setUp(breaks);
  await expect(broken.open(["up"]).ended).rejects.toThrow("a bug");
  expect(broken.held).toEqual([]);
});

/** A store whose samples lie on a disk that answers when it is told to. */
function storeOnDisk() {
  const memory = createMemoryStore();
  const waiting: (() => void)[] = [];
  const signals: ({ readonly aborted: boolean } | undefined)[] = [];
  const store: SampleStore = {
    ...memory,
    read(selections, limits) {
      signals.push(limits?.signal);
      return new Promise((resolve) => waiting.push(() => resolve(memory.read(selections))));
    },
  };
  /** Ends the reads that are under way. */
  async function answer(): Promise<void> {
    for (const end of waiting.splice(0)) end();
    await settle();
  }
  return { store, answer, reads: () => waiting.length, signals };
}

test("a window that lies on disk comes when it has been read, with the ticks that passed meanwhile behind it", async () => {
  const disk = storeOnDisk();
  const { tick, open } = setUp(disk.store);
  for (let second = 1; second <= 5; second++) tick(second);
  const { frames } = open(["up"]);
  tick(6);
  expect(frames).toEqual([]);
  await disk.answer();
  await disk.answer();
  expect(frames.map(inShort)).toEqual([
    { isWhole: true, seconds: [1, 2, 3, 4, 5], values: [1, 2, 3, 4, 5] },
    { isWhole: false, seconds: [6], values: [6] },
  ]);
});

test("a reader that leaves while its window is read ends the read, and is sent nothing", async () => {
  const disk = storeOnDisk();
  const { tick, open } = setUp(disk.store);
  tick(1);
  const { frames, close } = open(["up"]);
  close();
  expect(disk.signals.map((signal) => signal?.aborted)).toEqual([true]);
  await disk.answer();
  expect(frames).toEqual([]);
});

test("a query that needs the disk at every tick leaves time for others, and no point is missed", async () => {
  const disk = storeOnDisk();
  const { tick, open, clock } = setUp(disk.store);
  tick(1);
  const { frames } = open(["up"], { windowMs: 30_000 });
  await disk.answer();
  tick(2);
  await clock.advance(200);
  await disk.answer();
  // The answer took 200 ms: for two seconds nothing more is read.
  for (const second of [3, 4]) {
    await clock.advance(900);
    tick(second);
  }
  expect(disk.reads()).toBe(0);
  await clock.advance(900);
  tick(5);
  await disk.answer();
  expect(frames.slice(1).map(inShort)).toEqual([
    { isWhole: false, seconds: [2], values: [2] },
    { isWhole: false, seconds: [3, 4, 5], values: [3, 4, 5] },
  ]);
});

test("a window of many steps with heavy queries is answered as a whole, and holes stay holes", async () => {
  const memory = createMemoryStore();
  const heavy: SampleStore = {
    ...memory,
    read(selections) {
      const found = memory.read(selections);
      return found instanceof Promise ? found : { ...found, samples: 10_000_000 };
    },
  };
  const { tick, open } = setUp(heavy);
  for (let second = 1; second <= 200; second++) tick(second, second % 2);
  const { frames } = open(["up == 1", "sum(", "vector(7)"], { windowMs: 200_000 });
  await settle();
  await settle();
  const [frame] = frames;
  expect({ isWhole: frame?.isWhole, steps: frame?.times.length }).toEqual({ isWhole: true, steps: 200 });
  expect([...(frame?.results[0]?.series[0]?.values.slice(0, 4) ?? [])]).toEqual([1, Number.NaN, 1, Number.NaN]);
  expect(frame?.results[1]).toMatchObject({ series: [], problem: expect.stringMatching(/^1:/) });
  expect(new Set(frame?.results[2]?.series[0]?.values)).toEqual(new Set([7]));
});

test("once stopped, ticks are not followed any more", () => {
  const { tick, open, stop } = setUp();
  tick(1);
  const { frames } = open(["up"]);
  stop();
  tick(2);
  expect(frames).toHaveLength(1);
});

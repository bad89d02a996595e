import { expect, test } from "vitest";
import type { Failure } from "#shared/model/failure";
import type { LiveFrame } from "../../../../../renderer/charts/live-buffer";
import { createLiveHub, type LiveStreamInput, liveStep } from "../../../../../renderer/pages/dashboards/run/live-hub";
import { createFakeClock } from "../../../../support/fake-clock";

const minute = 60_000;
const start = Date.UTC(2026, 10, 21, 8);

interface Opened {
  input: LiveStreamInput;
  frame(frame: LiveFrame): void;
  fail(failure: Failure | undefined): void;
  isClosed: boolean;
}

function setUp() {
  const clock = createFakeClock(start);
  const opened: Opened[] = [];
  const hub = createLiveHub(
    {
      wait: clock.setTimer,
      open(input, frame, fail) {
        const stream: Opened = { input, frame, fail, isClosed: false };
        opened.push(stream);
        return () => {
          stream.isClosed = true;
        };
      },
    },
    5 * minute,
  );
  return { clock, hub, opened };
}

const frame = (isWhole: boolean, seconds: readonly number[], values: Record<string, readonly number[]>): LiveFrame => ({
  isWhole,
  times: Float64Array.from(seconds, (second) => start + second * 1000),
  results: Object.entries(values).map(([id, column]) => ({
    id,
    series: [{ labels: { q: id }, values: Float64Array.from(column) }],
  })),
});

test("the queries of all panels go out as one stream, each once", async () => {
  const { clock, hub, opened } = setUp();
  hub.join(["a", "b"], () => {});
  hub.join(["b", "c"], () => {});
  await clock.advance(100);
  expect(opened.map(({ input }) => input)).toEqual([
    { queries: ["a", "b", "c"].map((expr) => ({ id: expr, expr })), windowMs: 5 * minute, stepMs: 1000 },
  ]);
});

test("a frame's points come out as series, without the points that are missing", async () => {
  const { clock, hub, opened } = setUp();
  let told = 0;
  hub.join(["a"], () => told++);
  await clock.advance(100);
  expect(hub.read("a")).toBeUndefined();
  opened[0]?.frame(frame(true, [1, 2, 3], { a: [1, Number.NaN, 3] }));
  opened[0]?.frame(frame(false, [4], { a: [4] }));
  expect(told).toBe(2);
  expect(hub.read("a")?.series).toEqual([
    { labels: { q: "a" }, times: Float64Array.of(start + 1000, start + 3000, start + 4000), values: Float64Array.of(1, 3, 4) },
  ]);
  expect(hub.range()).toEqual({ from: start + 4000 - 5 * minute, to: start + 4000 });
});

test("a panel that comes later opens a stream with all queries, and what was drawn stays until its first frame", async () => {
  const { clock, hub, opened } = setUp();
  hub.join(["a"], () => {});
  await clock.advance(100);
  opened[0]?.frame(frame(true, [1], { a: [1] }));
  hub.join(["b"], () => {});
  await clock.advance(100);
  expect(opened[0]?.isClosed).toBe(true);
  expect(opened[1]?.input.queries.map(({ expr }) => expr)).toEqual(["a", "b"]);
  expect(hub.read("a")?.series.length).toBe(1);
  expect(hub.read("b")).toBeUndefined();
  opened[1]?.frame(frame(true, [1, 2], { a: [1, 2], b: [5, 6] }));
  expect(hub.read("b")?.series[0]?.values).toEqual(Float64Array.of(5, 6));
});

test("a panel that is scrolled away for a moment finds its stream again; one that has gone for good is taken out", async () => {
  const { clock, hub, opened } = setUp();
  hub.join(["a"], () => {});
  const leave = hub.join(["b"], () => {});
  await clock.advance(100);
  leave?.();
  await clock.advance(5000);
  const leaveAgain = hub.join(["b"], () => {});
  await clock.advance(60_000);
  expect(opened.length).toBe(1);
  leaveAgain?.();
  await clock.advance(60_000);
  expect(opened.map(({ input }) => input.queries.map(({ expr }) => expr))).toEqual([["a", "b"], ["a"]]);
});

test("a panel that comes does not wait for one that has just gone", async () => {
  const { clock, hub, opened } = setUp();
  const leave = hub.join(["a"], () => {});
  await clock.advance(100);
  hub.join(["b"], () => {});
  leave?.();
  await clock.advance(100);
  expect(opened.map(({ input }) => input.queries.map(({ expr }) => expr))).toEqual([["a"], ["b"]]);
});

test("without panels there is no stream", async () => {
  const { clock, hub, opened } = setUp();
  const leave = hub.join(["a"], () => {});
  await clock.advance(100);
  leave?.();
  await clock.advance(60_000);
  expect(opened.map(({ isClosed }) => isClosed)).toEqual([true]);
});

test("when no frame comes for a while, what is there is old, and says so", async () => {
  const { clock, hub, opened } = setUp();
  let told = 0;
  hub.join(["a"], () => told++);
  await clock.advance(100);
  opened[0]?.frame(frame(true, [1], { a: [1] }));
  expect(hub.read("a")?.isStale).toBe(false);
  await clock.advance(6000);
  expect(told).toBe(2);
  expect(hub.read("a")?.isStale).toBe(true);
  opened[0]?.frame(frame(false, [7], { a: [2] }));
  expect(hub.read("a")?.isStale).toBe(false);
});

test("a stream that is refused tells why, beside what is there", async () => {
  const { clock, hub, opened } = setUp();
  hub.join(["a"], () => {});
  await clock.advance(100);
  const failure: Failure = { kind: "server-error", say: "The store is away.", retry: true };
  opened[0]?.fail(failure);
  expect(hub.read("a")).toEqual({ series: [], failure, isStale: true });
  opened[0]?.frame(frame(true, [1], { a: [1] }));
  opened[0]?.fail(failure);
  expect(hub.read("a")).toMatchObject({ failure, series: [{ labels: { q: "a" } }] });
});

test("held still, nobody is told; let go, all are told once", async () => {
  const { clock, hub, opened } = setUp();
  let told = 0;
  hub.join(["a"], () => told++);
  await clock.advance(100);
  hub.hold(true);
  opened[0]?.frame(frame(true, [1], { a: [1] }));
  opened[0]?.frame(frame(false, [2], { a: [2] }));
  expect(told).toBe(0);
  hub.hold(false);
  expect(told).toBe(1);
});

test("a panel whose queries no longer fit into the stream is told so, and fits again once others have gone", async () => {
  const { clock, hub, opened } = setUp();
  const many = Array.from({ length: 98 }, (_, index) => `q${index}`);
  const leave = hub.join(many, () => {});
  expect(hub.join(["a", "b", "c"], () => {})).toBeUndefined();
  expect(hub.join(["a", "q1", "b"], () => {})).toBeDefined();
  await clock.advance(100);
  expect(opened[0]?.input.queries.length).toBe(100);
  leave?.();
  expect(hub.join(["c", "d"], () => {})).toBeDefined();
  await clock.advance(100);
  // What nobody wants any more is not asked along.
  expect(opened[1]?.input.queries.map(({ expr }) => expr).sort()).toEqual(["a", "b", "c", "d", "q1"]);
});

test.each([
  { window: 5 * minute, step: 1000 },
  { window: 15 * minute, step: 1000 },
  { window: 30 * minute, step: 2000 },
  { window: 60 * minute, step: 4000 },
])("a live window of $window ms has a step of $step ms", ({ window, step }) => {
  expect(liveStep(window)).toBe(step);
});

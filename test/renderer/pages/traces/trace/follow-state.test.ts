import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { chooseLinked, followState, pauseMs } from "../../../../../renderer/pages/traces/trace/follow-state";
import { createTraceStore } from "../../../../../renderer/pages/traces/trace/trace-state";
import { readTraceAddress, type TraceAddress } from "../../../../../renderer/pages/traces/trace/url";
import { deferred } from "../../../../support/deferred";
import { drawnTrace } from "./traces";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const trace = drawnTrace([
  { name: "gateway handle", depth: 0, start: 0, duration: 100 },
  { name: "auth check", depth: 1, start: 0, duration: 10 },
]);

const opened = (link = "") =>
  createTraceStore({ trace, first: readTraceAddress(new URLSearchParams(link)), find: async () => new Uint32Array() });

function followed(spanIdOf: (position: number) => Promise<string> = async (position) => `a${position}`) {
  const store = opened();
  const written: TraceAddress[] = [];
  const stop = followState({ trace, store, spanIdOf, write: (address) => written.push(address) });
  return { store, written, stop, spans: () => written.map(({ spanId }) => spanId) };
}

test("of a quick succession of spans the address names the last", async () => {
  const { store, spans } = followed();
  store.getState().choose(0);
  store.getState().choose(1);
  await vi.advanceTimersByTimeAsync(pauseMs);
  expect(spans()).toEqual(["a1"]);
});

test("a span is named too when something is folded while its id is asked for", async () => {
  const id = deferred<string>();
  const { store, spans } = followed(() => id.promise);
  store.getState().choose(1);
  await vi.advanceTimersByTimeAsync(pauseMs);
  store.getState().collapse({ kind: "all" });
  id.resolve("a1");
  await vi.advanceTimersByTimeAsync(0);
  expect(spans()).toEqual(["a1"]);
});

test("an id that comes once the page is left is not written into the address of the next", async () => {
  const id = deferred<string>();
  const { store, written, stop } = followed(() => id.promise);
  store.getState().choose(1);
  await vi.advanceTimersByTimeAsync(pauseMs);
  stop();
  id.resolve("a1");
  await vi.advanceTimersByTimeAsync(0);
  expect(written).toEqual([]);
});

test("a trace that was put away meanwhile leaves the address as it is", async () => {
  const { store, written } = followed(() => Promise.reject(new Error("put away")));
  store.getState().choose(1);
  await vi.advanceTimersByTimeAsync(pauseMs);
  expect(written).toEqual([]);
});

test.each([
  { link: "", view: "waterfall" },
  { link: "view=spans", view: "spans" },
])("a link to a span with '$link' opens it in the view $view", ({ link, view }) => {
  const store = opened(link);
  chooseLinked(store, 1);
  expect([store.getState().name, store.getState().chosen]).toEqual([view, 1]);
});

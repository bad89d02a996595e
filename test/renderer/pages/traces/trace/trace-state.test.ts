import { expect, test } from "vitest";
import { createTraceStore, type FirstState } from "../../../../../renderer/pages/traces/trace/trace-state";
import { deferred } from "../../../../support/deferred";
import { drawnTrace } from "./traces";

// 0 gateway handle    ========================
// 1   auth check      ===
// 2   router route       ==================
// 3     db select           ==   (run of three)
// 4     db select             ==
// 5     db select               ==
// 6     api call                     =======  error
const trace = drawnTrace(
  [
    { name: "gateway handle", depth: 0, start: 0, duration: 100, flags: ["onCriticalPath"] },
    { name: "auth check", depth: 1, start: 0, duration: 10 },
    { name: "router route", depth: 1, start: 10, duration: 80, flags: ["onCriticalPath"] },
    { name: "db select", depth: 2, start: 15, duration: 5, run: 0 },
    { name: "db select", depth: 2, start: 20, duration: 5, run: 0 },
    { name: "db select", depth: 2, start: 25, duration: 5, run: 0 },
    { name: "api call", depth: 2, start: 50, duration: 30, flags: ["error", "onCriticalPath"], shift: -2 },
  ],
  { runs: [{ first: 3, count: 3, totalNs: 15e6, errors: 0 }] },
);

const plain: FirstState = {
  view: "waterfall",
  find: "",
  onlyMatches: false,
  criticalOnly: false,
  errorsOnly: false,
  leastShare: 0,
  foldsRuns: true,
  hidden: [],
};

const none = () => Promise.resolve(new Uint32Array());
const opened = (first: Partial<FirstState> = {}, find: (words: string) => Promise<Uint32Array> = none) =>
  createTraceStore({ trace, first: { ...plain, ...first }, find });
const spans = (store: ReturnType<typeof opened>) => [...store.getState().shown.spans];

test("a trace begins with everything unfolded but its runs", () => {
  const store = opened();
  expect(spans(store)).toEqual([0, 1, 2, 3, 6]);
  expect([...store.getState().shown.foldedRun]).toEqual([-1, -1, -1, 0, -1]);
});

test("it begins as the address says", () => {
  expect(spans(opened({ errorsOnly: true }))).toEqual([0, 2, 6]);
  expect(spans(opened({ foldsRuns: false }))).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect([...(opened({ hidden: ["db", "who is this"] }).getState().filter.services ?? [])]).toEqual([3]);
});

test("what passes the filters is known whatever is folded", () => {
  const store = opened();
  expect(store.getState().amongPositions).toBeUndefined();
  store.getState().collapse({ kind: "all" });
  store.getState().setFilter({ criticalOnly: true });
  expect([...(store.getState().amongPositions ?? [])]).toEqual([0, 2, 6]);
  expect(spans(store)).toEqual([0]);
  store.getState().clearFilters();
  expect(store.getState().amongPositions).toBeUndefined();
});

test("a span that is shown comes out of what it is folded into, and out of its run", () => {
  const store = opened();
  store.getState().collapse({ kind: "all" });
  store.getState().show(4);
  expect(spans(store)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(store.getState()).toMatchObject({ chosen: 4, active: 4, name: "waterfall", wanted: { position: 4 } });
});

test("a filter that hides the span that is shown goes", () => {
  const store = opened({ errorsOnly: true });
  store.getState().show(1);
  expect(store.getState().filter).toEqual({});
  expect(spans(store)).toContain(1);
});

test("a span outside of the range brings the range to itself", () => {
  const store = opened();
  const { range, show } = store.getState();
  range.set({ from: 0, to: 10e6 });
  show(6);
  const { from, to } = range.get();
  expect([to - from, from < 78e6 && to > 48e6]).toEqual([10e6, true]);
});

test("keys that follow an open detail take it along, and without one they do not open any", () => {
  const store = opened();
  store.getState().activate(1);
  expect(store.getState().chosen).toBeUndefined();
  store.getState().choose(1);
  store.getState().activate(2);
  expect(store.getState().chosen).toBe(2);
});

test("folding the row that the keys are in leaves them on the row it went into", () => {
  const store = opened();
  store.getState().activate(6);
  store.getState().collapse({ kind: "depth", depth: 1 });
  expect([spans(store), store.getState().active]).toEqual([[0, 1, 2], 2]);
});

test("found spans are marked, and only they are shown where that is wanted", async () => {
  const store = opened({}, async (words) => (words === "api" ? Uint32Array.of(6) : new Uint32Array()));
  store.getState().filterTo("api");
  await Promise.resolve();
  await Promise.resolve();
  expect([...store.getState().find.matches]).toEqual([6]);
  expect(spans(store)).toEqual([0, 2, 6]);
  store.getState().closeFind();
  expect(spans(store)).toEqual([0, 1, 2, 3, 6]);
});

test("what was found for words that were typed over is left", async () => {
  const slow = deferred<Uint32Array>();
  const store = opened({}, (words) => (words === "a" ? slow.promise : Promise.resolve(Uint32Array.of(2))));
  store.getState().lookFor("a");
  store.getState().lookFor("ab");
  await Promise.resolve();
  slow.resolve(Uint32Array.of(1));
  await slow.promise;
  expect([...store.getState().find.matches]).toEqual([2]);
});

test("that it could not be looked for is told, and the matches before stay", async () => {
  const store = opened({}, (words) =>
    words === "bad" ? Promise.reject(new Error("A quote is not closed.")) : Promise.resolve(Uint32Array.of(1)),
  );
  store.getState().lookFor("auth");
  await Promise.resolve();
  store.getState().lookFor("bad");
  await new Promise((resolve) => setImmediate(resolve));
  expect(store.getState().find).toMatchObject({
    problem: "A quote is not closed.",
    isLooking: false,
    matches: Uint32Array.of(1),
  });
});

test("services are hidden and shown again one by one", () => {
  const store = opened();
  store.getState().toggleService(3);
  expect(spans(store)).toEqual([0, 1, 2, 6]);
  store.getState().toggleService(3);
  expect(spans(store)).toEqual([0, 1, 2, 3, 6]);
});

test("without corrected clocks the range is that of the recorded times", () => {
  const late = drawnTrace([
    { name: "a b", depth: 0, start: 0, duration: 10 },
    { name: "c d", depth: 1, start: 20, duration: 5, shift: -18 },
  ]);
  const store = createTraceStore({ trace: late, first: plain, find: none });
  expect(store.getState().range.get()).toEqual({ from: 0, to: 10e6 });
  store.getState().setCorrectsClocks(false);
  expect(store.getState().range.get()).toEqual({ from: 0, to: 25e6 });
});

test("find takes the focus when it is opened to be typed in, and not when a tag is clicked", async () => {
  const store = opened();
  store.getState().filterTo("db");
  const byTag = store.getState().find.takesFocus === true;
  store.getState().closeFind();
  store.getState().openFind();
  expect([byTag, store.getState().find.takesFocus === true]).toEqual([false, true]);
});

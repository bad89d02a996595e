// Queries in place: what is read for them, how they end, and what is said beside the answer.
import { expect, test, vi } from "vitest";
import { gauge } from "#shared/model/sample";
import { parsePromql } from "#shared/promql/parse";
import { planSelections } from "#shared/promql/plan";
import type { Selection } from "#shared/promql/storage";
import { createQueries, type QueriesOptions } from "../../../../electron/engine/queries/queries";
import { expectedTime, lightLimit, valuesPerSeries } from "../../../../electron/engine/queries/weight";
import type { StoreAnswer } from "../../../../electron/engine/store/reading/pieces";
import { deferred } from "../../../support/deferred";
import { createFakeClock } from "../../../support/fake-clock";
import { createMemoryStore } from "../../../support/memory-store";

const start = Date.UTC(2026, 10, 21, 8);
const { signal } = new AbortController();

function setUp(read?: QueriesOptions["store"]["read"]) {
  const clock = createFakeClock(start + 60_000);
  const store = createMemoryStore();
  for (let second = 1; second <= 60; second++) store.append("w", start + second * 1000, [gauge("up", second)]);
  const asked: Selection[] = [];
  const queries = createQueries({
    clock,
    store: {
      read(selections, stop) {
        asked.push(...selections);
        return read ? read(selections, stop) : store.read(selections, stop);
      },
    },
  });
  return { clock, queries, asked, store };
}

test("a query is answered from what its plan has read, and what stands in it twice is read once", async () => {
  const { queries, asked } = setUp();
  const { result, tiers } = await queries.instant(parsePromql("up + up"), start + 60_000, { signal });
  expect(result).toMatchObject({ kind: "vector", values: Float64Array.of(120) });
  expect(tiers).toEqual(["raw"]);
  expect(asked).toMatchObject([{ from: start - 240_000, to: start + 60_000, step: 0 }]);
});

test("a longer lookback reads further back", async () => {
  const { queries, asked } = setUp();
  await queries.instant(parsePromql("up"), start + 60_000, { signal, lookback: 600_000 });
  expect(asked).toMatchObject([{ from: start - 540_000 }]);
});

test("a query without samples reads none, and no tier answers it", async () => {
  const { queries } = setUp();
  expect(await queries.instant(parsePromql("1 + 1"), start, { signal })).toEqual({
    result: { kind: "scalar", time: start, value: 2 },
    warnings: [],
    infos: [],
    tiers: [],
  });
});

test.each([
  { lost: 1, what: "one stretch" },
  { lost: 24, what: "24 stretches" },
])("an answer that lacks $what of the history says so", async ({ lost, what }) => {
  const { queries } = setUp(() => ({ selections: [[]], tiers: [0], samples: 0, lost }));
  expect((await queries.instant(parsePromql("up"), start + 60_000, { signal })).warnings).toEqual([
    `The answer lacks ${what} of the history that cannot be read; \`watchdeck store verify\` says what is lost.`,
  ]);
});

test("a damaged chunk costs itself, and the answer says so", async () => {
  const times = Float64Array.of(start + 60_000);
  const damaged = {
    kind: "chunk" as const,
    tier: 0 as const,
    times: Uint8Array.of(1),
    bytes: Uint8Array.of(1),
    from: 0,
    to: start,
  };
  const answer: StoreAnswer = {
    selections: [[{ labels: { __name__: "up" }, pieces: [damaged, { kind: "rows", times, values: Float64Array.of(7) }] }]],
    tiers: [0],
    samples: 2,
  };
  const { queries } = setUp(() => answer);
  const { result, warnings } = await queries.instant(parsePromql("up"), start + 60_000, { signal });
  expect(result).toMatchObject({ values: Float64Array.of(7) });
  expect(warnings).toEqual([
    "The answer lacks the samples of one damaged chunk of the store; `watchdeck store verify` says what is lost.",
  ]);
});

test.each([
  { name: "whose reader has gone", limits: { signal: AbortSignal.abort() }, kind: "cancelled", say: "The query was cancelled." },
  {
    name: "without time",
    limits: { signal, deadline: 0 },
    kind: "timeout",
    say: "This host did not answer the query within 0 s; narrow its selectors or its time range.",
  },
])("a query $name is not begun", async ({ limits, kind, say }) => {
  const { queries, asked } = setUp();
  await expect(queries.instant(parsePromql("up"), start, limits)).rejects.toMatchObject({ failure: { kind, say } });
  expect(asked).toEqual([]);
});

test("a disk that does not answer fails the query at its deadline, and leaves no timer behind", async () => {
  const never = deferred<StoreAnswer>();
  const { queries, clock } = setUp(() => never.promise);
  const settled = vi.fn();
  const asked = queries.instant(parsePromql("up"), start, { signal }).catch((error) => settled(error.failure.kind));
  await clock.advance(29_999);
  expect(settled).not.toHaveBeenCalled();
  await clock.advance(1);
  await asked;
  expect(settled).toHaveBeenCalledWith("timeout");
  expect(clock.pendingTimers).toBe(0);
});

test("what would fill the memory is refused before it is unpacked", async () => {
  const chunk = {
    kind: "chunk" as const,
    tier: 0 as const,
    times: Uint8Array.of(1),
    bytes: Uint8Array.of(1),
    from: 0,
    to: start,
  };
  const answer: StoreAnswer = { selections: [[{ labels: {}, pieces: [chunk] }]], tiers: [0], samples: 60_000_000 };
  const { queries } = setUp(() => answer);
  await expect(queries.instant(parsePromql("up"), start, { signal })).rejects.toMatchObject({
    failure: { kind: "refused", say: expect.stringMatching(/^query processing would load too many samples into memory/) },
  });
});

test("a query that touches more samples than allowed is refused", async () => {
  const { clock, store } = setUp();
  const queries = createQueries({ store, clock, maxSamples: 10 });
  await expect(queries.instant(parsePromql("sum_over_time(up[1m])"), start + 60_000, { signal })).rejects.toMatchObject({
    failure: { kind: "refused" },
  });
});

test.each([
  { name: "a few series", expr: "sum(up)", series: 50, samples: 5000, isLight: true },
  { name: "thousands of series over time", expr: "sum(up)", series: 5000, samples: 15_000, isLight: false },
  { name: "millions of samples", expr: "sum_over_time(up[1h])", series: 10, samples: 5_000_000, isLight: false },
  {
    name: "long windows that are put in order",
    expr: "quantile_over_time(0.9, up[30m])",
    series: 10,
    samples: 36_000,
    isLight: false,
  },
  { name: "the same windows added up", expr: "sum_over_time(up[30m])", series: 10, samples: 36_000, isLight: true },
])("$name: is it light? $isLight", ({ expr, series, samples, isLight }) => {
  const query = parsePromql(expr);
  const range = { start, end: start + 3_600_000, step: 15_000 };
  const selections = planSelections(query, range);
  const found = Array.from({ length: series }, () => ({ labels: {}, pieces: [] }));
  const answer: StoreAnswer = { selections: selections.map(() => found), tiers: [0], samples };
  expect(expectedTime(query.expr, { kind: "range", ...range }, selections, answer) <= lightLimit).toBe(isLight);
});

test.each([
  { expr: "up", values: 11 },
  { expr: "sum(rate(x[5m]))", values: 44 },
  { expr: "max_over_time(up[1h:1s])", values: 11 + 11 * 3600 + 3700 },
  { expr: "max_over_time(up[1h * 2:1m])", values: Number.POSITIVE_INFINITY },
])("$expr over eleven steps computes about $values values for each series", ({ expr, values }) => {
  const span = { kind: "range" as const, start: 0, end: 100_000, step: 10_000 };
  expect(valuesPerSeries(parsePromql(expr).expr, span)).toBe(values);
});

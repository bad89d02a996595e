import { expect, test } from "vitest";
import { counter, gauge } from "#shared/model/sample";
import { createQueries } from "../../../../../electron/engine/queries/queries";
import { createLocalSource } from "../../../../../electron/engine/sources/local/index";
import { createFakeClock } from "../../../../support/fake-clock";
import { createMemoryStore } from "../../../../support/memory-store";

const start = Date.UTC(2026, 10, 21, 8);

/** One minute of a counter that gains 2 a second, and of a gauge. */
function createSource() {
  const store = createMemoryStore();
  const clock = createFakeClock(start + 60_000);
  for (let second = 1; second <= 60; second++) {
    store.append("w", start + second * 1000, [counter("c_total", second * 2, { i: "a" }), gauge("up", 1)]);
  }
  return {
    source: createLocalSource({
      store,
      queries: createQueries({ store, clock }),
      clock,
      help: (metric) => (metric === "up" ? "Whether it answers." : undefined),
      absence: (metric) => (metric === "battery" ? "battery is not measured: there is none." : undefined),
    }),
    clock,
  };
}

const { signal } = new AbortController();

test("an instant query without a time is answered for now", async () => {
  const { source } = createSource();
  expect(await source.instant({ expr: "rate(c_total[30s])", signal })).toEqual({
    result: {
      kind: "vector",
      labels: [{ i: "a" }],
      times: Float64Array.of(start + 60_000),
      values: Float64Array.of(2),
    },
    warnings: [],
    infos: [],
    tiers: ["raw"],
  });
});

test("a range query gives each series its points", async () => {
  const { source } = createSource();
  const { series } = await source.range({
    expr: "c_total > 100",
    start: start + 45_000,
    end: start + 60_000,
    step: 5000,
    signal,
  });
  expect(series).toEqual([
    {
      labels: { __name__: "c_total", i: "a" },
      times: Float64Array.of(start + 55_000, start + 60_000),
      values: Float64Array.of(110, 120),
    },
  ]);
});

test.each([
  { expr: "battery < 20", infos: ["battery is not measured: there is none."] },
  { expr: "max(battery) or missing", infos: ["battery is not measured: there is none."] },
  { expr: "up == 0", infos: [] },
  { expr: "up or battery", infos: [] },
  { expr: '{job="local"}', infos: [] },
])("$expr is answered with $infos beside it", async ({ expr, infos }) => {
  const { source } = createSource();
  expect((await source.instant({ expr, signal })).infos).toEqual(infos);
  const range = { start: start + 45_000, end: start + 60_000, step: 5000 };
  expect((await source.range({ expr, ...range, signal })).infos).toEqual(infos);
});

test.each([
  {
    name: "a mistake",
    expr: "rate(up)",
    kind: "bad-query",
    say: '1:6: parse error: expected type range vector in call to function "rate", got instant vector',
  },
  {
    name: "what is not evaluated yet",
    expr: "info(up)",
    kind: "not-supported",
    say: "1:1: `info` is not supported here; a Prometheus server knows it",
  },
])("$name in a query is refused in a sentence with its place", async ({ expr, kind, say }) => {
  const { source } = createSource();
  await expect(source.instant({ expr, signal })).rejects.toMatchObject({ failure: { kind, say } });
});

test.each([
  { name: "too many points", query: { start, end: start + 11_001_000, step: 1000 }, say: /more than 11,000 points/ },
  { name: "no step", query: { start, end: start + 1000, step: 0 }, say: /step of a range query must be longer than 0/ },
  { name: "an end before the start", query: { start, end: start - 1, step: 1000 }, say: /lies before its start/ },
])("a range query with $name is refused", async ({ query, say }) => {
  const { source } = createSource();
  await expect(source.range({ expr: "up", ...query, signal })).rejects.toMatchObject({
    failure: { kind: "bad-request", say: expect.stringMatching(say) },
  });
});

test("checking warns of what is right but not evaluated yet", () => {
  const { source } = createSource();
  expect(source.check("sum(rate(c_total[1m]))")).toEqual([]);
  expect(source.check("up +")).toMatchObject([{ severity: "error", place: { line: 1, column: 5 } }]);
  expect(source.check("1 + info(up)")).toMatchObject([{ severity: "warning", place: { from: 4, line: 1, column: 5 } }]);
});

test("values of what is no selector are refused in words", async () => {
  const { source } = createSource();
  const asked = source.labelValues({ label: "i", matcher: "rate(c_total[1m])", limit: 9, signal });
  await expect(asked).rejects.toThrow(
    '“rate(c_total[1m])” is no selector: give a metric with its labels, such as up{job="node"}.',
  );
});

test("names, values and kinds come from what is stored", async () => {
  const { source } = createSource();
  expect(await source.labelNames({ metric: "c_total", signal })).toEqual(["__name__", "i"]);
  expect(await source.labelValues({ label: "__name__", limit: 1, signal })).toEqual(["c_total"]);
  expect(await source.labelValues({ label: "__name__", matcher: '{__name__=~"u.*"}', limit: 9, signal })).toEqual(["up"]);
  expect(await source.labelValues({ label: "i", matcher: 'c_total{i!="a"}', limit: 9, signal })).toEqual([]);
  expect(await source.metadata({ signal })).toEqual({
    c_total: { type: "counter", help: "" },
    up: { type: "gauge", help: "Whether it answers." },
  });
});

import { describe, expect, test } from "vitest";
import type { AppError } from "#shared/model/failure";
import { evaluateInstant, evaluateRange, evaluateSteps } from "#shared/promql/evaluate";
import { parsePromql } from "#shared/promql/parse";
import type { Selectable } from "#shared/promql/storage";
import { storageOf } from "../../support/promql-series";
import { ask, askOver } from "./functions/ask";

const nothing: Selectable = { select: () => [] };

test("the deepest query that parses is evaluated, not a stack overflow", () => {
  const chain = `${"1 + (".repeat(199)}1${")".repeat(199)}`;
  expect(evaluateInstant(parsePromql(chain), 0, { storage: nothing })).toMatchObject({ kind: "scalar", value: 200 });
});

test.each([
  { name: "a subquery of a billion steps", query: "sum_over_time(vector(1)[1y:1ms])" },
  { name: "samples of many windows' series", query: "sum_over_time(vector(1)[1h:1s])" },
])("$name is too much, and is refused before it is made", ({ query }) => {
  const run = () => evaluateInstant(parsePromql(query), 0, { storage: nothing, maxSamples: 1000 });
  expect(run).toThrowError(
    "query processing would load too many samples into memory in query execution: it would touch more than 1,000",
  );
});

test.each([
  { name: "no step", span: { start: 0, end: 1, step: 0 } },
  { name: "a negative step", span: { start: 0, end: 1, step: -1 } },
  { name: "a step that is no number", span: { start: 0, end: 1, step: Number.NaN } },
  { name: "an endless step", span: { start: 0, end: 1, step: Number.POSITIVE_INFINITY } },
])("a query over time with $name is refused", ({ span }) => {
  const run = () => evaluateRange(parsePromql("1"), span, { storage: nothing });
  expect(run).toThrowError("zero or negative query resolution step widths are not accepted. Try a positive integer");
});

test("a query over time needs times for its ends", () => {
  const run = () => evaluateRange(parsePromql("1"), { start: Number.NaN, end: 1, step: 1 }, { storage: nothing });
  expect(run).toThrowError("the start and the end of a query over time must be times");
});

test("a query over time that ends before it begins has no steps, and no answer", () => {
  for (const query of ["1", "x", "sum(x)", "topk(1, x)", "vector(1)", "max_over_time(x[1m:])"]) {
    expect(evaluateRange(parsePromql(query), { start: 1, end: 0, step: 1 }, { storage: nothing })).toEqual([]);
  }
});

test("a query over more steps than may be touched is refused before they are made", () => {
  const run = () => evaluateRange(parsePromql("1"), { start: 0, end: 1e15, step: 1 }, { storage: nothing });
  expect(run).toThrowError("query processing would load too many samples");
});

test.each([
  { query: "x[1m]", found: "range vector" },
  { query: '"x"', found: "string" },
])("$query has no value over time", ({ query, found }) => {
  const run = () => evaluateRange(parsePromql(query), { start: 0, end: 1, step: 1 }, { storage: nothing });
  expect(run).toThrowError(`invalid expression type "${found}" for range query, must be Scalar or instant Vector`);
});

test("a range by itself is answered with its samples, series by labels, and no stale markers", () => {
  const storage = storageOf([
    { labels: { __name__: "x", b: "1" }, points: [{ time: 1, value: 1 }] },
    {
      labels: { __name__: "x", a: "1" },
      points: [
        { time: 1, value: 2 },
        { time: 2, value: 0, stale: true },
        { time: 3, value: 3 },
      ],
    },
  ]);
  const result = evaluateInstant(parsePromql("x[3ms]"), 3, { storage });
  expect(result).toEqual({
    kind: "matrix",
    series: [
      { labels: { __name__: "x", a: "1" }, times: Float64Array.of(1, 3), values: Float64Array.of(2, 3) },
      { labels: { __name__: "x", b: "1" }, times: Float64Array.of(1), values: Float64Array.of(1) },
    ],
  });
});

test("how old a sample may be, and how wide a subquery steps, can be set", () => {
  const storage = storageOf([{ labels: { __name__: "x" }, points: [{ time: 0, value: 1 }] }]);
  const valuesAt = (query: string, time: number, options: { lookback?: number; subqueryStep?: number }) => {
    const result = evaluateInstant(parsePromql(query), time, { storage, ...options });
    return result.kind === "vector" ? [...result.values] : result.kind;
  };
  expect([valuesAt("x", 299_999, {}), valuesAt("x", 300_000, {})]).toEqual([[1], []]);
  expect([valuesAt("x", 999, { lookback: 1000 }), valuesAt("x", 1000, { lookback: 1000 })]).toEqual([[1], []]);
  expect(valuesAt("count_over_time(x[4m:])", 240_000, {})).toEqual([4]);
  expect(valuesAt("count_over_time(x[4m:])", 240_000, { subqueryStep: 30_000 })).toEqual([8]);
});

describe("what stands under @", () => {
  test("is read once, whatever the number of steps", () => {
    let points = 0;
    const storage: Selectable = {
      select({ from, to }) {
        points += 1;
        return [{ labels: { __name__: "x" }, times: Float64Array.of(to), values: Float64Array.of(to - from) }];
      },
    };
    const span = { start: 0, end: 1_000_000, step: 100 };
    const limit = { storage, maxSamples: 50_000 };
    const [series] = evaluateRange(parsePromql("sum(rate(x[1m] @ end()) or x @ 5)"), span, limit);
    expect({ points, values: series?.values.length }).toEqual({ points: 2, values: 10_001 });
  });

  test.each([
    { query: "x @ 10", line: "x 2 2 2" },
    { query: "x @ start()", line: "x 1 1 1" },
    { query: "x @ end() offset 10s", line: "x 2 2 2" },
    { query: "sum_over_time(x[20s] @ 20)", line: "{} 5 5 5" },
    { query: "sum_over_time(x[20s:10s] @ 20)", line: "{} 5 5 5" },
    { query: "sum_over_time((x @ 20)[20s:10s])", line: "{} 6 6 6" },
    { query: "x - x @ 0", line: "{} 0 1 2" },
    { query: "timestamp(x @ 10)", line: "{} 10 10 10" },
    { query: "timestamp(abs(x @ 10))", line: "{} 0 10 20" },
    { query: "predict_linear(x[20s] @ 20, 10)", line: "{} 2 3 4" },
  ])("stays the same: $query", ({ query, line }) => {
    expect(askOver(query, ["x 1 2 3"], [0, 20, 10]).lines).toEqual([line]);
  });
});

describe("durations that are worked out", () => {
  test.each([
    { query: "sum_over_time(x[step() * 2])", line: "{} 1 3 5" },
    { query: "sum_over_time(x[range()])", line: "{} 1 3 5" },
    { query: "sum_over_time(x[min_of(range(), step())])", line: "{} 1 2 3" },
    { query: "sum_over_time(x[max_of(step(), 20)])", line: "{} 1 3 5" },
    { query: "x offset (5s + 5)", line: "x _ 1 2" },
    { query: "x offset -(2 ^ 3 + 20 % 6)", line: "x 2 3 3" },
  ])("$query", ({ query, line }) => expect(askOver(query, ["x 1 2 3"], [0, 20, 10]).lines).toEqual([line]));

  test.each([
    { query: "sum_over_time(x[step()])", message: "duration must be greater than 0" },
    { query: "sum_over_time(x[1m - range() - 61])", message: "duration must be greater than 0" },
    { query: "x offset (1 / range())", message: "division by zero" },
    { query: "x offset (1 % step())", message: "modulo by zero" },
    { query: "x offset (10 ^ 300)", message: "duration is out of range" },
    { query: "x offset (10 ^ 300 * 10 ^ 300)", message: "duration is NaN or infinite" },
  ])("$query fails: $message", ({ query, message }) => {
    expect(() => ask(query, ["x 1"])).toThrowError(message);
  });
});

describe("a query that nobody waits for any more", () => {
  /** Series enough that every loop over them is long. */
  const many = storageOf(
    Array.from({ length: 1500 }, (_, index) => ({
      labels: { __name__: "x", id: `${index}`, le: "1" },
      points: Array.from({ length: 20 }, (_, point) => ({ time: point * 1000, value: index + point })),
    })),
  );

  /** Runs to the end and counts the looks, then again for each part of them, and expects an end there. */
  function endsAnywhere(query: string): void {
    const run = (signal: { readonly aborted: boolean }) =>
      evaluateRange(parsePromql(query), { start: 10_000, end: 19_000, step: 1000 }, { storage: many, signal });
    let looks = 0;
    const counting = {
      get aborted() {
        looks++;
        return false;
      },
    };
    run(counting);
    expect(looks).toBeGreaterThan(3);
    for (const part of [0, 0.3, 0.6, 0.95]) {
      let left = Math.floor(looks * part);
      const signal = {
        get aborted() {
          return left-- <= 0;
        },
      };
      expect(() => run(signal)).toThrowError("query was canceled in expression evaluation");
      expect(left).toBe(-1);
    }
  }

  test.each([
    "x",
    "-x",
    "x * 2",
    "x + x",
    "x and x",
    "x or -x",
    "sum by (id) (x)",
    "topk(10, x)",
    "topk(1499, x)",
    "quantile(0.5, x)",
    'count_values("v", x)',
    "limit_ratio(0.5, x)",
    "rate(x[5s])",
    "max_over_time(x[5s:1s])",
    "x / on (le) group_left sum by (le) (x)",
  ])("ends soon, wherever it is: %s", (query) => endsAnywhere(query));
});

test("answers do not share memory that a caller may give away", () => {
  const storage = storageOf([{ labels: { __name__: "x" }, points: [{ time: 0, value: 1 }] }]);
  const series = evaluateRange(parsePromql("timestamp(x + 0) or vector(1)"), { start: 0, end: 2000, step: 1000 }, { storage });
  const buffers = series.flatMap(({ times, values }) => [times.buffer, values.buffer]);
  expect(new Set(buffers).size).toBe(buffers.length);
});

test("steps that are given are used as they are, and columns keep their gaps", () => {
  const storage = storageOf([{ labels: { __name__: "x" }, points: [{ time: 5, value: 1 }] }]);
  const columns = evaluateSteps(parsePromql("x"), Float64Array.of(4, 5, 6), 1, { storage });
  expect(columns).toEqual([{ labels: { __name__: "x" }, values: Float64Array.of(0, 1, 1), present: Uint8Array.of(0, 1, 1) }]);
});

test("what is left out of the language is refused by name, at its place", () => {
  const run = () => evaluateInstant(parsePromql("sum(info(x))"), 0, { storage: nothing });
  expect(run).toThrowError("1:5: `info` is not supported here; a Prometheus server knows it");
  try {
    run();
  } catch (error) {
    expect((error as AppError).failure.kind).toBe("not-supported");
  }
});

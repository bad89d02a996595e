import { describe, expect, test } from "vitest";
import { evaluateInstant } from "#shared/promql/evaluate";
import { meansOf, sumsOf } from "#shared/promql/evaluate/functions/sums";
import { parsePromql } from "#shared/promql/parse";
import { createRandom } from "../../../support/random-numbers";
import { ask, askOver } from "./ask";

test.each([
  { query: "sum_over_time(g[1m])", row: "g 1 2 3.5", expected: ["{} 6.5"] },
  { query: "sum_over_time(g[1m])", row: "g 1e100 1 -1e100", expected: ["{} 1"] },
  { query: "sum_over_time(g[1m])", row: "g 0.1 0.2 0.3", expected: ["{} 0.6"] },
  { query: "sum_over_time(g[1m])", row: "g 1 Inf 3", expected: ["{} Infinity"] },
  { query: "sum_over_time(g[1m])", row: "g Inf -Inf 3", expected: ["{} NaN"] },
  { query: "sum_over_time(g[1m])", row: "g 1 NaN 3", expected: ["{} NaN"] },
  { query: "sum_over_time(g[1m])", row: "g 1.5e308 1.5e308 -1.5e308", expected: ["{} Infinity"] },
  { query: "sum_over_time(g[1m])", row: "g -0 -0", expected: ["{} 0"] },
  { query: "avg_over_time(g[1m])", row: "g 1 2 6", expected: ["{} 3"] },
  { query: "avg_over_time(g[1m])", row: "g 0.1 0.2 0.3", expected: ["{} 0.2"] },
  { query: "avg_over_time(g[1m])", row: "g 1.5e308 1.5e308 1.2e308", expected: ["{} 1.4e+308"] },
  { query: "avg_over_time(g[1m])", row: "g 1.5e308 3e291 1.5e308 -1.5e308 -1.5e308", expected: ["{} 5.5896007738368e+291"] },
  { query: "avg_over_time(g[1m])", row: "g -1.5e308 -1.5e308 -1.2e308", expected: ["{} -1.4e+308"] },
  { query: "avg_over_time(g[1m])", row: "g 5 Inf 3", expected: ["{} Infinity"] },
  { query: "avg_over_time(g[1m])", row: "g Inf -Inf 3", expected: ["{} NaN"] },
  { query: "avg_over_time(g[1m])", row: "g 5 NaN 3", expected: ["{} NaN"] },
  { query: "min_over_time(g[1m])", row: "g 3 NaN 1 2", expected: ["{} 1"] },
  { query: "max_over_time(g[1m])", row: "g NaN 3 NaN 1", expected: ["{} 3"] },
  { query: "max_over_time(g[1m])", row: "g NaN NaN", expected: ["{} NaN"] },
  { query: "max_over_time(g[1m])", row: "g -0 0", expected: ["{} -0"] },
  { query: "min_over_time(g[1m])", row: "g 0 -Inf Inf", expected: ["{} -Infinity"] },
  { query: "count_over_time(g[1m])", row: "g 1 _ NaN stale 4", expected: ["{} 3"] },
  { query: "present_over_time(g[1m])", row: "g 1 _ NaN", expected: ["{} 1"] },
  { query: "present_over_time(g[1m])", row: "g stale", expected: [] },
  { query: "first_over_time(g[35s])", row: "g 1 2 3 4 5", expected: ["g 3"] },
  { query: "last_over_time(g[1m])", row: "g 1 2 3 stale", expected: ["g 3"] },
  { query: "ts_of_min_over_time(g[1m])", row: "g 2 1 1 3", expected: ["{} 20"] },
  { query: "ts_of_max_over_time(g[1m])", row: "g 3 NaN 3 1", expected: ["{} 20"] },
  { query: "ts_of_max_over_time(g[1m])", row: "g NaN NaN", expected: ["{} 10"] },
  { query: "ts_of_first_over_time(g[1m])", row: "g _ 3 3 1", expected: ["{} 10"] },
  { query: "ts_of_last_over_time(g[1m])", row: "g _ 3 3 stale", expected: ["{} 20"] },
])("$query of `$row` is $expected", ({ query, row, expected }) => {
  expect(ask(query, [row], { at: 50 })).toEqual(expected);
});

test.each(["sum", "avg", "min", "max", "count", "first", "last", "present"])(
  "%s_over_time has no answer where no sample is",
  (name) => expect(ask(`${name}_over_time(g[10s] offset 1h)`, ["g 1 2 3"], { at: 20 })).toEqual([]),
);

describe("windows that move over a series", () => {
  const row = "g 3 1 NaN 2 _ 7 7 0 4";
  test.each([
    { query: "min_over_time(g[25s])", expected: "{} 3 1 1 1 2 2 7 0 0" },
    { query: "max_over_time(g[25s])", expected: "{} 3 3 3 2 2 7 7 7 7" },
    { query: "ts_of_min_over_time(g[25s])", expected: "{} 0 10 10 10 30 30 60 70 70" },
    { query: "ts_of_max_over_time(g[25s])", expected: "{} 0 0 0 30 30 50 60 60 60" },
    { query: "count_over_time(g[25s])", expected: "{} 1 2 3 3 2 2 2 3 3" },
    { query: "first_over_time(g[25s])", expected: "g 3 3 3 1 NaN 2 7 7 7" },
  ])("$query", ({ query, expected }) => expect(askOver(query, [row], [0, 80, 10]).lines).toEqual([expected]));
});

/** Kahan's sum as its book has it: what running totals must agree with to the last digit. */
function plainSum(values: readonly number[]): number {
  let [total, lost] = [0, 0];
  for (const value of values) {
    const next = total + value;
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    total = next;
  }
  return total + lost;
}

test.each([
  { name: "whole numbers", next: (random: number) => Math.round(random * 1e9) },
  { name: "whole numbers of either sign", next: (random: number) => Math.round((random - 0.5) * 2 ** 40) },
  { name: "whole numbers too large to add exactly", next: (random: number) => Math.round(random * 2 ** 52) },
  { name: "fractions", next: (random: number) => random * 100 },
  { name: "sizes far apart", next: (random: number) => (random - 0.5) * 10 ** (40 * random) },
])("sums and means of any stretch of $name have the digits of adding one by one", ({ next }) => {
  const random = createRandom(7);
  const values = Float64Array.from({ length: 300 }, () => next(random.whole(0, 1e9) / 1e9));
  const [sum, mean] = [sumsOf(values), meansOf(values)];
  for (let first = 0; first < 290; first += 7) {
    for (const end of [first + 1, first + 9, 300]) {
      const part = Array.from(values.subarray(first, end));
      expect(sum(first, end, 0)).toBe(plainSum(part));
      expect(mean(first, end, 0)).toBeCloseTo(plainSum(part) / part.length, 10 - Math.log10(Math.abs(plainSum(part)) + 1));
    }
  }
});

test.each([
  { query: "count_over_time(g[1m])", column: [10, 20, 5], counts: [10, 10, 1], expected: 21 },
  { query: "avg_over_time(g[1m])", column: [10, 20, 5], counts: [10, 10, 1], expected: 35 / 21 },
  { query: "sum_over_time(g[1m])", column: [10, 20, 5], counts: [10, 10, 1], expected: 35 },
  { query: "max_over_time(g[1m])", column: [10, 20, 5], counts: [10, 10, 1], expected: 20 },
])("$query over a coarser tier weighs each value by the samples that it stands for", ({ query, column, counts, expected }) => {
  const times = Float64Array.of(10_000, 20_000, 30_000);
  const series = { labels: {}, times, values: Float64Array.from(column), counts: Float64Array.from(counts) };
  const result = evaluateInstant(parsePromql(query), 30_000, { storage: { select: () => [series] } });
  expect(result).toMatchObject({ kind: "vector", values: Float64Array.of(expected) });
});

import { describe, expect, test } from "vitest";
import { createWindowSorter } from "#shared/promql/evaluate/functions/window-sorter";
import { createRandom } from "../../../support/random-numbers";
import { ask, askOver, askRemarked } from "./ask";

test.each([
  { query: "quantile_over_time(0.5, g[1m])", row: "g 4 1 3 2", expected: ["{} 2.5"] },
  { query: "quantile_over_time(0.25, g[1m])", row: "g 5 1 3 2 4", expected: ["{} 2"] },
  { query: "quantile_over_time(0, g[1m])", row: "g 4 1 3", expected: ["{} 1"] },
  { query: "quantile_over_time(1, g[1m])", row: "g 4 1 3", expected: ["{} 4"] },
  { query: "quantile_over_time(0.9, g[1m])", row: "g 7", expected: ["{} 7"] },
  // NaN counts as the least.
  { query: "quantile_over_time(0.5, g[1m])", row: "g NaN 1 NaN", expected: ["{} NaN"] },
  { query: "quantile_over_time(0.5, g[1m])", row: "g NaN 1 3", expected: ["{} 1"] },
  { query: "quantile_over_time(0.75, g[1m])", row: "g NaN 1 3", expected: ["{} 2"] },
  // Between two values even if only the lower one counts: nothing of infinity is NaN.
  { query: "quantile_over_time(0.5, g[1m])", row: "g -Inf 1 Inf", expected: ["{} NaN"] },
  { query: "quantile_over_time(0.25, g[1m])", row: "g -Inf 1 Inf", expected: ["{} -Infinity"] },
  { query: "quantile_over_time(1.01, g[1m])", row: "g 1", expected: ["{} Infinity"] },
  { query: "quantile_over_time(-1, g[1m])", row: "g 1", expected: ["{} -Infinity"] },
  { query: "quantile_over_time(NaN, g[1m])", row: "g 1", expected: ["{} NaN"] },
  { query: "quantile_over_time(0.5, g[1m])", row: "g stale", expected: [] },
  { query: "mad_over_time(g[1m])", row: "g 4 6 2 1 999", expected: ["{} 2"] },
  { query: "mad_over_time(g[1m])", row: "g 1 2 4 8", expected: ["{} 1.5"] },
  { query: "mad_over_time(g[1m])", row: "g 3", expected: ["{} 0"] },
  { query: "mad_over_time(g[1m])", row: "g 1 NaN 3", expected: ["{} NaN"] },
  { query: "mad_over_time(g[1m])", row: "g 1 2 3 Inf", expected: ["{} 1"] },
  { query: "mad_over_time(g[1m])", row: "g 1 Inf Inf", expected: ["{} NaN"] },
  { query: "stdvar_over_time(g[1m])", row: "g 0 8 8 2 3", expected: ["{} 10.559999999999999"] },
  { query: "stddev_over_time(g[1m])", row: "g 1 3", expected: ["{} 1"] },
  { query: "stddev_over_time(g[1m])", row: "g 5", expected: ["{} 0"] },
  { query: "stddev_over_time(g[1m])", row: "g 1.5990505637277868x3", expected: ["{} 0"] },
  { query: "stdvar_over_time(g[1m])", row: "g 1 NaN", expected: ["{} NaN"] },
  { query: "stdvar_over_time(g[1m])", row: "g 1 Inf 2", expected: ["{} NaN"] },
])("$query of `$row` is $expected", ({ query, row, expected }) => {
  expect(ask(query, [row], { at: 50 })).toEqual(expected);
});

test("the quantile may differ from step to step", () => {
  const { lines } = askOver("quantile_over_time(scalar(q), g[30s])", ["g 1 2 3 4 5", "q 0 0.5 1 NaN 2"], [0, 40, 10]);
  expect(lines).toEqual(["{} 1 1.5 3 NaN Infinity"]);
});

describe("a quantile that is none", () => {
  const rows = ['g{a="1"} 1 2 3', 'g{a="2"} 1 2 3'];
  test.each([
    { query: "quantile_over_time(1.5, g[1m])", got: "1.5 (1:20)" },
    { query: "quantile_over_time((-0.1), g[1m])", got: "-0.1 (1:20)" },
    { query: "quantile_over_time((2), g[1m] @ 0)", got: "2 (1:21)" },
    { query: "quantile_over_time((time() + 2), g[1m])", got: "2 (1:21)" },
    { query: "quantile_over_time(NaN, g[1m])", got: "NaN (1:20)" },
    { query: "quantile_over_time(1e21, g[1m])", got: "1e+21 (1:20)" },
    { query: "quantile_over_time(123456789, g[1m])", got: "1.23456789e+08 (1:20)" },
    { query: "quantile_over_time(Inf, g[1m])", got: "+Inf (1:20)" },
  ])("$query is warned of once, as $got", ({ query, got }) => {
    expect(askRemarked(query, rows).warnings).toEqual([`PromQL warning: quantile value should be between 0 and 1, got ${got}`]);
  });

  test("is not warned of where there is nothing to take it of", () => {
    expect(askRemarked("quantile_over_time(2, nothing[1m])", rows).warnings).toEqual([]);
  });
});

test.each([
  { name: "overlapping windows", width: 40, stride: 3 },
  { name: "windows side by side", width: 10, stride: 10 },
  { name: "windows with gaps between them", width: 5, stride: 12 },
  { name: "a window that grows", width: 200, stride: 0 },
])("$name are sorted as if each were sorted anew", ({ width, stride }) => {
  const random = createRandom(3);
  const special = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 5, 5, -1];
  const values = Float64Array.from({ length: 200 }, () => (random.chance(0.3) ? random.pick(special) : random.whole(-50, 50)));
  const sorter = createWindowSorter(values);
  for (let first = 0, end = 1; first < 200 && end <= 200; first += stride, end = stride === 0 ? end + 7 : first + width) {
    const expected = Array.from(values.subarray(first, end))
      .filter((value) => !Number.isNaN(value))
      .sort((a, b) => (a === b ? 0 : a - b));
    expect(Array.from(sorter(first, end))).toEqual(expected);
  }
});

import { describe, expect, test } from "vitest";
import { ask, askOver } from "./ask";

test.each([
  { query: "deriv(g[1m])", row: "g 0 10 20 30 40 50", expected: ["{} 1"] },
  { query: "deriv(g[1m])", row: "g 0 10 10 30", expected: ["{} 0.9"] },
  { query: "deriv(g[1m])", row: "g 50 40 _ 20", expected: ["{} -1.0000000000000002"] },
  { query: "deriv(g[1m])", row: "g 7x5", expected: ["{} 0"] },
  { query: "deriv(g[1m])", row: "g Inf Inf", expected: ["{} NaN"] },
  { query: "deriv(g[1m])", row: "g 1 Inf", expected: ["{} NaN"] },
  { query: "deriv(g[1m])", row: "g 1 NaN 3", expected: ["{} NaN"] },
  { query: "deriv(g[1m])", row: "g 4", expected: [] },
  { query: "predict_linear(g[1m], 0)", row: "g 0 10 20 30 40 50", expected: ["{} 50"] },
  { query: "predict_linear(g[1m], 100)", row: "g 0 10 20 30 40 50", expected: ["{} 150"] },
  { query: "predict_linear(g[1m], -10)", row: "g 0 10 20 30 40 50", expected: ["{} 40"] },
  { query: "predict_linear(g[1m], NaN)", row: "g 0 10 20", expected: ["{} NaN"] },
  { query: "predict_linear(g[1m], 3600)", row: "g 7x5", expected: ["{} 7"] },
  { query: "predict_linear(g[1m], 60)", row: "g 4", expected: [] },
  // The line is followed to the time of the evaluation, not to where the window ends.
  { query: "predict_linear(g[20s] offset 20s, 0)", row: "g 0 10 20 30 40 50", expected: ["{} 50"] },
  { query: "predict_linear(g[20s] @ 20, 10)", row: "g 0 10 20 0 0 0", expected: ["{} 60"] },
  { query: "double_exponential_smoothing(g[1m], 0.5, 0.5)", row: "g 0 10 20 30 40 50", expected: ["{} 50"] },
  { query: "double_exponential_smoothing(g[1m], 0.5, 0.5)", row: "g 0 10 40", expected: ["{} 30"] },
  { query: "double_exponential_smoothing(g[1m], 0.5, 0.5)", row: "g 4", expected: [] },
  { query: "double_exponential_smoothing(g[1m], NaN, 0.5)", row: "g 1 2", expected: ["{} NaN"] },
])("$query of `$row` is $expected", ({ query, row, expected }) => {
  expect(ask(query, [row], { at: 50 })).toEqual(expected);
});

describe("factors of smoothing outside of 0 to 1", () => {
  test.each([
    { factors: "0, 0.5", message: "1:37: invalid smoothing factor. Expected: 0 < sf < 1, got: 0.000000" },
    { factors: "1, 0.5", message: "1:37: invalid smoothing factor. Expected: 0 < sf < 1, got: 1.000000" },
    { factors: "Inf, 0.5", message: "1:37: invalid smoothing factor. Expected: 0 < sf < 1, got: +Inf" },
    { factors: "0.5, -0.1234567", message: "1:42: invalid trend factor. Expected: 0 < tf < 1, got: -0.123457" },
    { factors: "0.5, 1", message: "1:42: invalid trend factor. Expected: 0 < tf < 1, got: 1.000000" },
  ])("$factors are refused at their place", ({ factors, message }) => {
    expect(() => ask(`double_exponential_smoothing(g[1m], ${factors})`, ["g 1 2 3"], { at: 20 })).toThrowError(message);
  });

  test("do not matter where nothing is smoothed", () => {
    expect(ask("double_exponential_smoothing(nothing[1m], 0, 5)", ["g 1 2 3"])).toEqual([]);
  });
});

test("how far ahead to look may differ from step to step", () => {
  expect(askOver("predict_linear(g[20s], scalar(ahead))", ["g 0 10 20 30", "ahead 0 5 10 15"], [10, 30, 10]).lines).toEqual([
    "{} 15 30 45",
  ]);
});

import { describe, expect, test } from "vitest";
import { greater, lesser, log2, log10 } from "#shared/promql/evaluate/functions/go-math";
import { ask, askOver } from "./ask";

test.each([
  { of: "abs", values: [-1.5, 0, "-0", "NaN", "-Inf"], results: ["1.5", "0", "0", "NaN", "Infinity"] },
  { of: "ceil", values: [1.2, -1.2, -0.5, "Inf", "NaN"], results: ["2", "-1", "-0", "Infinity", "NaN"] },
  { of: "floor", values: [1.8, -1.2, "-0", "-Inf"], results: ["1", "-2", "-0", "-Infinity"] },
  { of: "sgn", values: [5, -3, 0, "-0", "NaN", "Inf"], results: ["1", "-1", "0", "-0", "NaN", "1"] },
  { of: "sqrt", values: [9, 0, -1, "Inf"], results: ["3", "0", "NaN", "Infinity"] },
  { of: "exp", values: [0, "Inf", "-Inf", "NaN"], results: ["1", "Infinity", "0", "NaN"] },
  { of: "ln", values: [1, 0, -1, "Inf"], results: ["0", "-Infinity", "NaN", "Infinity"] },
  { of: "log2", values: [8, 1, 0.25, 0, -1, "Inf", "NaN"], results: ["3", "0", "-2", "-Infinity", "NaN", "Infinity", "NaN"] },
  { of: "log10", values: [1, 10, 100, 0, -1, "Inf"], results: ["0", "1", "2", "-Infinity", "NaN", "Infinity"] },
  { of: "sin", values: [0, "Inf"], results: ["0", "NaN"] },
  { of: "cos", values: [0, "-Inf"], results: ["1", "NaN"] },
  { of: "tan", values: [0, "NaN"], results: ["0", "NaN"] },
  { of: "asin", values: [0, 1, 2], results: ["0", "1.5707963267948966", "NaN"] },
  { of: "acos", values: [1, 0, -2], results: ["0", "1.5707963267948966", "NaN"] },
  { of: "atan", values: [0, "Inf"], results: ["0", "1.5707963267948966"] },
  { of: "sinh", values: [0, "-Inf"], results: ["0", "-Infinity"] },
  { of: "cosh", values: [0, "-Inf"], results: ["1", "Infinity"] },
  { of: "tanh", values: [0, "Inf", "-Inf"], results: ["0", "1", "-1"] },
  { of: "asinh", values: [0, "Inf"], results: ["0", "Infinity"] },
  { of: "acosh", values: [1, 0.5, "Inf"], results: ["0", "NaN", "Infinity"] },
  { of: "atanh", values: [0, 1, -1, 2], results: ["0", "Infinity", "-Infinity", "NaN"] },
  { of: "deg", values: [Math.PI, 0, "Inf"], results: ["180", "0", "Infinity"] },
  { of: "rad", values: [180, 0, "-Inf"], results: [String(Math.PI), "0", "-Infinity"] },
  { of: "round", values: [2.5, -2.5, 2.4, -0.4, "NaN", "Inf"], results: ["3", "-2", "2", "0", "NaN", "Infinity"] },
])("$of($values) is $results", ({ of, values, results }) => {
  expect(askOver(`${of}(g)`, [`g{a="1"} ${values.join(" ")}`], [0, 10 * (values.length - 1), 10]).lines).toEqual([
    `{a="1"} ${results.join(" ")}`,
  ]);
});

test.each([
  { query: "round(g, 5)", results: "0 0 0 15 NaN" },
  { query: "round(g, 0.1)", results: "1.2 0 -0.5 12.5 NaN" },
  { query: "round(g, 0)", results: "NaN NaN NaN NaN NaN" },
  { query: "clamp_min(g, 1)", results: "1.24 1 1 12.5 NaN" },
  { query: "clamp_min(g, NaN)", results: "NaN NaN NaN NaN NaN" },
  { query: "clamp_min(g, Inf)", results: "Infinity Infinity Infinity Infinity Infinity" },
  { query: "clamp_max(g, 1)", results: "1 0 -0.5 1 NaN" },
  { query: "clamp_max(g, -Inf)", results: "-Infinity -Infinity -Infinity -Infinity -Infinity" },
  { query: "clamp(g, 0, 10)", results: "1.24 0 0 10 NaN" },
  { query: "clamp(g, 1, 1)", results: "1 1 1 1 NaN" },
  { query: "clamp(g, NaN, 1)", results: "NaN NaN NaN NaN NaN" },
  { query: "clamp(g, 0, NaN)", results: "NaN NaN NaN NaN NaN" },
])("$query is $results", ({ query, results }) => {
  expect(askOver(query, ["g 1.24 0 -0.5 12.5 NaN"], [0, 40, 10]).lines).toEqual([`{} ${results}`]);
});

describe("clamp", () => {
  test("leaves nothing where its bounds cross", () => {
    expect(askOver("clamp(g, 0, scalar(most))", ["g 1 1 1", "most 5 -1 0"], [0, 20, 10]).lines).toEqual(["{} 1 _ 0"]);
    expect(ask("clamp(g, 1, 0)", ["g 1"])).toEqual([]);
  });
});

test("a parameter may differ from step to step", () => {
  expect(askOver("clamp_max(g, scalar(most))", ["g 9 9 9", "most 5 NaN 10"], [0, 20, 10]).lines).toEqual(["{} 5 NaN 9"]);
});

test("the metric's name goes, and two metrics that then are the same are refused", () => {
  expect(ask("abs(g)", ['g{a="1"} -1'])).toEqual(['{a="1"} 1']);
  expect(() => ask('abs({a="1"})', ['g{a="1"} -1', 'h{a="1"} -1'])).toThrowError(
    "vector cannot contain metrics with the same labelset",
  );
  expect(askOver('abs({a="1"})', ['g{a="1"} -1 stale', 'h{a="1"} _ -2'], [0, 10, 10]).lines).toEqual(['{a="1"} 1 2']);
});

test.each([
  { value: 1000, logarithm: 3 },
  { value: 1e15, logarithm: 14.999999999999998 },
  { value: 1.001, logarithm: 0.0004340774793185929 },
])("log10($value) has Go's digits", ({ value, logarithm }) => expect(log10(value)).toBe(logarithm));

test("log2 is whole for every power of two", () => {
  for (let exponent = -1074; exponent <= 1023; exponent++) expect(log2(2 ** exponent)).toBe(exponent);
});

test.each([
  { a: Number.NaN, b: Number.NEGATIVE_INFINITY, least: Number.NEGATIVE_INFINITY, most: Number.NaN },
  { a: Number.POSITIVE_INFINITY, b: Number.NaN, least: Number.NaN, most: Number.POSITIVE_INFINITY },
  { a: Number.NaN, b: 1, least: Number.NaN, most: Number.NaN },
  { a: -0, b: 0, least: -0, most: 0 },
  { a: 2, b: 1, least: 1, most: 2 },
])("of $a and $b, $least is the lesser and $most the greater", ({ a, b, least, most }) => {
  expect([lesser(a, b), greater(a, b)]).toEqual([least, most]);
});

import { expect, test } from "vitest";
import { ask, askOver, askRemarked } from "../functions/ask";

const rows = ['x{a="1"} 1 NaN', 'x{a="2"} 2 5', 'x{a="3"} NaN 3', 'x{a="4"} 4 _'];

test.each([
  { query: "topk(2, x)", lines: ['x{a="4"} 4', 'x{a="2"} 2'] },
  { query: "topk(9, x)", lines: ['x{a="4"} 4', 'x{a="2"} 2', 'x{a="1"} 1', 'x{a="3"} NaN'] },
  { query: "bottomk(2, x)", lines: ['x{a="1"} 1', 'x{a="2"} 2'] },
  { query: "bottomk(9, x)", lines: ['x{a="1"} 1', 'x{a="2"} 2', 'x{a="4"} 4', 'x{a="3"} NaN'] },
  { query: "topk(1.9, x)", lines: ['x{a="4"} 4'] },
  { query: "topk(0.9, x)", lines: [] },
  { query: "topk(-1, x)", lines: [] },
  { query: "limitk(2, x)", lines: ['x{a="1"} 1', 'x{a="2"} 2'] },
  { query: "limitk(0, x)", lines: [] },
  { query: "limit_ratio(0, x)", lines: [] },
  { query: "min(x)", lines: ["{} 1"] },
  { query: "max(x)", lines: ["{} 4"] },
  { query: "sum(x)", lines: ["{} NaN"] },
  { query: "count(x)", lines: ["{} 4"] },
  { query: "group(x)", lines: ["{} 1"] },
  { query: 'max(x{a="3"})', lines: ["{} NaN"] },
  { query: 'quantile(0.5, x{a!="3"})', lines: ["{} 2"] },
  { query: "quantile(0.5, x)", lines: ["{} 1.5"] },
  { query: "quantile(0, x)", lines: ["{} NaN"] },
  { query: 'stdvar(x{a=~"1|2"})', lines: ["{} 0.25"] },
  { query: "stddev(x)", lines: ["{} NaN"] },
  { query: 'count_values("v", x)', lines: ['{v="1"} 1', '{v="2"} 1', '{v="NaN"} 1', '{v="4"} 1'] },
  { query: "sum(missing)", lines: [] },
])("$query gives $lines", ({ query, lines }) => expect(ask(query, rows)).toEqual(lines));

test.each([
  { name: "small numbers beside large ones stay in a sum", query: "sum(x)", values: [1e100, 1, -1e100], line: "{} 1" },
  { name: "they stay in a mean", query: "avg(x)", values: [1e100, 3, -1e100], line: "{} 1" },
  { name: "a mean of huge numbers is not infinite", query: "avg(x)", values: [1e308, 1e308, 1e308], line: "{} 1e+308" },
  { name: "one infinity makes the mean infinite", query: "avg(x)", values: [1, Infinity, 3], line: "{} Infinity" },
  { name: "two opposite ones make it unknown", query: "avg(x)", values: [Infinity, 1, -Infinity], line: "{} NaN" },
  { name: "a lone infinity is its own mean", query: "avg(x)", values: [-Infinity], line: "{} -Infinity" },
  { name: "one NaN makes the mean unknown", query: "avg(x)", values: [1, Number.NaN], line: "{} NaN" },
  { name: "an infinity has no distance from the others", query: "stdvar(x)", values: [Infinity, 1], line: "{} NaN" },
  { name: "nor from itself", query: "stdvar(x)", values: [Infinity], line: "{} NaN" },
  { name: "a lone number has none from itself", query: "stddev(x)", values: [7], line: "{} 0" },
])("$name", ({ query, values, line }) => {
  const written = values.map((value, index) => `x{i="${index}"} ${String(value).replace("Infinity", "Inf")}`);
  expect(ask(query, written)).toEqual([line]);
});

test("the values that count_values writes into a label are in Go's plain notation", () => {
  const written = [1e21, 1e-7, Infinity, 0].map((value, index) => `x{i="${index}"} ${String(value).replace("Infinity", "Inf")}`);
  expect(ask('count_values("v", x)', written)).toEqual([
    '{v="1000000000000000000000"} 1',
    '{v="0.0000001"} 1',
    '{v="+Inf"} 1',
    '{v="0"} 1',
  ]);
  expect(ask('count_values("v", -x)', ["x 0"])).toEqual(['{v="-0"} 1']);
});

test("over time too, zero and negative zero are two values", () => {
  expect(askOver('count_values("v", x * y)', ["x 0 0 0", "y 1 -1 1"], [0, 20, 10]).lines).toEqual([
    '{v="-0"} _ 1 _',
    '{v="0"} 1 _ 1',
  ]);
});

test("count_values keeps the labels asked for, and its own wins over theirs", () => {
  const written = ['x{a="1", b="2"} 5', 'x{a="1", b="3"} 5'];
  expect(ask('count_values by (a) ("v", x)', written)).toEqual(['{a="1", v="5"} 2']);
  expect(ask('count_values by (a) ("a", x)', written)).toEqual(['{a="5"} 2']);
  expect(ask('count_values without (b) ("v", x)', written)).toEqual(['{a="1", v="5"} 2']);
  expect(ask('count_values without (v) ("v", x)', written)).toEqual(['{a="1", b="2"} 1', '{a="1", b="3"} 1']);
});

test.each([
  { query: "sum by (a) (x)", lines: ['{a="1"} 3', "{} 3"] },
  { query: 'sum by ("b.c") (x)', lines: ['{"b.c"="1"} 4', '{"b.c"="2"} 2'] },
  { query: "sum by (__name__) (x)", lines: ["x 6"] },
  { query: "sum without (a) (x)", lines: ['{"b.c"="1"} 4', '{"b.c"="2"} 2'] },
  { query: 'sum without (a, "b.c") (x)', lines: ["{} 6"] },
  { query: "sum by (a, a) (x)", lines: ['{a="1"} 3', "{} 3"] },
  { query: "sum by (constructor) (x)", lines: ["{} 6"] },
])("groups are by the labels that are there: $query", ({ query, lines }) => {
  expect(ask(query, ['x{a="1", "b.c"="1"} 1', 'x{a="1", "b.c"="2"} 2', 'x{"b.c"="1"} 3'])).toEqual(lines);
});

test("a parameter may differ from step to step", () => {
  const steps = ['x{a="1"} 1 1 1', 'x{a="2"} 2 2 2', 'x{a="3"} 3 3 3', "k 0 1 2"];
  expect(askOver("topk(scalar(k), x)", steps, [0, 20, 10]).lines).toEqual(['x{a="2"} _ _ 2', 'x{a="3"} _ 3 3']);
  expect(askOver("limitk(scalar(k), x)", steps, [0, 20, 10]).lines).toEqual(['x{a="1"} _ 1 1', 'x{a="2"} _ _ 2']);
  expect(askOver("quantile(scalar(k) / 2, x)", steps, [0, 20, 10]).lines).toEqual(["{} 1 2 3"]);
});

test("of an aggregation that is the same at every step, the parameter of the first step counts", () => {
  expect(askOver("topk(scalar(k), x @ 0)", ['x{a="1"} 1', 'x{a="2"} 2', "k 1 2"], [0, 10, 10]).lines).toEqual(['x{a="2"} 2 2']);
});

test.each([
  { query: "topk(NaN, x)", message: "Parameter value is NaN" },
  { query: "topk(scalar(missing), missing)", message: "Parameter value is NaN" },
  { query: "bottomk(1e40, x)", message: "Scalar value 1e+40 overflows int64" },
  { query: "limitk(+Inf, x)", message: "Scalar value +Inf overflows int64" },
  { query: "limit_ratio(NaN, x)", message: "Ratio value is NaN" },
  { query: 'count_values("", x)', message: 'invalid label name ""' },
])("$query fails: $message", ({ query, message }) => expect(() => ask(query, rows)).toThrowError(message));

test("a parameter that goes below every number is refused where another step would want some", () => {
  expect(() => askOver("topk(scalar(k), x)", ["x 1 1", "k -1e30 1"], [0, 10, 10])).toThrowError(
    "Scalar value -1e+30 underflows int64",
  );
});

test.each([
  { query: "quantile(1.5, x)", lines: ["{} Infinity"], warning: "quantile value should be between 0 and 1, got 1.5 (1:10)" },
  { query: "quantile((-2), x)", lines: ["{} -Infinity"], warning: "quantile value should be between 0 and 1, got -2 (1:11)" },
  { query: "quantile(NaN, x)", lines: ["{} NaN"], warning: "quantile value should be between 0 and 1, got NaN (1:10)" },
  { query: "limit_ratio(2, x)", lines: ["x 1"], warning: "ratio value should be between -1 and 1, got 2, capping to 1 (1:13)" },
  {
    query: "limit_ratio(-2, x)",
    lines: ["x 1"],
    warning: "ratio value should be between -1 and 1, got -2, capping to -1 (1:13)",
  },
])("$query warns: $warning", ({ query, lines, warning }) => {
  expect(askRemarked(query, ["x 1"])).toEqual({ lines, warnings: [`PromQL warning: ${warning}`], infos: [] });
});

test("limit_ratio takes the same part each time, and its complement the rest", () => {
  const many = Array.from({ length: 200 }, (_, index) => `x{i="${index}"} 1`);
  const part = ask("limit_ratio(0.3, x)", many);
  const rest = ask("limit_ratio(-0.7, x)", many);
  expect(part.length).toBeGreaterThan(30);
  expect(part.length).toBeLessThan(90);
  expect([...part, ...rest].sort()).toEqual(ask("x", many).sort());
});

test("heaps that do not fit into memory at once are made for some steps at a time", () => {
  const many = Array.from({ length: 1000 }, (_, index) => `x{i="${index}"} ${index}`);
  const { lines } = askOver("count(topk(999, x) > 0)", many, [0, 290, 1]);
  expect(lines).toEqual([`{} ${Array(291).fill(999).join(" ")}`]);
});

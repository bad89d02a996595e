// The reader of scripts and its comparison are believed by all other tests of the language, so they have their own.
import { describe, expect, test } from "vitest";
import type { Labels } from "#shared/model/labels";
import type { Answer, Remarked } from "../../support/promql-answers";
import { difference } from "../../support/promql-difference";
import { readScript } from "../../support/promql-script";
import { compareLabels, complaint } from "../../support/promql-script-compare";
import { readSeriesLine } from "../../support/promql-script-values";

test.each([
  { line: "m 1 -2 +3", labels: { __name__: "m" }, values: [1, -2, 3] },
  { line: "m 5x2", labels: { __name__: "m" }, values: [5, 5, 5] },
  { line: "m 0+10x2 10-5x1", labels: { __name__: "m" }, values: [0, 10, 20, 10, 5] },
  { line: "m -1-2x2", labels: { __name__: "m" }, values: [-1, -3, -5] },
  { line: "m 0+0.1x3", labels: { __name__: "m" }, values: [0, 0.1, 0.2, 0.1 + 0.1 + 0.1] },
  { line: "m _ _x2 stale", labels: { __name__: "m" }, values: ["missing", "missing", "missing", "stale"] },
  { line: "m Inf -Inf NaN 1e3x1", labels: { __name__: "m" }, values: [Infinity, -Infinity, Number.NaN, 1000, 1000] },
  { line: "m 1m30s", labels: { __name__: "m" }, values: [90] },
  { line: "m {{schema:0 sum:1 buckets:[1 2]}}x1 3", labels: { __name__: "m" }, values: ["histogram", "histogram", 3] },
  { line: `{} 1`, labels: {}, values: [1] },
  { line: `{__name__="m", a="}",b='x "y"'} 1`, labels: { __name__: "m", a: "}", b: 'x "y"' }, values: [1] },
  { line: `{"a.name","a label"="\\u00fc\\n"} 1`, labels: { __name__: "a.name", "a label": "ü\n" }, values: [1] },
  { line: `m{empty=""}`, labels: { __name__: "m" }, values: [] },
])("the series line $line is read", ({ line, labels, values }) => {
  expect(readSeriesLine(line)).toEqual({ labels, values, isStartTimestamps: false });
});

test("loads add up, the last one wins, and clear takes all away", () => {
  const evals = readScript(`
    load 1m
      a 1 2
      # a comment ends the block

    load 30s
      a _ 7 8

    eval instant at 1m a

    clear
    eval instant at 1m a
  `);
  expect(evals.map(({ line, data }) => [line, data.series])).toEqual([
    [
      9,
      [
        {
          labels: { __name__: "a" },
          points: [
            { time: 0, value: 1 },
            { time: 30_000, value: 7 },
            { time: 60_000, value: 8 },
          ],
        },
      ],
    ],
    [12, []],
  ]);
});

test("an eval is read with all that it expects", () => {
  const [range, old] = readScript(`
    eval range from 1m to 2m step 30s rate(x[1m])
      expect warn msg: PromQL warning: one
      expect no_info
      {a="b"} 1 _ 3

    eval_fail instant at 5m x + y
      expected_fail_regexp multiple .* labels
  `);
  const window = { start: 60_000, end: 120_000, step: 30_000 };
  expect(range).toMatchObject({
    query: "rate(x[1m])",
    at: window,
    expected: {
      ordered: false,
      warnings: [{ text: "PromQL warning: one" }],
      infos: [],
      result: { kind: "series", window, series: [{ labels: { a: "b" }, values: [1, "missing", 3] }] },
    },
  });
  expect(old).toMatchObject({ at: 300_000, expected: { fail: { message: { pattern: /multiple .* labels/s } } } });
});

test.each(["evaluate x", "load x\n m 1", "eval instant at 0 x\n expect nonsense", "load 1m\n m 1y2"])(
  "%j is refused with its line",
  (text) => expect(() => readScript(text)).toThrowError(/^line 1: /),
);

const [expectsVector] = readScript('eval instant at 0 x\n expect no_warn\n x{a="1"} 10\n x{a="2"} NaN');
const expected = expectsVector?.expected ?? { ordered: false, result: { kind: "string", value: "" } };
const vector = (...samples: [a: string, value: number][]): Answer => ({
  kind: "vector",
  samples: samples.map(([a, value]) => ({ labels: { __name__: "x", a }, value })),
});
const remarked = (answer: Answer, warnings: string[] = []): Remarked => ({ answer, warnings, infos: [] });

describe("wrong answers are complained of", () => {
  const right = vector(["1", 10], ["2", Number.NaN]);
  const wrong: { name: string; answer: Answer; warnings?: string[] }[] = [
    { name: "a value a thousandth off", answer: vector(["1", 10.01], ["2", Number.NaN]) },
    { name: "a number for NaN", answer: vector(["1", 10], ["2", 0]) },
    { name: "a series that is missing", answer: vector(["1", 10]) },
    { name: "a series too many", answer: vector(["1", 10], ["2", Number.NaN], ["3", 1]) },
    { name: "a series twice", answer: vector(["1", 10], ["2", Number.NaN], ["1", 10]) },
    { name: "another label", answer: vector(["1", 10], ["3", Number.NaN]) },
    { name: "another kind", answer: { kind: "scalar", value: 10 } },
    { name: "a failure", answer: { kind: "failure", type: "execution", message: "no" } },
    { name: "a warning", answer: right, warnings: ["PromQL warning: careful (1:1)"] },
  ];

  test.each(wrong)("by a script: $name", ({ answer, warnings }) => {
    expect(complaint(expected, remarked(answer, warnings))).toBeTypeOf("string");
    expect(complaint(expected, remarked(right))).toBeUndefined();
  });

  test.each(wrong)("beside a server: $name", ({ answer, warnings }) => {
    const asked = { query: "x", at: 0 };
    expect(difference(asked, remarked(answer, warnings), remarked(right))).toBeTypeOf("string");
    expect(difference(asked, remarked(vector(["2", Number.NaN], ["1", 10 + 1e-10])), remarked(right))).toBeUndefined();
  });

  test("a point too few, at another time, or another sign of zero, beside a server", () => {
    const matrix = (times: number[], values: number[]) => remarked({ kind: "matrix", series: [{ labels: {}, times, values }] });
    const asked = { query: "x", at: { start: 0, end: 2, step: 1 } };
    const theirs = matrix([0, 1], [5, 0]);
    for (const ours of [matrix([0], [5]), matrix([0, 2], [5, 0]), matrix([0, 1], [5, -0]), matrix([0, 1], [5.000001, 0])]) {
      expect(difference(asked, ours, theirs)).toBeTypeOf("string");
    }
    expect(difference(asked, matrix([0, 1], [5, 0]), theirs)).toBeUndefined();
  });

  test("sorted values in another order, beside a server", () => {
    const asked = { query: "sort(x)", at: 0 };
    expect(difference(asked, remarked(vector(["1", 2], ["2", 1])), remarked(vector(["2", 1], ["1", 2])))).toBeTypeOf("string");
    expect(difference(asked, remarked(vector(["1", 1], ["2", 1])), remarked(vector(["2", 1], ["1", 1])))).toBeUndefined();
  });
});

test("label sets are ordered as Prometheus orders them", () => {
  const ordered: Labels[] = [
    {},
    { A: "z" },
    { a: "" },
    { a: "1" },
    { a: "1", b: "0" },
    { a: "2" },
    { a: "\uffff" },
    { a: "\u{10000}" },
    { b: "0" },
  ];
  expect([...ordered].reverse().sort(compareLabels)).toEqual(ordered);
});

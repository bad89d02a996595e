import { describe, expect, test } from "vitest";
import { parseFloatText } from "#shared/promql/evaluate/functions/label-numbers";
import { ask, askOver, askRemarked } from "./ask";

const histogram = (name: string, buckets: Record<string, number | string>): string[] =>
  Object.entries(buckets).map(([le, value]) => `${name}{le="${le}"} ${value}`);

const rows = [
  ...histogram("h", { "0.1": 10, "0.2": 30, "1": 35, "+Inf": 40 }),
  ...histogram("endless", { "1": 1, "2": 2 }),
  ...histogram("single", { "+Inf": 5 }),
  ...histogram("negative", { "-2": 5, "-1": 10, "+Inf": 20 }),
  ...histogram("empty", { "1": 0, "+Inf": 0 }),
  ...histogram("twice", { "1": 2, "1.0": 3, "1e0": 5, "+Inf": 20 }),
  ...histogram("named", { "1": 5, inf: 10 }),
  ...histogram("rounding", { "1": 10, "2": "9.999999999999998", "4": 20, "+Inf": 20 }),
  ...histogram("falling", { "1": 10, "2": 8, "4": 20, "+Inf": 20 }),
  ...histogram("over", { "1": 10, "2": 30, "+Inf": 20 }),
  ...histogram("strange", { NaN: 1, "+Inf": 20 }),
  ...histogram("unknown", { "1": "NaN", "2": 5, "+Inf": 10 }),
];

test.each([
  { query: "histogram_quantile(0.5, h)", value: "0.15000000000000002", name: "a straight line within the bucket" },
  { query: "histogram_quantile(0.125, h)", value: "0.05", name: "the lowest bucket begins at 0" },
  { query: "histogram_quantile(0.25, h)", value: "0.1", name: "just at a bound" },
  { query: "histogram_quantile(0.99, h)", value: "1", name: "in the last bucket its beginning" },
  { query: "histogram_quantile(0, h)", value: "0", name: "nothing of all" },
  { query: "histogram_quantile(1, h)", value: "1", name: "all of it" },
  { query: "histogram_quantile(-0.1, h)", value: "-Infinity", name: "less than nothing" },
  { query: "histogram_quantile(1.1, h)", value: "Infinity", name: "more than all" },
  { query: "histogram_quantile(NaN, h)", value: "NaN", name: "no fraction at all" },
  { query: "histogram_quantile(0.5, endless)", value: "NaN", name: "a histogram without an end" },
  { query: "histogram_quantile(0.5, strange)", value: "NaN", name: "a bound that is no number" },
  { query: "histogram_quantile(0.5, single)", value: "NaN", name: "one bucket only" },
  { query: "histogram_quantile(0.5, empty)", value: "NaN", name: "no observations" },
  { query: "histogram_quantile(0.1, negative)", value: "-2", name: "a lowest bucket below 0 has no beginning" },
  { query: "histogram_quantile(0.375, negative)", value: "-1.5", name: "between bounds below 0" },
  { query: "histogram_quantile(0.25, twice)", value: "0.5", name: "bounds that are the same count together" },
  { query: "histogram_quantile(0.25, named)", value: "0.5", name: "infinity by another name" },
  { query: "histogram_quantile(0.5, rounding)", value: "1", name: "a fall by rounding only" },
  { query: "histogram_quantile(0.75, falling)", value: "3", name: "a count that falls is raised" },
  { query: "histogram_quantile(0.4, unknown)", value: "NaN", name: "a count that is NaN" },
  { query: "histogram_fraction(0.1, 0.2, h)", value: "0.5", name: "from bound to bound" },
  { query: "histogram_fraction(0.05, 0.15, h)", value: "0.3749999999999999", name: "between bounds" },
  { query: "histogram_fraction(0, 0.1, h)", value: "0.25", name: "the lowest bucket begins at 0" },
  { query: "histogram_fraction(-5, 0.1, h)", value: "0.25", name: "and nothing lies below" },
  { query: "histogram_fraction(1, Inf, h)", value: "0.125", name: "the last bucket whole" },
  { query: "histogram_fraction(2, Inf, h)", value: "0.125", name: "of the last bucket nothing more is known" },
  { query: "histogram_fraction(-Inf, Inf, h)", value: "1", name: "all of it" },
  { query: "histogram_fraction(2, 1, h)", value: "0", name: "bounds that cross" },
  { query: "histogram_fraction(1, 1, h)", value: "0", name: "nothing between" },
  { query: "histogram_fraction(NaN, 1, h)", value: "NaN", name: "no bound at all" },
  { query: "histogram_fraction(0, 1, endless)", value: "NaN", name: "a histogram without an end" },
  { query: "histogram_fraction(0, 1, empty)", value: "NaN", name: "no observations" },
  { query: "histogram_fraction(0, 2, over)", value: "1", name: "never more than all" },
  { query: "histogram_fraction(-3, -1.5, negative)", value: "0.125", name: "a lowest bucket below 0 has no beginning" },
])("$query: $name", ({ query, value }) => expect(ask(query, rows)).toEqual([`{} ${value}`]));

describe("series belong to one histogram", () => {
  const series = ['a{x="1",le="1"} 4', 'a{x="1",le="+Inf"} 8', 'a{x="2",le="1"} 8', 'a{x="2",le="+Inf"} 8', 'b{x="3",le="1"} 1'];

  test("when they differ in `le` only", () => {
    expect(ask('histogram_quantile(0.5, {x!=""})', series)).toEqual(['{x="1"} 1', '{x="2"} 0.5', '{x="3"} NaN']);
  });

  test("of one metric; two that are the same without their names are refused", () => {
    const twins = ['a{le="1"} 4', 'a{le="+Inf"} 8', 'b{le="1"} 4', 'b{le="+Inf"} 8'];
    expect(() => ask('histogram_quantile(0.5, {le!=""})', twins)).toThrowError(
      "vector cannot contain metrics with the same labelset",
    );
    expect(ask('histogram_quantile(0.5, sum by (le) ({le!=""}))', twins)).toEqual(["{} 1"]);
  });
});

describe("over time", () => {
  const series = ['h{le="1"} 5 5 _ stale 5', 'h{le="2"} 10 stale _ _ 10', 'h{le="+Inf"} 10 10 10 stale 10'];
  test.each([
    { query: "histogram_quantile(0.75, h)", lines: ["{} 1.5 1 1 _ 1.5"] },
    { query: "histogram_quantile(scalar(q), h)", lines: ["{} 0 NaN 1 _ 2"] },
    { query: "histogram_fraction(0, scalar(q) + 1, h)", lines: ["{} 0.5 NaN 0.5 _ 1"] },
    { query: 'histogram_quantiles(h, "q", 0.5, 0.75)', lines: ['{q="0.5"} 1 1 1 _ 1', '{q="0.75"} 1.5 1 1 _ 1.5'] },
    {
      query: 'histogram_quantiles(h, "q", scalar(q))',
      lines: ['{q="0.0"} 0 _ _ _ _', '{q="1.0"} _ _ 1 _ 2', '{q="NaN"} _ NaN _ _ _'],
    },
  ])("$query is worked out of the buckets that are there", ({ query, lines }) => {
    expect(askOver(query, [...series, "q 0 NaN 1 1 1"], [0, 40, 10]).lines).toEqual(lines);
  });
});

test.each([
  { query: 'histogram_quantiles(h, "q", 0.5, 1, -1, 1e21)', expected: ["0.5", "1.0", "-1.0", "1e+21"] },
  { query: 'histogram_quantiles(h, "le", 0, 0.125)', expected: ["0.0", "0.125"] },
])("$query names each quantile as OpenMetrics writes numbers", ({ query, expected }) => {
  expect(ask(query, rows).map((line) => /"([^"]*)"/.exec(line)?.[1])).toEqual(expected);
});

test("the same quantile twice is refused", () => {
  expect(() => ask('histogram_quantiles(h, "q", 0.5, 0.5)', rows)).toThrowError(
    "vector cannot contain metrics with the same labelset",
  );
});

test.each([
  { query: "histogram_quantile(1.5, single)", warnings: ["quantile value should be between 0 and 1, got 1.5 (1:20)"] },
  { query: "histogram_quantile(NaN, nothing)", warnings: ["quantile value should be between 0 and 1, got NaN (1:20)"] },
  {
    query: 'histogram_quantile(0.5, {a="bad"})',
    warnings: [
      'bucket label "le" is missing or has a malformed value of "" for metric name "h" (1:25)',
      'bucket label "le" is missing or has a malformed value of "x\\"" for metric name "h" (1:25)',
      'bucket label "le" is missing or has a malformed value of "1e999" for metric name "h" (1:25)',
    ],
  },
  {
    query: 'histogram_fraction(0, 1, (-{a="bad",le="x\\""}))',
    warnings: ['bucket label "le" is missing or has a malformed value of "x\\"" for metric name "" (1:27)'],
  },
  { query: "histogram_fraction(0, 2, falling)", warnings: [] },
])("$query is warned of", ({ query, warnings }) => {
  const bad = ['h{a="bad"} 1', 'h{a="bad",le="x\\""} 1', 'h{a="bad",le="1e999"} 1', 'h{a="bad",le="1"} 1'];
  expect(askRemarked(query, [...rows, ...bad]).warnings).toEqual(warnings.map((warning) => `PromQL warning: ${warning}`));
});

test.each([
  { query: "histogram_quantile(0.75, falling)", infos: ["falling"], at: 26 },
  { query: "histogram_quantile(0.75, (falling))", infos: ["falling"], at: 27 },
  { query: "histogram_quantile(0.75, rounding)", infos: [], at: 0 },
  { query: "histogram_quantile(2, falling)", infos: [], at: 0 },
  { query: "histogram_quantile(0.75, falling * 2)", infos: [""], at: 26 },
])("$query tells of counts that had to be raised", ({ query, infos, at }) => {
  const where = "https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile";
  expect(askRemarked(query, rows).infos).toEqual(
    infos.map(
      (name) =>
        `PromQL info: input to histogram_quantile needed to be fixed for monotonicity (see ${where}) for metric name "${name}" (1:${at})`,
    ),
  );
});

test.each([
  { text: "1", value: 1 },
  { text: "+0.5", value: 0.5 },
  { text: ".5e-3", value: 0.0005 },
  { text: "5.", value: 5 },
  { text: "+Inf", value: Number.POSITIVE_INFINITY },
  { text: "-infinity", value: Number.NEGATIVE_INFINITY },
  { text: "NaN", value: Number.NaN },
  { text: "1e-400", value: 0 },
  { text: "1e400", value: undefined },
  { text: "", value: undefined },
  { text: " 1", value: undefined },
  { text: "1_000", value: undefined },
  { text: "0b1", value: undefined },
  { text: "1s", value: undefined },
])("the bound `$text` is $value", ({ text, value }) => expect(parseFloatText(text)).toBe(value));

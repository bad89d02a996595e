import { expect, test } from "vitest";
import { framesFromInstant, framesFromRange, framesOf } from "#shared/dashboards/data/from-answers";
import type { Labels } from "#shared/model/labels";
import type { InstantResult } from "#shared/model/series";
import { namesIn, rowsIn, series, tablesIn } from "../../../support/frames";

const a: Labels = { __name__: "up", job: "node", instance: "a" };
const b: Labels = { __name__: "up", job: "node", instance: "b" };

test.each<{ name: string; legendFormat: string; labels: Labels[]; expected: string[] }>([
  { name: "the whole name without one", legendFormat: "", labels: [a], expected: ['up{instance="a", job="node"}'] },
  { name: "labels put in", legendFormat: "{{instance}} of {{ job }}", labels: [a, b], expected: ["a of node", "b of node"] },
  { name: "nothing for a label that is not there", legendFormat: "[{{pod}}]", labels: [a], expected: ["[]"] },
  { name: "braces with nothing in them as they are", legendFormat: "{{ }}{{}}", labels: [a], expected: ["{{ }}{{}}"] },
  { name: "nothing for what every object has", legendFormat: "{{constructor}}{{__proto__}}x", labels: [a], expected: ["x"] },
  { name: "a text as it is", legendFormat: "Busy", labels: [a], expected: ["Busy"] },
  { name: "the query for a series without labels", legendFormat: "", labels: [{}], expected: ["sum(up)"] },
  { name: "the label that differs, when told to choose", legendFormat: "__auto", labels: [a, b], expected: ["a", "b"] },
  { name: "the only label there is", legendFormat: "__auto", labels: [{ job: "node" }], expected: ["node"] },
  {
    name: "the labels that differ, when there are several",
    legendFormat: "__auto",
    labels: [a, { ...b, job: "other" }],
    expected: ['{instance="a", job="node"}', '{instance="b", job="other"}'],
  },
  {
    name: "the whole name where nothing differs",
    legendFormat: "__auto",
    labels: [a],
    expected: ['up{instance="a", job="node"}'],
  },
])("a legend is $name", ({ legendFormat, labels, expected }) => {
  const frames = series(
    labels.map((one) => ({ labels: one, values: [1] })),
    { legendFormat, expr: "sum(up)" },
  );
  expect(namesIn(frames)).toEqual(expected);
});

test("a legend of a hostile file is gone through once", () => {
  const legendFormat = "{{".repeat(100_000);
  expect(namesIn(series([{ labels: a, values: [1] }], { legendFormat }))).toEqual([legendFormat]);
}, 2_000);

test("a range is one frame for each series, with the answer's own columns in it", () => {
  const times = Float64Array.of(0, 10_000);
  const values = Float64Array.of(1, 2);
  const query = { refId: "B", legendFormat: "x", expr: "up", stepMs: 10_000, query: { format: "time_series" as const } };
  const [frame] = framesFromRange(query, [{ labels: a, times, values }]);
  expect(frame).toMatchObject({ refId: "B", name: "x", shape: "series", length: 2, stepMs: 10_000 });
  // Not copies: ten thousand series would be there twice.
  expect(frame?.fields[0]?.values).toBe(times);
  expect(frame?.fields[1]?.values).toBe(values);
});

test("a range in table form has a row for each point, and a column for each label", () => {
  const [frame] = series(
    [
      { labels: a, values: [1, 2] },
      { labels: { job: "db" }, values: [3] },
    ],
    { format: "table" },
  );
  expect(frame && rowsIn(frame)).toEqual([
    ["Time", "__name__", "instance", "job", "Value"],
    [0, "up", "a", "node", 1],
    [10_000, "up", "a", "node", 2],
    [0, null, null, "db", 3],
  ]);
});

test("a table of too many rows is cut, and says so", () => {
  const times = new Float64Array(250_000);
  const query = { refId: "A", legendFormat: "", expr: "up", stepMs: 1, query: { format: "table" as const } };
  const [frame] = framesFromRange(query, [{ labels: {}, times, values: times }]);
  expect(frame?.length).toBe(200_000);
  expect(frame?.notice).toBe("The table has the first 200,000 of 250,000 rows.");
});

const instant = (result: InstantResult, format: "table" | "time_series", legendFormat = "") =>
  framesFromInstant({ refId: "A", legendFormat, expr: "sum(up)", stepMs: 10_000, query: { format } }, result);

const vector: InstantResult = { kind: "vector", labels: [a, b], times: Float64Array.of(5, 5), values: Float64Array.of(1, 0) };

test("an instant answer in table form has a row for each series", () => {
  expect(tablesIn(instant(vector, "table"))).toEqual([
    [
      ["Time", "__name__", "instance", "job", "Value"],
      [5, "up", "a", "node", 1],
      [5, "up", "b", "node", 0],
    ],
  ]);
});

test("an instant answer is otherwise a frame of one point for each series", () => {
  expect(tablesIn(instant(vector, "time_series", "{{instance}}"))).toEqual([
    [
      ["Time", "a"],
      [5, 1],
    ],
    [
      ["Time", "b"],
      [5, 0],
    ],
  ]);
});

test.each<{ name: string; result: InstantResult; expected: unknown[][] }>([
  {
    name: "a number",
    result: { kind: "scalar", time: 5, value: 3 },
    expected: [
      ["Time", "sum(up)"],
      [5, 3],
    ],
  },
  {
    name: "a text",
    result: { kind: "string", time: 5, value: "ok" },
    expected: [
      ["Time", "sum(up)"],
      [5, "ok"],
    ],
  },
])("an instant answer that is $name is one row", ({ result, expected }) => {
  expect(tablesIn(instant(result, "time_series"))).toEqual([expected]);
});

test("bounds of buckets are numbers in a table, so that they sort as such", () => {
  const labels = [{ le: "+Inf" }, { le: "0.5" }];
  const [frame] = instant({ kind: "vector", labels, times: new Float64Array(2), values: Float64Array.of(9, 4) }, "table");
  expect(frame?.fields.find(({ name }) => name === "le")).toMatchObject({
    kind: "number",
    values: Float64Array.of(Infinity, 0.5),
  });
});

test("the values of several tables are told apart by their query, those of one are not", () => {
  const query = (refId: string) => ({ refId, legendFormat: "", expr: "up", stepMs: 1, query: { format: "table" as const } });
  const answer = (refId: string) => ({ query: query(refId), kind: "instant" as const, result: vector });
  expect(namesIn(framesOf([answer("A"), answer("B")])).filter((name) => name.startsWith("Value"))).toEqual([
    "Value #A",
    "Value #B",
  ]);
  expect(namesIn(framesOf([answer("A")]))).toContain("Value");
});

test("an answer without series is no frame", () => {
  expect(series([])).toEqual([]);
  expect(instant({ kind: "vector", labels: [], times: new Float64Array(0), values: new Float64Array(0) }, "table")).toEqual([]);
});

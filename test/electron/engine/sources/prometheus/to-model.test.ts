import { describe, expect, test } from "vitest";
import type { AppError } from "#shared/model/failure";
import { openEnvelope } from "../../../../../electron/engine/sources/prometheus/failures";
import { Notes, toInstantResult, toSeries, toValue } from "../../../../../electron/engine/sources/prometheus/to-model";
import { type QueryData, queryDataSchema } from "../../../../../electron/engine/sources/prometheus/wire";
import { recorded, recordedVersions } from "../../../../support/recorded";

function dataOf(version: (typeof recordedVersions)[number], name: string): QueryData {
  const { answer } = recorded(version, name);
  const asked = { name: "Prod", host: "h", path: "/api/v1/query", auth: "none" as const };
  return queryDataSchema.parse(openEnvelope(answer, asked).data);
}

const parse = (data: unknown) => queryDataSchema.parse(JSON.parse(JSON.stringify(data)));

describe.each(recordedVersions)("an answer of Prometheus %s", (version) => {
  test("with a vector has one entry per element in each column", () => {
    const result = toInstantResult(dataOf(version, "query-vector"), new Notes());
    if (result.kind !== "vector") throw new Error(`got a ${result.kind}`);
    expect(result.labels.map((labels) => labels.job).sort()).toEqual(["down", "prometheus"]);
    expect([...result.values].sort()).toEqual([0, 1]);
    expect(result.times).toHaveLength(2);
    expect(Number.isInteger(result.times[0])).toBe(true);
  });

  test("with a matrix keeps each series' own times", () => {
    const result = toInstantResult(dataOf(version, "query-matrix"), new Notes());
    if (result.kind !== "matrix") throw new Error(`got a ${result.kind}`);
    const [series] = result.series;
    expect(series?.labels.job).toBe("prometheus");
    expect([...(series?.times ?? [])].map((time, index, times) => time - (times[index - 1] ?? time - 2000))).toEqual(
      [...(series?.times ?? [])].map(() => 2000),
    );
  });

  test("with the special values has them as numbers", () => {
    const result = toInstantResult(dataOf(version, "query-special-values"), new Notes());
    if (result.kind !== "vector") throw new Error(`got a ${result.kind}`);
    const byLabel = Object.fromEntries(result.labels.map((labels, index) => [labels.a ?? "", result.values[index]]));
    expect(byLabel).toEqual({
      "": Number.POSITIVE_INFINITY,
      nan: Number.NaN,
      neg: Number.NEGATIVE_INFINITY,
      small: 1e-9,
      big: 1e21,
    });
  });

  test("with a string, a scalar or nothing has its shape", () => {
    expect(toInstantResult(dataOf(version, "query-string"), new Notes())).toMatchObject({ kind: "string", value: "foo" });
    expect(toInstantResult(dataOf(version, "query-scalar"), new Notes())).toMatchObject({ kind: "scalar", value: 2 });
    expect(toInstantResult(dataOf(version, "query-empty"), new Notes())).toMatchObject({ kind: "vector", labels: [] });
  });
});

test("seconds with a fraction become whole milliseconds", () => {
  const data = parse({
    resultType: "matrix",
    result: [
      {
        metric: {},
        values: [
          [1.001, "1"],
          [1795234590.714, "2"],
        ],
      },
    ],
  });
  if (data.resultType !== "matrix") throw new Error("not a matrix");
  expect([...(toSeries(data.result ?? [], new Notes())[0]?.times ?? [])]).toEqual([1001, 1_795_234_590_714]);
});

test("null in place of an empty list is an empty list", () => {
  expect(toInstantResult(parse({ resultType: "vector", result: null }), new Notes())).toMatchObject({
    kind: "vector",
    labels: [],
  });
  expect(toInstantResult(parse({ resultType: "matrix", result: null }), new Notes())).toEqual({ kind: "matrix", series: [] });
});

test("native histograms are left out, and the answer says how many", () => {
  const histogram = [1, { count: "2", sum: "3", buckets: [] }];
  const vector = parse({
    resultType: "vector",
    result: [
      { metric: { a: "1" }, histogram },
      { metric: { a: "2" }, value: [1, "5"] },
    ],
  });
  const notes = new Notes();
  expect(toInstantResult(vector, notes)).toMatchObject({ labels: [{ a: "2" }] });
  const matrix = parse({ resultType: "matrix", result: [{ metric: {}, histograms: [histogram] }] });
  expect(toInstantResult(matrix, notes)).toEqual({ kind: "matrix", series: [] });
  expect(notes.sentences()).toEqual([
    "Left out: 2 series with native histograms; ask for histogram_count(), histogram_sum() or histogram_quantile() of them.",
  ]);
});

test("labels named like parts of a JavaScript object are labels; __proto__ alone is left out, and told", () => {
  const notes = new Notes();
  const text =
    '{"resultType":"vector","result":[{"metric":{"__proto__":"evil","constructor":"c","toString":"t"},"value":[1,"1"]}]}';
  const result = toInstantResult(queryDataSchema.parse(JSON.parse(text)), notes);
  if (result.kind !== "vector") throw new Error(`got a ${result.kind}`);
  expect(Object.entries(result.labels[0] ?? {})).toEqual([
    ["constructor", "c"],
    ["toString", "t"],
  ]);
  expect(notes.sentences()).toEqual(["Left out: the label __proto__ of 1 series; that name is not safe to handle."]);
});

test.each([
  { text: "+Inf", value: Number.POSITIVE_INFINITY },
  { text: "-Inf", value: Number.NEGATIVE_INFINITY },
  { text: "NaN", value: Number.NaN },
  { text: "1e-09", value: 1e-9 },
  { text: "-0", value: -0 },
  { text: "9007199254740993", value: 9007199254740992 },
])("the value $text is read as $value", ({ text, value }) => expect(toValue(text)).toBe(value));

test.each([
  { name: "a value that is empty", point: [1, ""], say: "a value that is not a number" },
  { name: "a value that is a word", point: [1, "many"], say: "a value that is not a number" },
  { name: "a value that is no text", point: [1, 5], say: "a point that is not a time and a text" },
  { name: "no point at all", point: null, say: "a point that is not a time and a text" },
])("$name is refused as no answer of Prometheus", ({ point, say }) => {
  const data = parse({ resultType: "matrix", result: [{ metric: {}, values: [point] }] });
  expect(() => toInstantResult(data, new Notes())).toThrow(
    expect.objectContaining({
      failure: expect.objectContaining({ kind: "not-that-server", say: expect.stringContaining(say) }),
    } as Partial<AppError>),
  );
});

test("points that run backwards in time are refused", () => {
  const data = parse({
    resultType: "matrix",
    result: [
      {
        metric: {},
        values: [
          [2, "1"],
          [1, "1"],
        ],
      },
    ],
  });
  expect(() => toInstantResult(data, new Notes())).toThrow("not in the order of time");
});

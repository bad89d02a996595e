import { expect, test } from "vitest";
import type { Labels } from "#shared/model/labels";
import type { InstantResult } from "#shared/model/series";
import { minutes, seconds } from "#shared/units/time";
import { leastDuration, overRange, overStep, redRows } from "../../../../../renderer/pages/traces/services/red";

const vector = (values: Record<string, number>): InstantResult => ({
  kind: "vector",
  labels: Object.keys(values).map((name): Labels => (name === "" ? {} : { service: name })),
  times: new Float64Array(Object.keys(values).length),
  values: Float64Array.from(Object.values(values)),
});
const nothing = vector({});

test("a row has its calls, the share that failed and how long they took, the most called first", () => {
  const rows = redRows("service", {
    rate: vector({ shop: 10, mail: 30 }),
    errors: vector({ shop: 1 }),
    durations: [vector({ shop: 0.3, mail: 0.1 }), vector({ shop: 2 }), undefined],
  });
  expect(rows).toEqual([
    { name: "mail", rate: 30, errorShare: 0, p50: 0.1, p95: undefined, p99: undefined, impact: 0.5 },
    { name: "shop", rate: 10, errorShare: 0.1, p50: 0.3, p95: 2, p99: undefined, impact: 0.5 },
  ]);
});

test.each<{ what: string; rate: Record<string, number>; errors: Record<string, number>; rows: object[] }>([
  { what: "was not called", rate: { idle: 0, gone: Number.NaN }, errors: {}, rows: [] },
  { what: "has no label", rate: { "": 2 }, errors: {}, rows: [{ name: "", errorShare: 0 }] },
  // Rates of two counters are not of quite the same samples.
  { what: "failed more often than it was called", rate: { a: 1 }, errors: { a: 1.2 }, rows: [{ errorShare: 1 }] },
  { what: "is called like a property of objects", rate: { constructor: 1 }, errors: {}, rows: [{ name: "constructor" }] },
])("what $what makes no nonsense", ({ rate, errors, rows }) => {
  const answer = redRows("service", { rate: vector(rate), errors: vector(errors), durations: [] });
  expect(answer).toEqual(rows.map((row) => expect.objectContaining(row)));
});

test("a quantile of nothing is not told", () => {
  const [row] = redRows("service", { rate: vector({ a: 1 }), errors: nothing, durations: [vector({ a: Number.NaN })] });
  expect(row).toMatchObject({ p50: undefined, impact: 0 });
});

test("rates reach over at least two minutes, for sources that are scraped once a minute", () => {
  expect([overRange(seconds(30)), overRange(minutes(90))]).toEqual(["2m", "1h30m"]);
  expect([overStep(seconds(10)), overStep(minutes(5))]).toEqual(["2m", "20m"]);
});

test.each([
  { seconds: 0.00032, text: "320us" },
  { seconds: 1e-9, text: "1us" },
  { seconds: 0.0154, text: "15ms" },
  { seconds: 2.5, text: "2500ms" },
])("traces of $seconds s and more are looked for by $text", ({ seconds: length, text }) =>
  expect(leastDuration(length)).toBe(text),
);

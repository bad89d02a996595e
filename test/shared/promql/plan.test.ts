import { describe, expect, test } from "vitest";
import { AppError } from "#shared/model/failure";
import { evaluateInstant, evaluateRange, type QuerySpan } from "#shared/promql/evaluate";
import { parsePromql } from "#shared/promql/parse";
import { planSelections, selectionKey } from "#shared/promql/plan";
import type { Selectable, Selection } from "#shared/promql/storage";
import { storageOf } from "../../support/promql-series";
import { createRandom } from "../../support/random-numbers";
import { randomQuery } from "../../support/random-queries";
import { randomSeries, seriesLengthMs, seriesStart } from "../../support/random-series";

const minute = 60_000;

/** What a query really selects; a query that fails while it runs has selected less than all, or all. */
function selectedBy(text: string, span: QuerySpan, storage: Selectable): { selections: Selection[]; failed: boolean } {
  const selections: Selection[] = [];
  const recording: Selectable = {
    select(selection) {
      selections.push(selection);
      return storage.select(selection);
    },
  };
  const query = parsePromql(text);
  try {
    if (span.step === 0) evaluateInstant(query, span.start, { storage: recording });
    else evaluateRange(query, span, { storage: recording });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { selections, failed: true };
  }
  return { selections, failed: false };
}

const instant: QuerySpan = { start: 60 * minute, end: 60 * minute, step: 0 };
const range: QuerySpan = { start: 60 * minute, end: 90 * minute, step: minute };

test.each<{ query: string; span: QuerySpan; from: number; to: number; step: number; window?: number; func?: string }>([
  { query: "x", span: instant, from: 55, to: 60, step: 0 },
  { query: "x", span: range, from: 55, to: 90, step: 1 },
  { query: "x offset 10m", span: range, from: 45, to: 80, step: 1 },
  { query: "x offset -10m", span: range, from: 65, to: 100, step: 1 },
  { query: "x @ 1200", span: range, from: 15, to: 20, step: 0 },
  { query: "x @ end() offset 1m", span: range, from: 84, to: 89, step: 0 },
  { query: "rate(x[10m])", span: range, from: 50, to: 90, step: 1, window: 10, func: "rate" },
  { query: "max_over_time((x[10m]))", span: instant, from: 50, to: 60, step: 0, window: 10, func: "max_over_time" },
  { query: "quantile_over_time(0.5, x[10m])", span: instant, from: 50, to: 60, step: 0, window: 10, func: "quantile_over_time" },
  { query: "x[10m]", span: instant, from: 50, to: 60, step: 0, window: 10 },
  { query: "rate(x[range()])", span: range, from: 30, to: 90, step: 1, window: 30, func: "rate" },
  { query: "abs(x)", span: range, from: 55, to: 90, step: 1 },
  { query: "max_over_time(x[20m:7m])", span: instant, from: 37, to: 56, step: 7 },
  { query: "max_over_time(rate(x[5m])[20m:])", span: instant, from: 36, to: 60, step: 1, window: 5, func: "rate" },
])("$query selects what it needs", ({ query, span, from, to, step, window, func }) => {
  expect(planSelections(parsePromql(query), span)).toEqual([
    {
      matchers: [{ label: "__name__", operator: "=", value: "x" }],
      from: from * minute,
      to: to * minute,
      step: step * minute,
      // At one moment a selector without a range looks at the newest point alone.
      ...(window === undefined && step === 0 && { onlyNewest: true }),
      ...(window !== undefined && { range: window * minute }),
      ...(func !== undefined && { func }),
    },
  ]);
});

test.each([
  { query: "1 + 2", why: "there is no selector" },
  { query: "sum_over_time(x[30s:1m] offset 15s)", why: "no step of the subquery lies in its window" },
])("$query selects nothing: $why", ({ query }) => {
  expect(planSelections(parsePromql(query), { ...instant, start: 60 * minute + 50_000 })).toEqual([]);
});

test("the lookback and the default step of subqueries are those of the evaluation", () => {
  const query = parsePromql("x + max_over_time(x[10m:])");
  const plan = planSelections(query, instant, { lookback: minute, subqueryStep: 5 * minute });
  expect(plan.map(({ from, to }) => [from / minute, to / minute])).toEqual([
    [59, 60],
    [54, 60],
  ]);
});

test("a plan that would count too many steps is refused like the evaluation", () => {
  const plan = () => planSelections(parsePromql("max_over_time(x[1y:1ms])"), instant);
  expect(plan).toThrowError("query processing would load too many samples into memory in query execution");
});

test("a duration that makes no sense at the query's times is refused", () => {
  expect(() => planSelections(parsePromql("rate(x[step()])"), instant)).toThrowError("duration must be greater than 0");
});

describe("whatever the query", () => {
  const seed = 20_261_121;
  const random = createRandom(seed);
  const storage = storageOf(randomSeries(random));
  const queries = Array.from({ length: 400 }, () => randomQuery(random));

  const [begin, end] = [seriesStart + seriesLengthMs / 2, seriesStart + seriesLengthMs];

  test.each<{ name: string; span: QuerySpan }>([
    { name: "at one moment", span: { start: begin, end: begin, step: 0 } },
    { name: "over time", span: { start: begin, end, step: 97_000 } },
  ])(`its evaluation $name asks for just the planned selections, in their order (seed ${seed})`, ({ span }) => {
    for (const query of queries) {
      const { selections, failed } = selectedBy(query, span, storage);
      const planned = planSelections(parsePromql(query), span);
      const compared = failed ? planned.slice(0, selections.length) : planned;
      expect({ query, selections: selections.map(selectionKey) }).toEqual({ query, selections: compared.map(selectionKey) });
    }
  });
});

test("the key of a selection is found again by its copy in another thread, and by no other selection", () => {
  const [selection] = planSelections(parsePromql('rate(x{a="1"}[5m])'), range);
  if (!selection) throw new Error("nothing was planned");
  expect(selectionKey(structuredClone(selection))).toBe(selectionKey(selection));
  const others: Selection[] = [
    { ...selection, from: 0 },
    { ...selection, to: 0 },
    { ...selection, step: 1 },
    { ...selection, range: 1 },
    { ...selection, func: "max_over_time" },
    { ...selection, matchers: [] },
    { ...selection, matchers: selection.matchers.map((matcher) => ({ ...matcher, operator: "!=" })) },
  ];
  expect(new Set([selection, ...others].map(selectionKey)).size).toBe(others.length + 1);
});

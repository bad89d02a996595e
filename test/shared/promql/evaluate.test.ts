import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { evaluateInstant } from "#shared/promql/evaluate";
import { parsePromql } from "#shared/promql/parse";
import { readScript, type ScriptEval } from "../../support/promql-script";

const script = (name: string): ScriptEval[] =>
  readScript(readFileSync(new URL(`../../fixtures/promql/${name}.test`, import.meta.url), "utf8"));

/** What the scripts use and this machine does not evaluate yet: when one of these is learned, take it off the list. */
const notYet = [
  "absent",
  "absent_over_time",
  "clamp",
  "count_values",
  "day_of_week",
  "days_in_month",
  "histogram_quantile",
  "label_join",
  "label_replace",
  "minute",
  "quantile",
  "sort",
  "sort_desc",
  "topk",
  "year",
];

describe.each(["subtleties", "subset"])("the script %s", (name) => {
  test.each(script(name))("line $line: $query", ({ run }) => {
    const { got, wanted } = run();
    if (got.kind === "not-supported") {
      expect(notYet).toContain(got.what);
    } else if (wanted.kind === "failure") {
      expect(got).toEqual({
        kind: "failure",
        message: typeof wanted.message === "string" ? wanted.message : expect.stringMatching(wanted.message),
      });
    } else {
      expect(got).toEqual(wanted);
    }
  });
});

test("the list of what is not evaluated yet holds nothing that is", () => {
  const outcomes = script("subtleties").map(({ run }) => run().got);
  const unsupported = new Set(outcomes.flatMap((got) => (got.kind === "not-supported" ? [got.what] : [])));
  expect([...unsupported].sort()).toEqual(notYet);
});

test("the deepest query that parses is evaluated, not a stack overflow", () => {
  const chain = `${"1 + (".repeat(199)}1${")".repeat(199)}`;
  expect(evaluateInstant(parsePromql(chain), 0, { storage: { select: () => [] } })).toMatchObject({ kind: "scalar", value: 200 });
});

test("a query that touches too many samples is refused", () => {
  const run = () =>
    evaluateInstant(parsePromql("sum_over_time(vector(1)[1h:1s])"), 0, { storage: { select: () => [] }, maxSamples: 1000 });
  expect(run).toThrowError("The query would touch more than 1,000 samples; narrow its selectors or its time range.");
});

import { expect, test } from "vitest";
import type { Expr } from "#shared/promql/ast";
import { evaluateInstant } from "#shared/promql/evaluate";
import { isEvaluatedFunction } from "#shared/promql/evaluate/calls";
import { functions, type ValueType } from "#shared/promql/functions";
import { parsePromql } from "#shared/promql/parse";

/** They need native histograms, start timestamps or another server's data, none of which is kept here. */
const refused = [
  "histogram_avg",
  "histogram_count",
  "histogram_stddev",
  "histogram_stdvar",
  "histogram_sum",
  "info",
  "start_timestamp",
];

test("every function but those that need what is not kept here is evaluated", () => {
  expect([...functions.keys()].filter((name) => !isEvaluatedFunction(name)).sort()).toEqual(refused);
});

const examples: Record<ValueType, string> = { scalar: "0.5", string: '"a"', vector: "x", matrix: "x[1m]" };

/** Without the arguments that a number says may be left out. */
const callOf = (name: string): string => {
  const { args = [], optional = 0 } = functions.get(name) ?? {};
  const wanted = optional === "any" ? args : args.slice(0, args.length - optional);
  return `${name}(${wanted.map((type) => examples[type]).join(", ")})`;
};

test.each([...functions.keys()].filter((name) => !refused.includes(name)).map((name) => ({ query: callOf(name) })))(
  "$query has an answer where there are no series",
  ({ query }) => {
    expect(() => evaluateInstant(parsePromql(query), 0, { storage: { select: () => [] } })).not.toThrow();
  },
);

test.each(refused.map((name) => ({ query: callOf(name), name })))("$query is refused by name", ({ query, name }) => {
  expect(() => evaluateInstant(parsePromql(query), 0, { storage: { select: () => [] } })).toThrowError(`\`${name}\` `);
});

test("a function of its object's prototype is no function", () => {
  const call = { type: "call", name: "constructor", args: [], from: 0, to: 1 } satisfies Expr;
  expect(isEvaluatedFunction(call.name)).toBe(false);
});

test.each([
  { query: "deriv(x[1h])", selector: "x[1h]" },
  { query: "quantile_over_time(0.5, x[1h])", selector: "x[1h]" },
  { query: "avg_over_time(x[1h])", selector: "x[1h]" },
  { query: "abs(x)", selector: "x" },
  { query: 'label_replace(x, "a", "$1", "b", "(.*)")', selector: "x" },
  { query: "histogram_quantile(0.5, x)", selector: "x" },
  { query: 'sort_by_label(x, "b")', selector: "x" },
])("$query looks whether it is cancelled, beyond what its selector does", ({ query, selector }) => {
  expect(looksOf(query)).toBeGreaterThanOrEqual(looksOf(selector) + 2);
});

/** How often an evaluation over many series asks whether somebody still waits for it. */
function looksOf(query: string): number {
  const times = Float64Array.from({ length: 360 }, (_, index) => index * 10_000);
  const values = times.map((time) => Math.sin(time));
  const series = Array.from({ length: 5000 }, (_, index) => ({ labels: { b: String(index), le: "1" }, times, values }));
  let looks = 0;
  const signal = {
    get aborted() {
      looks++;
      return false;
    },
  };
  evaluateInstant(parsePromql(query), 3_590_000, { storage: { select: () => series }, signal });
  return looks;
}

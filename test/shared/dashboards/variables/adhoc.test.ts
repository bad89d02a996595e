import { expect, test } from "vitest";
import { addFilters } from "#shared/dashboards/variables/adhoc";
import { adhocFilters, readFilter, writeFilter } from "#shared/dashboards/variables/adhoc-filter";
import { parsePromql } from "#shared/promql/parse";
import { printQuery } from "#shared/promql/print";
import { chosen, variable } from "../../../support/dashboard-scope";
import { createRandom } from "../../../support/random-numbers";
import { randomQuery } from "../../../support/random-queries";

const env = { key: "env", operator: "=", value: "prod" };

test.each([
  { expr: "up", filled: 'up{env="prod"}' },
  { expr: "up{}", filled: 'up{env="prod"}' },
  { expr: 'up{a="b"}', filled: 'up{a="b",env="prod"}' },
  { expr: 'up{a="b", }', filled: 'up{a="b",env="prod", }' },
  { expr: 'up { # here\n  a="}" # and }\n}', filled: 'up { # here\n  a="}",env="prod" # and }\n}' },
  { expr: "up # none\n{}", filled: 'up # none\n{env="prod"}' },
  { expr: '{"my.metric"}', filled: '{"my.metric",env="prod"}' },
  { expr: '{__name__=~"a.*"}', filled: '{__name__=~"a.*",env="prod"}' },
  {
    expr: 'sum by (job) (rate(a{x="1"}[5m] offset 1h)) / on(job) b',
    filled: 'sum by (job) (rate(a{x="1",env="prod"}[5m] offset 1h)) / on(job) b{env="prod"}',
  },
  { expr: "max_over_time((a - b)[1h:5m])", filled: 'max_over_time((a{env="prod"} - b{env="prod"})[1h:5m])' },
  { expr: "1 + 2", filled: "1 + 2" },
  { expr: "sum(", filled: "sum(" },
])("$expr is asked with the filter", ({ expr, filled }) => expect(addFilters(expr, [env])).toBe(filled));

test("several filters, of every operator, and with hostile values", () => {
  const filters = [
    { key: "a.b", operator: "!=", value: 'x"} or vector(1) #' },
    { key: "c", operator: "=~", value: ".*\\d" },
    { key: "d", operator: "=|", value: "x.y, z" },
    { key: "e", operator: "!=|", value: "f" },
  ];
  const filled = addFilters("up", filters);
  expect(filled).toBe('up{"a.b"!="x\\"} or vector(1) #",c=~".*\\\\d",d=~"x\\\\.y|z",e!~"f"}');
  expect(() => parsePromql(filled)).not.toThrow();
});

test("any query stays right, and only its selectors change", () => {
  const random = createRandom(11);
  for (let round = 0; round < 300; round++) {
    const expr = randomQuery(random);
    const filled = addFilters(expr, [env]);
    const without = printQuery(parsePromql(filled).expr)
      .replaceAll(/,?env="prod"/g, "")
      .replaceAll(/\{,/g, "{")
      .replaceAll("{}", "");
    expect(without).toBe(printQuery(parsePromql(expr).expr).replaceAll("{}", ""));
  }
});

test("a filter goes through an address and back", () => {
  for (const filter of [env, { key: "a|b", operator: "=|", value: "c|d, e" }, { key: "x", operator: "!~", value: "" }]) {
    expect(readFilter(writeFilter(filter))).toEqual(filter);
  }
  expect(["", "a", "a|<|1", "|=|b"].map(readFilter)).toEqual([undefined, undefined, undefined, undefined]);
});

test("filters that are chosen stand for those of the file; none chosen is none", () => {
  const own = variable({
    kind: "adhoc",
    name: "f",
    filters: [env, { key: "", operator: "=", value: "x" }, { key: "n", operator: ">", value: "1" }],
  });
  const of = (...values: string[]) => adhocFilters({ variable: own, chosen: chosen(...values) });
  expect([of(), of("a|=|b"), of("")]).toEqual([[env], [{ key: "a", operator: "=", value: "b" }], []]);
});

import { expect, test } from "vitest";
import type { Expr } from "#shared/promql/ast";
import { toParseJson } from "#shared/promql/ast-json";
import { formatQuery } from "#shared/promql/format";
import { parsePromql } from "#shared/promql/parse";
import { printQuery } from "#shared/promql/print";
import { createRandom } from "../../support/random-numbers";
import { randomSyntax } from "../../support/random-syntax";
import { recordedQueries } from "../../support/recorded-queries";

test.each([
  { query: "SUM(x)BY(job)", printed: "sum by (job) (x)" },
  { query: 'sum without ("a.b",c) (x)', printed: 'sum without ("a.b", c) (x)' },
  { query: "sum by () (x)", printed: "sum(x)" },
  { query: "x{b='2',a=`1`,}", printed: 'x{a="1",b="2"}' },
  { query: '{"m.n","l.x"=~"v"}', printed: '{"l.x"=~"v",__name__="m.n"}' },
  { query: "a>bool on(b)group_left(c)d", printed: "a > bool on (b) group_left (c) d" },
  { query: "a + fill(1) b", printed: "a + fill (1) b" },
  { query: "a + fill_right(1e-5) fill_left(-2) b", printed: "a + fill_left (-2) fill_right (1e-05) b" },
  { query: "x[90d]offset-1w", printed: "x[90d] offset -1w" },
  { query: "x offset 5m @ 1", printed: "x @ 1.000 offset 5m" },
  { query: "x[(5m+step())*2:30]", printed: "x[(5m + step()) * 2:30s]" },
  { query: "1e22 + 0x1F + 1h", printed: "10000000000000000000000 + 31 + 1h" },
  { query: '"é\\x07\\u200b"', printed: '"é\\a\\u200b"' },
])("$query is printed as $printed", ({ query, printed }) => expect(printQuery(parsePromql(query).expr)).toBe(printed));

test("every recorded query is printed and laid out as Prometheus does", () => {
  for (const recorded of recordedQueries()) {
    if (recorded.refused !== undefined) continue;
    const { expr } = parsePromql(recorded.query);
    expect({ printed: printQuery(expr), formatted: formatQuery(expr) }, recorded.query).toEqual({
      printed: recorded.printed,
      formatted: recorded.formatted,
    });
  }
});

test("what does not fit into a line is laid out over several", () => {
  const query =
    "histogram_quantile(0.99, sum by (le, route) (rate(http_request_duration_seconds_bucket{job='api'}[5m]))) > 0.5 and on (route) up";
  expect(formatQuery(parsePromql(query).expr)).toBe(
    [
      "    histogram_quantile(",
      "      0.99,",
      '      sum by (le, route) (rate(http_request_duration_seconds_bucket{job="api"}[5m]))',
      "    )",
      "  >",
      "    0.5",
      "and on (route)",
      "  up",
    ].join("\n"),
  );
});

test("queries printed and laid out read as the same tree again", () => {
  const random = createRandom(7);
  let count = 0;
  for (let times = 0; times < 1000; times++) {
    const query = randomSyntax(random);
    const expr = attempt(query);
    // Prometheus prints these so that they read as something else, and we print what it prints: `(+Inf) ^ 2` loses the
    // parentheses that it never had, and an `@` behind an offset in parentheses goes in front of it.
    if (!expr || /\bInf\b|offset [+-]?\(|offset \+/i.test(query)) continue;
    count++;
    expect(meaning(attempt(printQuery(expr))), query).toEqual(meaning(expr));
    expect(meaning(attempt(formatQuery(expr))), query).toEqual(meaning(expr));
  }
  expect(count).toBeGreaterThan(700);
});

function attempt(query: string): Expr | undefined {
  try {
    return parsePromql(query).expr;
  } catch {
    // Not every random query is right; the parser has tests of its own.
    return undefined;
  }
}

/** A tree without the places, the order of matchers, and whether a length had units. */
function meaning(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(meaning);
  if (typeof node !== "object" || node === null) return node;
  const parts = Object.entries(node)
    .filter(([name]) => !["from", "to", "end", "isDuration"].includes(name))
    .map(([name, value]) => [name, name === "matchers" ? sorted(meaning(value)) : meaning(value)]);
  return Object.fromEntries(parts);
}

const sorted = (matchers: unknown): unknown =>
  Array.isArray(matchers) ? matchers.map((matcher) => JSON.stringify(matcher)).sort() : matchers;

test("the tree as JSON has the fields of parse_query", () => {
  const { expr } = parsePromql('sum by (a) (rate(x{b="c"}[5m:step()] @ end() offset 1m)) / on(a) group_left(d) y');
  expect(toParseJson(expr)).toEqual({
    type: "binaryExpr",
    op: "/",
    bool: false,
    matching: { card: "many-to-one", labels: ["a"], on: true, include: ["d"], fillValues: { lhs: null, rhs: null } },
    lhs: {
      type: "aggregation",
      op: "sum",
      param: null,
      grouping: ["a"],
      without: false,
      expr: {
        type: "call",
        func: { name: "rate", argTypes: ["matrix"], variadic: 0, returnType: "vector" },
        args: [
          {
            type: "subquery",
            range: 300_000,
            rangeExpr: null,
            step: 0,
            stepExpr: { type: "durationExpr", op: "step", lhs: null, rhs: null, wrapped: false },
            offset: 60_000,
            offsetExpr: null,
            timestamp: null,
            startOrEnd: "end",
            expr: {
              type: "vectorSelector",
              name: "x",
              matchers: [
                { name: "b", type: "=", value: "c" },
                { name: "__name__", type: "=", value: "x" },
              ],
              offset: 0,
              offsetExpr: null,
              timestamp: null,
              startOrEnd: null,
              anchored: false,
              smoothed: false,
            },
          },
        ],
      },
    },
    rhs: expect.objectContaining({ type: "vectorSelector", name: "y" }),
  });
});

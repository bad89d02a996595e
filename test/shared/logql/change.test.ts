import { describe, expect, test } from "vitest";
import { type LabelCondition, withLabelFilter, withLineFilter } from "#shared/logql/change";
import { checkLogql } from "#shared/logql/parse";
import queries from "../../fixtures/logql-3.7/queries.json";

const is = (name: string, value: string, parser?: "json" | "logfmt"): LabelCondition => ({
  name,
  op: "=",
  value,
  ...(parser && { parser }),
});
const isNot = (name: string, value: string): LabelCondition => ({ name, op: "!=", value });

describe("a stream's label, in the selector", () => {
  test.each([
    { name: "is added", expr: '{a="b"} # why\n|= "x"', change: is("c", "d"), to: '{a="b", c="d"} # why\n|= "x"' },
    { name: "is not added twice", expr: '{a="b", c="d"}', change: is("c", "d"), to: '{a="b", c="d"}' },
    { name: "replaces its opposite", expr: '{a="b",  c!="d"}', change: is("c", "d"), to: '{a="b",  c="d"}' },
    { name: "replaces another value", expr: '{a="b", c="d"}', change: is("c", "e"), to: '{a="b", c="e"}' },
    { name: "is left out", expr: '{a="b"}', change: isNot("c", "d"), to: '{a="b", c!="d"}' },
    {
      name: "left out that was asked for still asks for something",
      expr: '{a="b"}',
      change: isNot("a", "b"),
      to: '{a=~".+", a!="b"}',
    },
    {
      name: "in a metric is asked of each of its log queries",
      expr: 'rate({a="b"}[5m]) / rate({a="c"}[5m])',
      change: is("d", "e"),
      to: 'rate({a="b", d="e"}[5m]) / rate({a="c", d="e"}[5m])',
    },
    { name: "has its value quoted", expr: '{a="b"}', change: is("c", 'x"\\\n'), to: '{a="b", c="x\\"\\\\\\n"}' },
  ])("$name", ({ expr, change, to }) => expect(withLabelFilter(expr, change, "selector")).toBe(to));
});

describe("a field, in the pipeline", () => {
  test.each([
    { name: "is added at the end", expr: '{a="b"} |= "x" | json', change: is("c", "d"), to: '{a="b"} |= "x" | json | c="d"' },
    { name: "brings its parser", expr: '{a="b"} |= "x"', change: is("c", "d", "logfmt"), to: '{a="b"} |= "x" | logfmt | c="d"' },
    { name: "has its parser already", expr: '{a="b"} | json', change: is("c", "d", "json"), to: '{a="b"} | json | c="d"' },
    {
      name: "needs the parser that makes other labels only",
      expr: '{a="b"} | json x',
      change: is("c", "d", "json"),
      to: '{a="b"} | json x | json | c="d"',
    },
    { name: "is not added twice", expr: '{a="b"} | json | c="d"', change: is("c", "d", "json"), to: '{a="b"} | json | c="d"' },
    {
      name: "replaces its opposite",
      expr: '{a="b"} | json | c!=`d`',
      change: is("c", "d", "json"),
      to: '{a="b"} | json | c="d"',
    },
    {
      name: "replaces another value",
      expr: '{a="b"} | json | c="e" | line_format "x"',
      change: is("c", "d"),
      to: '{a="b"} | json | c="d" | line_format "x"',
    },
    {
      name: "leaves what is part of a longer condition",
      expr: '{a="b"} | c="e" or f="g"',
      change: is("c", "d"),
      to: '{a="b"} | c="e" or f="g" | c="d"',
    },
    {
      name: "stands before the range",
      expr: 'sum(rate({a="b"}|json[5m]))',
      change: is("c", "d"),
      to: 'sum(rate({a="b"}|json | c="d" [5m]))',
    },
    {
      name: "stands before unwrap",
      expr: 'sum_over_time({a="b"} | json | unwrap x [5m])',
      change: is("c", "d"),
      to: 'sum_over_time({a="b"} | json | c="d" | unwrap x [5m])',
    },
    {
      name: "stands behind a range that comes first",
      expr: 'sum_over_time({a="b"}[5m] offset 1h|unwrap x)',
      change: is("c", "d"),
      to: 'sum_over_time({a="b"}[5m] offset 1h | c="d" |unwrap x)',
    },
    {
      name: "has the name that Loki gives it",
      expr: '{a="b"} | json',
      change: is("http.status-code", "500"),
      to: '{a="b"} | json | http_status_code="500"',
    },
  ])("$name", ({ expr, change, to }) => expect(withLabelFilter(expr, change, "pipeline")).toBe(to));

  test("with a name that is a word of the language is refused", () => {
    expect(() => withLabelFilter('{a="b"}', is("by", "x"), "pipeline")).toThrow("LogQL has a word `by`");
  });
});

describe("a text of the line", () => {
  test.each([
    {
      name: "is looked for before the line is parsed",
      expr: '{a="b"} |= "x" | json',
      op: "|=" as const,
      to: '{a="b"} |= "x" |= "t" | json',
    },
    {
      name: "is looked for behind what makes another line",
      expr: '{a="b"} | json | line_format "{{.x}}"',
      op: "!=" as const,
      to: '{a="b"} | json | line_format "{{.x}}" != "t"',
    },
    { name: "replaces its opposite", expr: '{a="b"} != `t` | json', op: "|=" as const, to: '{a="b"} |= "t" | json' },
    { name: "is not looked for twice", expr: '{a="b"} |= "t"', op: "|=" as const, to: '{a="b"} |= "t"' },
    { name: "stands inside of the parentheses of a log query", expr: '({a="b"})', op: "|=" as const, to: '({a="b"} |= "t")' },
    {
      name: "is in a query written anew where there is no other place",
      expr: 'sum_over_time(({a="b"})[5m] | unwrap x)',
      op: "|=" as const,
      to: 'sum_over_time({a="b"} |= "t" | unwrap x [5m])',
    },
  ])("$name", ({ expr, op, to }) => expect(withLineFilter(expr, { op, text: "t" })).toBe(to));
});

test("a query that does not parse is not changed", () => {
  expect(() => withLineFilter("{a=", { op: "|=", text: "t" })).toThrow("1:4: expected a text in quotes");
});

describe("of every query that Loki takes", () => {
  const accepted = queries.filter(({ query, refused }) => refused === undefined && !query.includes('ip("zz")'));
  const hostile = 'x"`\\\u0000\ud800\u202e\ufffd}]|\n';
  const changes: { name: string; change: (expr: string) => string; opposite: (expr: string) => string }[] = [
    {
      name: "a stream's label",
      change: (expr) => withLabelFilter(expr, is("new", hostile), "selector"),
      opposite: (expr) => withLabelFilter(expr, isNot("new", hostile), "selector"),
    },
    {
      name: "the label of all of them",
      change: (expr) => withLabelFilter(expr, isNot("a", "b"), "selector"),
      opposite: (expr) => withLabelFilter(expr, is("a", "b"), "selector"),
    },
    {
      name: "a field",
      change: (expr) => withLabelFilter(expr, is("new", hostile, "json"), "pipeline"),
      opposite: (expr) => withLabelFilter(expr, isNot("new", hostile), "pipeline"),
    },
    {
      name: "a text",
      change: (expr) => withLineFilter(expr, { op: "|=", text: hostile }),
      opposite: (expr) => withLineFilter(expr, { op: "!=", text: hostile }),
    },
  ];

  test.each(changes)(
    "what comes of filtering by $name parses, twice is once, and the opposite replaces it",
    ({ change, opposite }) => {
      for (const { query } of accepted) {
        const once = change(query);
        const turned = opposite(once);
        expect({ query, once, mistakes: checkLogql(once).diagnostics }).toEqual({ query, once, mistakes: [] });
        expect({ query, twice: change(once) }).toEqual({ query, twice: once });
        expect({ query, turned, mistakes: checkLogql(turned).diagnostics }).toEqual({ query, turned, mistakes: [] });
        expect({ query, twice: opposite(turned) }).toEqual({ query, twice: turned });
      }
    },
  );
});

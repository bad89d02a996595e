import { expect, test } from "vitest";
import type { Expr } from "#shared/promql/ast";
import { checkPromql, parsePromql } from "#shared/promql/parse";

/** The tree in a line: enough to see what belongs to what. */
function sketch(expr: Expr): string {
  switch (expr.type) {
    case "number":
      return String(expr.value);
    case "string":
      return JSON.stringify(expr.value);
    case "vector-selector": {
      const name = expr.matchers.map(({ label, operator, value }) =>
        label === "__name__" ? value : `${label}${operator}${value}`,
      );
      return `${name.join(",")}${expr.at ? "@" : ""}${expr.offset ? "~" : ""}`;
    }
    case "matrix-selector":
      return `${sketch(expr.selector)}[]`;
    case "subquery":
      return `${sketch(expr.expr)}[:]${expr.at ? "@" : ""}${expr.offset ? "~" : ""}`;
    case "call":
      return `${expr.name}(${expr.args.map(sketch).join(", ")})`;
    case "aggregate": {
      const { mode, labels } = expr.grouping;
      return `${expr.operator} ${mode}(${labels.join(",")})(${expr.args.map(sketch).join(", ")})`;
    }
    case "binary":
      return `(${sketch(expr.left)} ${expr.operator} ${sketch(expr.right)})`;
    case "unary":
      return `${expr.operator}(${sketch(expr.expr)})`;
    case "paren":
      return sketch(expr.expr);
  }
}

test.each([
  { query: "a @ 50 + b @ 100", expected: "(a@ + b@)" },
  { query: "-m offset 5m", expected: "-(m~)" },
  { query: "a + max_over_time(b[5m:] offset 1m)", expected: "(a + max_over_time(b[:]~))" },
  { query: "a - -b offset 1m", expected: "(a - -(b~))" },
  { query: "(a + b)[5m:1m]", expected: "(a + b)[:]" },
  { query: "a + rate(b[5m] @ end() offset 1m)", expected: "(a + rate(b@~[]))" },
  { query: "-1 ^ 2", expected: "-((1 ^ 2))" },
  { query: "2 ^ -1", expected: "(2 ^ -1)" },
  { query: "2 ^ -1 ^ 2", expected: "(2 ^ -((1 ^ 2)))" },
  { query: "2 ^ 3 ^ 2", expected: "(2 ^ (3 ^ 2))" },
  { query: "-a ^ 2", expected: "-((a ^ 2))" },
  { query: "-a * b", expected: "(-(a) * b)" },
  { query: "1 -2", expected: "(1 - 2)" },
  { query: "a or b and c unless d", expected: "(a or ((b and c) unless d))" },
  { query: "a * b + c == 3", expected: "(((a * b) + c) == 3)" },
  { query: 'SUM BY (job, "a.b") (x)', expected: "sum by(job,a.b)(x)" },
  { query: "topk(3, x) without(z)", expected: "topk without(z)(3, x)" },
  { query: '{"m.n", "l.x"=~"v"}', expected: "m.n,l.x=~v" },
  { query: "1./6.", expected: "(1 / 6)" },
  { query: "a # + b\n  + c", expected: "(a + c)" },
  { query: 'sum(# first\n x{a="# not a comment 2."} # last\n)', expected: "sum by()(x,a=# not a comment 2.)" },
])("$query is read as $expected", ({ query, expected }) => expect(sketch(parsePromql(query).expr)).toBe(expected));

test.each([
  { text: "010", value: 8 },
  { text: "089", value: 89 },
  { text: "0x1F", value: 31 },
  { text: "1_000", value: 1000 },
  { text: "1e-3", value: 0.001 },
  { text: ".5", value: 0.5 },
  { text: "1h30m", value: 5400 },
  { text: "1s100ms", value: 1.1 },
  { text: "-Inf", value: Number.NEGATIVE_INFINITY },
  { text: "nAn", value: Number.NaN },
])("the number $text is $value", ({ text, value }) => expect(parsePromql(text).expr).toMatchObject({ type: "number", value }));

test.each([
  { text: String.raw`"a\n\t\"b\\"`, value: 'a\n\t"b\\' },
  { text: String.raw`'it\'s'`, value: "it's" },
  { text: "`raw \\n`", value: "raw \\n" },
  { text: String.raw`"\xc3\xa9 \303\251 \u00e9 \U0001F600"`, value: "é é é 😀" },
])("the string $text is decoded as Go does", ({ text, value }) =>
  expect(parsePromql(text).expr).toMatchObject({ type: "string", value }),
);

test.each([
  { query: "", message: "expected an expression, found the end of the query", line: 1, column: 1 },
  { query: "# nothing\n", message: "expected an expression, found the end of the query", line: 2, column: 1 },
  { query: "x[}", message: "expected a duration, found `}`", line: 1, column: 3 },
  { query: "rate(x[5m}", message: "expected `]`, found `}`", line: 1, column: 10 },
  { query: "rate(x[5m]", message: "expected `,` or `)`, found the end of the query", line: 1, column: 11 },
  { query: "rate(x[5m]))", message: "unexpected `)`", line: 1, column: 12 },
  { query: "x[5x]", message: "expected `]`, found `x`", line: 1, column: 4 },
  { query: "x offset", message: "expected a duration, found the end of the query", line: 1, column: 9 },
  { query: "x @ foo", message: "expected a time in Unix seconds, `start()` or `end()`, found `foo`", line: 1, column: 5 },
  { query: "a +", message: "expected an expression, found the end of the query", line: 1, column: 4 },
  { query: "a b", message: "unexpected `b`", line: 1, column: 3 },
  { query: "foo(x)", message: "unknown function `foo`", line: 1, column: 1 },
  { query: "a{", message: "expected a label name or `}`, found the end of the query", line: 1, column: 3 },
  { query: "a{b}", message: "expected one of `=`, `!=`, `=~`, `!~`, found `}`", line: 1, column: 4 },
  { query: "a{b=c}", message: "expected a quoted string, found `c`", line: 1, column: 5 },
  { query: 'a{b="c" d="e"}', message: "expected `,` or `}`, found `d`", line: 1, column: 9 },
  { query: "sum by a (x)", message: "expected `(`, found `a`", line: 1, column: 8 },
  { query: "sum by (a", message: "expected `,` or `)`, found the end of the query", line: 1, column: 10 },
  { query: "a +\n  on b", message: "expected `(`, found `b`", line: 2, column: 6 },
  { query: "(x", message: "expected `)`, found the end of the query", line: 1, column: 3 },
  { query: '"abc', message: "the string is not closed", line: 1, column: 1 },
  {
    query: String.raw`x{a="\d"}`,
    message: "unknown escape `\\d` in the string; a backslash itself is written `\\\\`",
    line: 1,
    column: 5,
  },
  { query: String.raw`"\xff"`, message: "the bytes \\xff are not UTF-8", line: 1, column: 1 },
  { query: "1e400", message: "`1e400` is not a number that fits", line: 1, column: 1 },
  {
    query: `${"(".repeat(1000)}x${")".repeat(1000)}`,
    message: "the query is nested more than 400 levels deep",
    line: 1,
    column: 401,
  },
])("$query is refused at its place: $message", ({ query, message, line, column }) => {
  expect(checkPromql(query)).toEqual([
    { severity: "error", message, place: { from: expect.any(Number), to: expect.any(Number), line, column } },
  ]);
});

test("a refused query is a failure that says where, with the mistakes as diagnostics", () => {
  expect(() => parsePromql("rate(x) + foo")).toThrowError(
    expect.objectContaining({
      failure: {
        kind: "bad-query",
        say: "1:6: `rate` expects a range vector, found an instant vector; add a range, as in `[5m]`",
        retry: false,
        diagnostics: [expect.objectContaining({ place: { from: 5, to: 6, line: 1, column: 6 } })],
      },
    }),
  );
});

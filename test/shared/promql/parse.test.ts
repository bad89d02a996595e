import { expect, test } from "vitest";
import { AppError } from "#shared/model/failure";
import type { Expr } from "#shared/promql/ast";
import { checkPromql, parsePromql } from "#shared/promql/parse";
import { recordedQueries } from "../../support/recorded-queries";

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
  { query: "offset{} + by + sum", expected: "((offset + by) + sum)" },
  { query: "a offset 5m + 3", expected: "(a~ + 3)" },
  { query: "a offset (5m + 1m) ^ 2", expected: "a~" },
  { query: "a + on(b) group_left sum", expected: "(a + sum)" },
  { query: "fill + fill_left", expected: "(fill + fill_left)" },
  { query: "min_of(step(), 2) + STEP", expected: "(min_of(step(), 2) + STEP)" },
  { query: "a[STEP() * 2:range()]", expected: "a[:]" },
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
  { text: String.raw`"\xff\xc3A"`, value: "\ufffd\ufffdA" },
])("the string $text is decoded as Go does", ({ text, value }) =>
  expect(parsePromql(text).expr).toMatchObject({ type: "string", value }),
);

test.each([
  { query: "bool + 1", message: "unexpected <bool>", line: 1, column: 1 },
  { query: "x[}", message: "unexpected character in duration expression: '}'", line: 1, column: 3 },
  { query: "rate(x[5m]", message: "unclosed left parenthesis", line: 1, column: 11 },
  { query: "rate(x[5m]))", message: "unexpected right parenthesis ')'", line: 1, column: 13 },
  {
    query: "x[5m 1m]",
    message: 'unexpected duration "1m" in subquery or range, expected ":" or "]"',
    line: 1,
    column: 6,
  },
  {
    query: "x offset",
    message: "unexpected end of input in offset, expected number, duration, step(), or range()",
    line: 1,
    column: 9,
  },
  { query: "x @ foo", message: 'unexpected identifier "foo" in @, expected timestamp', line: 1, column: 5 },
  { query: "a +", message: "unexpected end of input", line: 1, column: 4 },
  { query: 'a "abcdefghijkl"', message: String.raw`unexpected string "\"abcdefghi"...`, line: 1, column: 3 },
  { query: "foo(x)", message: 'unknown function with name "foo"', line: 1, column: 1 },
  { query: "a{b=c}", message: 'unexpected identifier "c" in label matching, expected string', line: 1, column: 5 },
  { query: "sum by a (x)", message: 'unexpected identifier "a" in grouping opts, expected "("', line: 1, column: 8 },
  { query: "sum(x y)", message: 'unexpected identifier "y" in aggregation', line: 1, column: 7 },
  { query: "a +\n  on b", message: 'unexpected identifier "b" in grouping opts, expected "("', line: 2, column: 6 },
  { query: '"abc', message: "unterminated quoted string", line: 1, column: 1 },
  { query: String.raw`x{a="\d"}`, message: "unknown escape sequence U+0064 'd'", line: 1, column: 5 },
  {
    query: "1e400",
    message: 'error parsing number: strconv.ParseFloat: parsing "1e400": value out of range',
    line: 1,
    column: 1,
  },
  { query: "x + 5hs", message: 'unknown unit "hs" in duration "5hs"', line: 1, column: 5 },
  { query: "abs(x,)", message: "trailing commas not allowed in function call args", line: 1, column: 6 },
])("$query is refused in Prometheus's words: $message", ({ query, message, line, column }) => {
  expect(checkPromql(query)).toEqual([
    { severity: "error", message, place: { from: expect.any(Number), to: expect.any(Number), line, column } },
  ]);
});

test("columns count the bytes of UTF-8, offsets the units of the text", () => {
  expect(checkPromql("'é😀' + ~")[0]?.place).toEqual({ from: 8, to: 9, line: 1, column: 12 });
});

test("what was wrong before the reading stopped is told as well, the first mistake first", () => {
  expect(checkPromql("foo(x) + abs(x,) + sum() + )").map(({ message, place }) => [place.column, message])).toEqual([
    [1, 'unknown function with name "foo"'],
    [15, "trailing commas not allowed in function call args"],
    [20, "no arguments for aggregate expression provided"],
    [29, "unexpected right parenthesis ')'"],
  ]);
});

test.each([
  { query: "rate(x) + foo", say: '1:6: parse error: expected type range vector in call to function "rate", got instant vector' },
  { query: "sum(\n  x y)", say: '2:5: parse error: unexpected identifier "y" in aggregation' },
  { query: "  ", say: "1:1: parse error: no expression found in input" },
  { query: "", say: "unknown position: parse error: no expression found in input" },
])("the failure of $query says what a server says", ({ query, say }) => {
  const diagnostics = checkPromql(query);
  expect(() => parsePromql(query)).toThrowError(
    expect.objectContaining({ failure: { kind: "bad-query", say, retry: false, diagnostics } }),
  );
});

test("every recorded query is taken or refused as Prometheus does", () => {
  for (const recorded of recordedQueries()) {
    const said = attempt(recorded.query);
    expect(said, recorded.query).toBe(recorded.refused);
  }
});

/** What is said against a query; undefined when it parses. */
function attempt(query: string): string | undefined {
  try {
    parsePromql(query);
    return undefined;
  } catch (error) {
    if (error instanceof AppError) return error.failure.say;
    throw error;
  }
}

// The whole language, by queries that were put to Loki 3.7.8 (test/fixtures/logql-3.7): what it takes we take, what it refuses we
// refuse, in our own words.
import { describe, expect, test } from "vitest";
import { checkLogql, parseLogql } from "#shared/logql/parse";
import type { AppError } from "#shared/model/failure";
import queries from "../../fixtures/logql-3.7/queries.json";

/** Where Loki is silent about a mistake that it makes something else of. */
const strictHere = new Set(['{a="b"} |= "x" or ip("zz")']);

describe("of the recorded queries", () => {
  const accepted = queries.filter(({ query, refused }) => refused === undefined && !strictHere.has(query));
  const refused = queries.filter((one) => one.refused !== undefined);

  test.each(accepted)("$query is read", ({ query }) => {
    expect(checkLogql(query).diagnostics).toEqual([]);
    expect(() => parseLogql(query)).not.toThrow();
  });

  test.each(refused)("$query is refused", ({ query }) => {
    const [first] = checkLogql(query).diagnostics;
    expect(first?.severity).toBe("error");
    expect(() => parseLogql(query)).toThrow(expect.objectContaining({ failure: expect.objectContaining({ kind: "bad-query" }) }));
  });
});

test("an empty text has no mistakes, and is no query", () => {
  expect(checkLogql("  # later\n")).toEqual({ diagnostics: [] });
  expect(() => parseLogql("")).toThrow("1:1: the query is empty");
});

test("a query says whether it gives lines or numbers", () => {
  expect(checkLogql('{a="b"} | json')).toEqual({ kind: "lines", diagnostics: [] });
  expect(checkLogql('1 + sum(rate({a="b"} [5m]))')).toEqual({ kind: "metric", diagnostics: [] });
});

/** The mistakes of a query, each with the text that it points at. */
const mistakes = (query: string) =>
  checkLogql(query).diagnostics.map(({ message, place }) => [query.slice(place.from, place.to), message]);

describe("mistakes", () => {
  test.each([
    { query: "{", says: [["", "expected a label's name, found the end of the query"]] },
    { query: '{a="b"', says: [["", "expected `,` or `}`, found the end of the query"]] },
    { query: "{a=b}", says: [["b", "expected a text in quotes, found `b`"]] },
    { query: "{a='b'}", says: [["'", "a text stands in double quotes or backticks, not in single quotes"]] },
    { query: '{a.b="c"}', says: [[".", "a label's name has no dots: Loki has `_` in their place"]] },
    { query: '{json="c"}', says: [["json", "expected a label's name, which no word of LogQL can be, found `json`"]] },
    { query: '{a="b', says: [['"b', "the text that begins here does not end: expected a double quote"]] },
    { query: '{a=~"("}', says: [['"("', "error parsing regexp: missing closing ): `(`"]] },
    {
      query: "{}",
      says: [["{}", 'this would read every stream there is: name a label, such as `app="api"` or `app=~".+"`']],
    },
    {
      query: 'rate({a!="b"} [5m])',
      says: [
        [
          '{a!="b"}',
          'these matchers let streams without the labels pass, which would read everything: one must ask for a value, such as `app="api"` or `app=~".+"`',
        ],
      ],
    },
    {
      query: '{a="b"} | foo',
      says: [["", "expected `=`, `!=`, `=~`, `!~`, `>`, `>=`, `<` or `<=` behind the label's name, found the end of the query"]],
    },
    {
      query: '{a="b"} | size > "5"',
      says: [['"5"', '`>` compares with a number, a duration or a size, which stand without quotes, found the text "5"']],
    },
    { query: '{a="b"} | size > 3kb', says: [["3kb", "`3kb` is no number, no duration like `1.5s` and no size like `10KB`"]] },
    {
      query: '{a="b"} | regexp "x"',
      says: [['"x"', "the regular expression needs at least one group with a name, such as (?P<status>\\d+)"]],
    },
    {
      query: '{a="b"} | pattern "<a><b>"',
      says: [['"<a><b>"', "between two captures stands a literal: <b> follows another one directly"]],
    },
    { query: '{a="b"} | line_format "{{ foo }}"', says: [['"{{ foo }}"', 'wrong template: function "foo" not defined']] },
    { query: '{a="b"} [5m]', says: [["[5m]", "a range stands inside of a metric, as in `rate({…} [5m])`"]] },
    { query: '({a="b"}) | json', says: [["|", "stages stand inside of the parentheses"]] },
    { query: 'rate({a="b"})', says: [[")", "expected a range such as `[5m]`, found `)`"]] },
    {
      query: 'rate({a="b"} [$__auto])',
      says: [["$__auto", "a range is a length such as `5m` or `1h30m`: `$__auto` is a variable, which only dashboards know"]],
    },
    {
      query: 'rate({a="b"} [ 5m ])',
      says: [[" 5m ", "a range is a length such as `5m` or `1h30m`, without blanks in the brackets"]],
    },
    {
      query: 'rate({a="b"} | json [5m] | logfmt)',
      says: [["|", "all stages stand on one side of the range: move these before it"]],
    },
    {
      query: 'sum_over_time({a="b"} [5m])',
      says: [["sum_over_time", "`sum_over_time` needs a number from a label: add `| unwrap …` before the range"]],
    },
    { query: 'rate({a="b"} [5m]) by (a)', says: [["by (a)", "`rate` has no `by`: write `sum by (…) (rate(…))`"]] },
    {
      query: '{a="b"} + 1',
      says: [['{a="b"}', "`+` works with numbers, and this is a log query: count its lines first, with `rate(… [5m])`"]],
    },
    { query: 'abs(rate({a="b"} [5m]))', says: [["abs", "LogQL has no function `abs`"]] },
    { query: 'topk(rate({a="b"} [5m]))', says: [["topk", "`topk` needs to know how many: `topk(5, …)`"]] },
    { query: "sum(1)", says: [["1", "`sum` works with series, and this is a plain number: `vector(…)` makes a series of it"]] },
  ])("$query", ({ query, says }) => expect(mistakes(query)).toEqual(says));

  test("several are told at once, in the order of their places", () => {
    expect(mistakes('{a=b, c=~"["} | regexp "(" | json x="..", | line_format "{{" |~ "*"').map(([where]) => where)).toEqual([
      "b",
      '"["',
      '"("',
      '".."',
      "|",
      '"{{"',
      '"*"',
    ]);
  });

  test("the error names the first place, and holds all of them", () => {
    const error = thrown(() => parseLogql('{a="b"}\n|~ "("\n|~ "["'));
    expect(error.failure.say).toBe("2:4: error parsing regexp: missing closing ): `(`");
    expect(error.failure.diagnostics?.map(({ place }) => place)).toEqual([
      { from: 11, to: 14, line: 2, column: 4 },
      { from: 18, to: 21, line: 3, column: 4 },
    ]);
  });
});

function thrown(run: () => unknown): AppError {
  try {
    run();
  } catch (error) {
    return error as AppError;
  }
  throw new Error("nothing was thrown");
}

describe("what nobody writes by hand is answered soon", () => {
  const many = (text: string, count: number) => text.repeat(count);
  test.each([
    { name: "parentheses", query: many("(", 50_000) },
    { name: "operators", query: `1${many("+1", 50_000)}` },
    { name: "conditions", query: `{a="b"} | x=1${many(" or x=1", 10_000)}` },
    { name: "conditions with commas", query: `{a="b"} | x=1${many(", x=1", 10_000)}` },
    { name: "brackets without end", query: `{a="b"}${many("[", 50_000)}` },
  ])("$name", ({ query }) => expect(checkLogql(query).diagnostics.length).toBeGreaterThan(0));

  test.each([
    { name: "matchers", query: `{a="b"${many(',a="b"', 15_000)}}` },
    { name: "filters", query: `{a="b"}${many('|="x"', 15_000)}` },
    { name: "one long text", query: `{a="${many("x", 100_000)}"}` },
  ])("$name are read", ({ query }) => expect(checkLogql(query).diagnostics).toEqual([]));
});

test("a number without end is refused at once", () => {
  expect(checkLogql("1".repeat(99_999)).diagnostics).toHaveLength(1);
  expect(checkLogql(`{a="b"} | x > ${"1".repeat(90_000)}q`).diagnostics).toHaveLength(1);
});

import { expect, test } from "vitest";
import { type Picks, queryOf, selectorOf, toggledLabel, toggledValue } from "../../../../../renderer/pages/logs/query/picks";

const picks = (entries: { [label: string]: string[] | undefined }): Picks =>
  new Map(Object.entries(entries).map(([label, values = []]) => [label, values]));

test.each([
  { name: "nothing", entries: {}, selector: undefined },
  { name: "a label without a value", entries: { app: [] }, selector: undefined },
  { name: "one value", entries: { app: ["api"] }, selector: '{app="api"}' },
  { name: "two values", entries: { app: ["api", "web"] }, selector: '{app=~"api|web"}' },
  { name: "values with signs of a pattern", entries: { app: ["a.b", "c|d"] }, selector: '{app=~"a\\\\.b|c\\\\|d"}' },
  { name: "one value with signs of a pattern, which is no pattern", entries: { app: ["a.b"] }, selector: '{app="a.b"}' },
  { name: "quotes and lines", entries: { app: ['say "hi"\n\\'] }, selector: '{app="say \\"hi\\"\\n\\\\"}' },
  { name: "two labels", entries: { app: ["api"], level: [], env: ["x"] }, selector: '{app="api", env="x"}' },
])("$name picked makes $selector", ({ entries, selector }) => expect(selectorOf(picks(entries))).toBe(selector));

test("the values of a label are asked beside the picks of the others", () =>
  expect(selectorOf(picks({ app: ["api"], env: ["x"] }), "app")).toBe('{env="x"}'));

test.each([
  { contains: "", query: '{app="api"}' },
  { contains: "error", query: '{app="api"} |= "error"' },
  { contains: ' "q" ', query: '{app="api"} |= " \\"q\\" "' },
])("with lines that contain '$contains' the query is $query", ({ contains, query }) =>
  expect(queryOf(picks({ app: ["api"] }), contains)).toBe(query),
);

test("without a value picked there is no query, whatever lines should contain", () =>
  expect(queryOf(picks({ app: [] }), "x")).toBeUndefined());

test("picking twice is not picking", () => {
  const one = toggledValue(toggledLabel(new Map(), "app"), "app", "api");
  expect(selectorOf(one)).toBe('{app="api"}');
  expect(selectorOf(toggledValue(one, "app", "api"))).toBeUndefined();
  expect([...toggledLabel(one, "app")]).toEqual([]);
});

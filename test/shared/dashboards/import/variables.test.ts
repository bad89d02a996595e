// biome-ignore-all lint/suspicious/noTemplateCurlyInString: so variables of dashboards are written
import { expect, test } from "vitest";
import { importDashboards } from "#shared/dashboards/import/import";
import type { Variable } from "#shared/dashboards/variable";

function variables(list: object[], more: object = {}): { variables: Variable[]; said: string[] } {
  const [found] = importDashboards(JSON.stringify({ title: "T", panels: [], templating: { list }, ...more })).found;
  return {
    variables: found?.dashboard.variables ?? [],
    said: (found?.report ?? []).map(({ level, path, say }) => `${level} ${path}: ${say}`),
  };
}

const one = (given: object) => variables([{ name: "v", ...given }]).variables[0];

test.each([
  { name: "never", given: { refresh: 0 }, expected: { refresh: "never" } },
  { name: "never, as it was once said", given: { refresh: false }, expected: { refresh: "never" } },
  { name: "on loading", given: { refresh: 1 }, expected: { refresh: "load" } },
  { name: "on loading, as it was once said", given: { refresh: true }, expected: { refresh: "load" } },
  { name: "when the time changes", given: { refresh: 2 }, expected: { refresh: "time" } },
  { name: "in natural order", given: { sort: 7 }, expected: { sort: "natural" } },
  { name: "in no order that is known", given: { sort: 99 }, expected: { sort: "none" } },
  { name: "in an order that is called like a part of every object", given: { sort: "constructor" }, expected: { sort: "none" } },
  { name: "with a hidden label", given: { hide: 1 }, expected: { hide: "label" } },
  { name: "hidden", given: { hide: 2 }, expected: { hide: "variable" } },
  { name: "among the controls of a menu", given: { hide: 3 }, expected: { hide: "no" } },
  {
    name: "with everything chosen",
    given: { includeAll: true, current: { text: "All", value: "$__all" } },
    expected: { current: { values: ["$__all"], texts: ["All"] } },
  },
  {
    name: "with everything chosen, as a text for the query",
    given: { includeAll: true, allValue: ".+", current: { text: "All", value: ".+" } },
    expected: { allValue: ".+", current: { values: ["$__all"], texts: ["All"] } },
  },
  {
    name: "with several chosen",
    given: { multi: true, current: { text: ["A", "B"], value: ["a", "b"] } },
    expected: { current: { values: ["a", "b"], texts: ["A", "B"] } },
  },
  {
    name: "with several chosen under one text",
    given: { multi: true, current: { text: "A + B", value: ["a", "b"] } },
    expected: { current: { values: ["a", "b"], texts: ["A + B", "b"] } },
  },
  {
    name: "with what was chosen among its options",
    given: {
      options: [
        { text: "A", value: "a" },
        { text: "B", value: "b", selected: true },
      ],
    },
    expected: { current: { values: ["b"], texts: ["B"] } },
  },
  {
    name: "with nothing chosen",
    given: { current: { text: null, value: null } },
    expected: { current: { values: [], texts: [] } },
  },
])("a query that is asked or shown $name stays so", ({ given, expected }) => {
  expect(one({ type: "query", query: "label_values(up, job)", ...given })).toMatchObject(expected);
});

test.each([
  { name: "a text", query: "label_values(up, job)", expected: "label_values(up, job)" },
  { name: "an object around a text", query: { query: "label_values(up, job)", refId: "x" }, expected: "label_values(up, job)" },
  { name: "the parts of the editor", query: { qryType: 1, metric: "up", label: "job" }, expected: "label_values(up, job)" },
  {
    name: "values of a label in logs",
    query: { type: 1, label: "job", stream: '{a="b"}' },
    expected: 'label_values({a="b"}, job)',
  },
  { name: "values of a label in all logs", query: { type: 1, label: "job", stream: "" }, expected: "label_values(job)" },
  { name: "labels of logs", query: { type: 0 }, expected: "label_names()" },
  { name: "nothing but its definition", query: {}, expected: "metrics(up)" },
])("the query of a variable may be $name", ({ query, expected }) => {
  expect(one({ type: "query", query, definition: "metrics(up)" })).toMatchObject({ kind: "query", query: expected });
});

test.each([
  {
    name: "a list with commas in its values",
    given: {
      type: "custom",
      options: [
        { text: "All", value: "$__all" },
        { text: "A, B", value: "a" },
        { text: "c", value: "c" },
      ],
    },
    expected: { kind: "custom", query: "A\\, B : a,c" },
  },
  {
    name: "a text that was typed",
    given: { type: "textbox", query: "x", current: { text: "y", value: "y" } },
    expected: { kind: "textbox", current: { values: ["y"], texts: ["y"] } },
  },
  {
    name: "a text that never was typed",
    given: { type: "textbox", query: "x" },
    expected: { kind: "textbox", current: { values: ["x"], texts: ["x"] } },
  },
  { name: "a constant", given: { type: "constant", query: "c" }, expected: { kind: "constant", query: "c" } },
  {
    name: "an interval with auto among its steps",
    given: { type: "interval", query: "auto,1m,5m", auto: false, auto_count: "10", auto_min: "30s" },
    expected: { kind: "interval", query: "1m,5m", auto: true, autoCount: 10, autoMin: "30s" },
  },
  {
    name: "filters",
    given: { type: "adhoc", datasource: "$ds", filters: [{ key: "a", operator: "!=", value: "b", condition: "" }, 5] },
    expected: { kind: "adhoc", source: "${ds}", filters: [{ key: "a", operator: "!=", value: "b" }] },
  },
])("$name is understood", ({ given, expected }) => expect(one(given)).toMatchObject(expected));

test.each([
  {
    name: "groups by labels",
    given: { type: "groupby" },
    expected:
      'left-out $.templating.list[0]: The variable "v" groups queries by labels that the viewer chooses, which is not done here.',
  },
  {
    name: "is of no known kind",
    given: { type: "snapshot" },
    expected: 'left-out $.templating.list[0]: The variable "v" is of a kind that is not known here, "snapshot".',
  },
  {
    name: "asks another database",
    given: { type: "query", datasource: { type: "mysql", uid: "x" }, query: "SELECT 1" },
    expected: 'left-out $.templating.list[0]: The values of the variable "v" come from mysql, which cannot be asked here.',
  },
])("a variable that $name is told", ({ given, expected }) => {
  expect(variables([{ name: "v", ...given }]).said).toEqual([expected]);
});

test("variables that need each other are told with their names, and stay", () => {
  const list = [
    { name: "a", type: "query", query: 'label_values(up{b="$b"}, a)' },
    { name: "b", type: "query", query: 'label_values(up{a="$a"}, b)' },
  ];
  const found = variables(list);
  expect(found.variables.map(({ name }) => name)).toEqual(["a", "b"]);
  expect(found.said).toEqual([
    "note $.templating.list: These variables need each other in a circle, so none of them can be filled as it was: a → b → a.",
  ]);
});

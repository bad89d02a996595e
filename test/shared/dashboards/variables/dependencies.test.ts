// biome-ignore-all lint/suspicious/noTemplateCurlyInString: dashboards name their variables so
import { expect, test } from "vitest";
import { dependantsOf, dependencyOrder } from "#shared/dashboards/variables/dependencies";
import { variable } from "../../../support/dashboard-scope";

const query = (name: string, text: string, more = {}) => variable({ kind: "query", name, query: text, ...more });

test("each variable comes after those that it needs, wherever it stands", () => {
  const variables = [
    query("node", 'label_values(up{job="$job",ns=~"[[ns]]"}, instance)'),
    query("job", "label_values(up, job)", { source: "${source}" }),
    query("ns", "label_values(ns)", { regex: "/^${prefix}/" }),
    variable({ kind: "textbox", name: "prefix" }),
    variable({ kind: "datasource", name: "source" }),
  ];
  expect(dependencyOrder(variables)).toEqual({ order: ["source", "job", "prefix", "ns", "node"], cycles: [] });
});

test.each([
  { name: "itself", texts: { a: "x{a='$a'}" }, cycle: ["a", "a"] },
  { name: "two", texts: { a: "$b", b: "$a", c: "x" }, cycle: ["a", "b", "a"] },
  { name: "three, met from outside", texts: { z: "$b", a: "$b", b: "$c", c: "$a" }, cycle: ["b", "c", "a", "b"] },
])("a circle of $name is named, and everything still has its place", ({ texts, cycle }) => {
  const variables = Object.entries(texts).map(([name, text]) => query(name, text));
  const found = dependencyOrder(variables);
  expect([found.cycle, [...found.order].sort()]).toEqual([cycle, Object.keys(texts).sort()]);
});

test("two circles are two", () => {
  const variables = [query("a", "$b"), query("b", "$a"), query("c", "$d"), query("d", "$c")];
  expect(dependencyOrder(variables).cycles).toEqual([
    ["a", "b", "a"],
    ["c", "d", "c"],
  ]);
});

test("a thousand variables in a chain, each needed by the next ones, are ordered at once", () => {
  const variables = Array.from({ length: 1000 }, (_, index) =>
    query(`v${index}`, `$v${index + 1} $v${index + 2} $v${index + 3}`),
  );
  expect(dependencyOrder(variables).order[0]).toBe("v999");
});

test("what needs a changed variable, directly or not, follows it", () => {
  const variables = [query("a", "x"), query("b", "$a"), query("c", "$b"), query("d", "$e"), query("e", "x")];
  expect([...dependantsOf(new Set(["a"]), variables)]).toEqual(["b", "c"]);
});

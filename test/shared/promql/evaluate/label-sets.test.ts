import { expect, test } from "vitest";
import type { Labels } from "#shared/model/labels";
import { createBudget } from "#shared/promql/evaluate/budget";
import { createGrouper } from "#shared/promql/evaluate/groups";
import { sortByLabels } from "#shared/promql/evaluate/label-order";
import { keyOf, withoutName } from "#shared/promql/evaluate/label-sets";
import { createNameChooser, pickLabels, setLabel } from "#shared/promql/evaluate/label-shapes";

const budget = createBudget(Number.POSITIVE_INFINITY);
/** A label set as it comes from text: every name is an own property, `__proto__` too. */
const parsed = (json: string): Record<string, string> => JSON.parse(json);

test("equal label sets have one key, whatever their order, and an empty label is none", () => {
  expect(keyOf({ a: "1", b: "2" })).toBe(keyOf({ b: "2", a: "1", c: "" }));
});

test.each<{ name: string; one: Labels; other: Labels }>([
  { name: "a value that looks like another label", one: { a: "1\u0001b\u00002" }, other: { a: "1", b: "2" } },
  { name: "a name that goes on in the value", one: { ab: "c" }, other: { a: "bc" } },
  { name: "digits and colons", one: { a: "1:1:b" }, other: { a: "", b: "1:1:a" } },
])("different label sets have different keys: $name", ({ one, other }) => expect(keyOf(one)).not.toBe(keyOf(other)));

test("labels called like parts of an object are labels", () => {
  const labels = parsed('{"__name__":"x","__proto__":"p","constructor":"c","toString":"t"}');
  const rest = withoutName(labels);
  expect(Object.entries(rest)).toEqual([
    ["__proto__", "p"],
    ["constructor", "c"],
    ["toString", "t"],
  ]);
  expect(Object.getPrototypeOf(rest)).toBe(Object.prototype);
  const grouper = createGrouper({}, { keep: true, labels: ["constructor", "hasOwnProperty"] });
  const column = (of: Labels) => ({ labels: of, values: new Float64Array(1), present: new Uint8Array(1) });
  expect([...grouper.idsOf([column(labels), column({}), column({ constructor: "c" })], budget)]).toEqual([0, 1, 0]);
  expect(grouper.groups.map((group) => group.labels)).toEqual<Labels[]>([{ constructor: "c" }, {}]);
});

test("a label set that was chosen from is not mixed up with the next of another shape", () => {
  const chooser = createNameChooser((names) => names.filter((name) => name !== "a"));
  const sets: Labels[] = [{ a: "1", b: "2" }, { a: "3", b: "4" }, { b: "5", c: "6" }, { a: "7" }];
  expect(sets.map((labels) => pickLabels(labels, chooser(labels)))).toEqual([{ b: "2" }, { b: "4" }, { b: "5", c: "6" }, {}]);
});

test("setting a label to nothing leaves it out", () => {
  const labels: Record<string, string> = {};
  setLabel(labels, "a", "");
  expect(Object.keys(labels)).toEqual([]);
});

test("series come by label names, then values, in the order of their bytes in UTF-8", () => {
  const sets: Labels[] = [
    { b: "1" },
    { a: "😀" },
    { a: "\uff01" },
    { a: "B", b: "1" },
    {},
    { a: "a" },
    { a: "B" },
    { "2": "x" },
    { "10": "x" },
  ];
  const sorted = sortByLabels(
    sets.map((labels) => ({ labels })),
    budget,
  );
  expect(sorted.map(({ labels }) => labels)).toEqual([
    {},
    { "10": "x" },
    { "2": "x" },
    { a: "B" },
    { a: "B", b: "1" },
    { a: "a" },
    { a: "\uff01" },
    { a: "😀" },
    { b: "1" },
  ]);
});

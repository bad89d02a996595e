import { expect, test } from "vitest";
import { chosenWords, foundOptions, toggled } from "../../../../../renderer/pages/dashboards/variables/choosing";

test.each([
  { name: "one more is taken in", values: ["a"], value: "b", expected: ["a", "b"] },
  { name: "one is taken out", values: ["a", "b"], value: "a", expected: ["b"] },
  { name: "all stand alone", values: ["a", "b"], value: "$__all", expected: ["$__all"] },
  { name: "one instead of all", values: ["$__all"], value: "a", expected: ["a"] },
  { name: "after the last one is taken out, all are left", values: ["a"], value: "a", expected: ["$__all"] },
])("$name", ({ values, value, expected }) => {
  expect(toggled(values, value, true)).toEqual(expected);
});

test("where all cannot be chosen, none may be left", () => {
  expect(toggled(["a"], "a", false)).toEqual([]);
});

const options = ["alpha", "beta", "gamma", ""].map((value) => ({ text: value.toUpperCase(), value }));

test.each([
  { name: "none", values: [], words: "Nothing chosen" },
  { name: "all", values: ["$__all"], words: "All" },
  { name: "one, by its text", values: ["alpha"], words: "ALPHA" },
  { name: "three", values: ["alpha", "beta", "gamma"], words: "ALPHA, BETA + 1" },
  { name: "an empty one", values: [""], words: "(empty)" },
  { name: "one that is not offered", values: ["delta"], words: "delta" },
])("the button of $name says $words", ({ values, words }) => {
  expect(chosenWords({ values, texts: values }, options)).toBe(words);
});

test.each([
  { search: "", found: ["ALPHA", "BETA", "GAMMA", ""] },
  { search: "a", found: ["ALPHA", "BETA", "GAMMA"] },
  { search: "g", found: ["GAMMA"] },
  { search: "ta be", found: ["BETA"] },
  { search: "omega", found: [] },
])("searching for “$search” finds $found", ({ search, found }) => {
  expect(foundOptions(options, search).map(({ text }) => text)).toEqual(found);
});

test("what begins with the search stands first", () => {
  const some = ["xb", "b", "bx"].map((text) => ({ text, value: text }));
  expect(foundOptions(some, "b").map(({ text }) => text)).toEqual(["b", "bx", "xb"]);
});

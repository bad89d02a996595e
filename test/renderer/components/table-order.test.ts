import { expect, test } from "vitest";
import { movedTo, nextSort, readSort, sortRows, writeSort } from "../../../renderer/components/table-order";

test("rows sort by number or by word; those without a value come last either way, equal ones stay as they were", () => {
  const rows = [
    { name: "a", value: 2 },
    { name: "b", value: undefined },
    { name: "c", value: 10 },
    { name: "d", value: Number.NaN },
    { name: "e", value: 2 },
  ];
  const names = (isDescending: boolean) => sortRows(rows, ({ value }) => value, isDescending).map(({ name }) => name);
  expect(names(false).join("")).toBe("aecbd");
  expect(names(true).join("")).toBe("caebd");
});

test("a first click puts the largest number or the letter A on top, the next turns it round", () => {
  const numbers = nextSort(undefined, "cpu", true);
  expect(numbers).toEqual({ column: "cpu", isDescending: true });
  expect(nextSort(numbers, "cpu", true)).toEqual({ column: "cpu", isDescending: false });
  expect(nextSort(numbers, "name", false)).toEqual({ column: "name", isDescending: false });
});

test.each([
  { key: "j", from: -1, expected: 0 },
  { key: "ArrowDown", from: 4, expected: 4 },
  { key: "k", from: -1, expected: 4 },
  { key: "ArrowUp", from: 0, expected: 0 },
  { key: "PageDown", from: 1, expected: 4 },
  { key: "Home", from: 3, expected: 0 },
  { key: "End", from: 3, expected: 4 },
  { key: "x", from: 3, expected: undefined },
])("$key moves from row $from of five to $expected", ({ key, from, expected }) => expect(movedTo(key, from, 5)).toBe(expected));

test("in an empty table no key moves", () => expect(movedTo("j", -1, 0)).toBeUndefined());

test.each([
  { text: "memory", expected: { column: "memory", isDescending: false } },
  { text: "-cpu", expected: { column: "cpu", isDescending: true } },
  { text: "--cpu", expected: undefined },
  { text: "constructor", expected: undefined },
  { text: "", expected: undefined },
])("a link's sort '$text' reads as $expected, and is written so again", ({ text, expected }) => {
  const sort = readSort(text, ["cpu", "memory"]);
  expect(sort).toEqual(expected);
  if (sort) expect(writeSort(sort)).toBe(text);
});

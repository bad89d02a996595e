import { expect, test } from "vitest";
import { toTextRows } from "../../../../renderer/components/long-text/text-rows";

const all = (text: string, width: number) => {
  const rows = toTextRows(text, width);
  return Array.from({ length: rows.count }, (_, index) => rows.row(index));
};

test.each([
  { name: "at its line breaks", text: "ab\n\ncd\n", width: 10, expected: ["ab", "", "cd", ""] },
  { name: "where a row is full", text: "abcdefg", width: 3, expected: ["abc", "def", "g"] },
  { name: "at both", text: "abcd\nef", width: 3, expected: ["abc", "d", "ef"] },
  { name: "not at a row that is just full", text: "abc\ndef", width: 3, expected: ["abc", "def"] },
  { name: "never within a sign", text: "ab🦉cd", width: 3, expected: ["ab", "🦉c", "d"] },
  { name: "not where there is nothing", text: "", width: 3, expected: [""] },
])("breaks a text $name", ({ text, width, expected }) => expect(all(text, width)).toEqual(expected));

test("finds the row of a place, first and last signs of a row too", () => {
  const rows = toTextRows("abcdef\ngh", 3);
  expect([0, 2, 3, 5, 6, 7, 8].map((offset) => rows.rowOf(offset))).toEqual([0, 0, 1, 1, 1, 2, 2]);
});

test("twenty megabytes without a break are rows, and none of them is lost", () => {
  const text = "0123456789".repeat(2_000_000);
  const rows = toTextRows(text, 117);
  expect(rows.count).toBe(Math.ceil(text.length / 117));
  expect(rows.row(100_000)).toBe(text.slice(117 * 100_000, 117 * 100_001));
});

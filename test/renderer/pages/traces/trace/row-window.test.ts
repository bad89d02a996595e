import { expect, test } from "vitest";
import { readWidth } from "../../../../../renderer/pages/traces/trace/kept-width";
import { mostRows, rowWindow } from "../../../../../renderer/pages/traces/trace/row-window";

test.each([
  { name: "no rows", top: 0, count: 0, expected: { first: 0, last: -1 } },
  { name: "fewer rows than fit", top: 0, count: 5, expected: { first: 0, last: 4 } },
  { name: "the last rows", top: 199_990 * 31, count: 200_000, expected: { first: 199_984, last: 199_999 } },
])("of $name those in sight are drawn", ({ top, count, expected }) => {
  expect(rowWindow({ top, room: 600, rowHeight: 31, count })).toEqual(expected);
});

test("wherever it is scrolled to, all rows in sight are drawn, and never more than promised", () => {
  const most = mostRows(600, 31);
  for (let top = 0; top < 31 * 300; top += 7) {
    const { first, last } = rowWindow({ top, room: 600, rowHeight: 31, count: 10_000 });
    expect(first * 31).toBeLessThanOrEqual(top);
    expect((last + 1) * 31).toBeGreaterThanOrEqual(top + 600);
    expect(last - first + 1).toBeLessThanOrEqual(most);
  }
  expect(most).toBeLessThanOrEqual(200);
});

const bounds = { least: 160, most: 900, usual: 330 };
test.each([
  { text: null, expected: 330 },
  { text: "", expected: 330 },
  { text: "wide", expected: 330 },
  { text: "410.4", expected: 410 },
  { text: "-5", expected: 160 },
  { text: "1e9", expected: 900 },
])("a width that was kept as $text is $expected", ({ text, expected }) => expect(readWidth(text, bounds)).toBe(expected));

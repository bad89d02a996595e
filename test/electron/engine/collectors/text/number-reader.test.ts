import { expect, test } from "vitest";
import { createNumberReader, numberAfter, numberAt } from "../../../../../electron/engine/collectors/text/number-reader";

test.each([
  { name: "numbers apart by spaces and tabs", text: "  1\t22   333\n4", expected: [1, 22, 333, undefined] },
  { name: "the last line, which has no end", text: "7", expected: [7, undefined] },
  {
    name: "words among numbers, each of which takes its place",
    text: "1 x 3 4x x5 -6 7.5 8",
    expected: [1, undefined, 3, undefined, undefined, undefined, undefined, 8],
  },
  { name: "the largest counter there is, to a float's precision", text: "18446744073709551615", expected: [2 ** 64] },
  { name: "the last number that is exact", text: "9007199254740991", expected: [Number.MAX_SAFE_INTEGER] },
  { name: "more digits than any counter has", text: "9".repeat(400), expected: [undefined] },
  { name: "nothing", text: "", expected: [undefined, undefined] },
])("reads $name", ({ text, expected }) => {
  const numbers = createNumberReader();
  numbers.start(text, 0);
  expect(expected.map(() => numbers.next())).toEqual(expected.map((value) => value ?? Number.NaN));
});

test.each([
  { head: "btime ", text: "cpu 1\nbtime 5\n", expected: 5 },
  { head: "cpu ", text: "cpu 1\nbtime 5\n", expected: 1 },
  { head: "time ", text: "cpu 1\nbtime 5\n", expected: undefined },
  { head: "btime ", text: "btime \n5\n", expected: undefined },
  { head: "btime ", text: "", expected: undefined },
])("the number after $head in $text is $expected", ({ head, text, expected }) => {
  expect(numberAfter(text, head)).toBe(expected);
});

test("a number is read from the middle of a line", () => {
  expect([numberAt("total=34539332\n", 6), numberAt("total=\n", 6)]).toEqual([34_539_332, undefined]);
});

import { expect, test } from "vitest";
import { createFieldCounter } from "../../../../../renderer/pages/logs/detail/statistics";

function counted(values: readonly (string | undefined)[]) {
  const counter = createFieldCounter();
  for (const value of values) counter.add(value);
  return counter.read();
}

const repeat = (value: string | undefined, count: number) => Array.from({ length: count }, () => value);

test("counts values, the most frequent first, and the lines without any", () => {
  expect(counted([...repeat("b", 2), ...repeat("a", 2), "c", undefined])).toEqual({
    lines: 6,
    without: 1,
    top: [
      { value: "a", count: 2 },
      { value: "b", count: 2 },
      { value: "c", count: 1 },
    ],
    others: 0,
    distinct: 3,
    isDistinctCut: false,
  });
});

test("names ten values and counts the others together", () => {
  const values = Array.from({ length: 15 }, (_, index) => repeat(`v${index}`, 15 - index)).flat();
  const { top, others, distinct } = counted(values);
  expect(top.map(({ value }) => value)).toEqual(["v0", "v1", "v2", "v3", "v4", "v5", "v6", "v7", "v8", "v9"]);
  expect({ others, distinct }).toEqual({ others: 5 + 4 + 3 + 2 + 1, distinct: 15 });
});

test.each([
  { name: "an odd number of them", values: ["3", "1", "2"], numbers: { least: 1, median: 2, most: 3 } },
  { name: "an even number", values: ["4", "1", "2", "3"], numbers: { least: 1, median: 2.5, most: 4 } },
  { name: "signs, points and exponents", values: ["-1.5", "+2", "1e3"], numbers: { least: -1.5, median: 2, most: 1000 } },
  {
    name: "a few words among many",
    values: [...repeat("5", 95), ...repeat("none", 5)],
    numbers: { least: 5, median: 5, most: 5 },
  },
])("tells the spread of $name", ({ values, numbers }) => expect(counted(values).numbers).toEqual(numbers));

test.each([
  { name: "words", values: ["a", "b"] },
  { name: "half of each", values: ["1", "a"] },
  { name: "addresses", values: ["10.0.0.1", "10.0.0.2"] },
  { name: "nothing", values: [] },
])("tells no spread of $name", ({ values }) => expect(counted(values).numbers).toBeUndefined());

test("names that are traps are values like any other", () => {
  expect(counted(["__proto__", "constructor", "__proto__"]).top).toEqual([
    { value: "__proto__", count: 2 },
    { value: "constructor", count: 1 },
  ]);
});

test("more values than are told apart are said to be more, and no line is lost", () => {
  const { distinct, isDistinctCut, others, top } = counted(Array.from({ length: 50_100 }, (_, index) => `id${index}`));
  expect({ distinct, isDistinctCut, named: top.length, others }).toEqual({
    distinct: 50_000,
    isDistinctCut: true,
    named: 10,
    others: 50_090,
  });
});

test("a value of a hundred kilobytes is kept by its beginning", () => {
  expect(counted(["x".repeat(100_000)]).top[0]?.value).toBe(`${"x".repeat(500)}…`);
});

import { expect, test } from "vitest";
import { ask, askOver } from "./ask";

test.each([
  { query: "time()", expected: ["20"] },
  { query: "pi()", expected: ["3.141592653589793"] },
  { query: "start()", expected: ["20"] },
  { query: "end()", expected: ["20"] },
  { query: "range()", expected: ["0"] },
  { query: "step()", expected: ["0"] },
  { query: "min_of(2, -1)", expected: ["-1"] },
  { query: "max_of(2, -1)", expected: ["2"] },
  { query: "max_of(NaN, 1)", expected: ["NaN"] },
  { query: "vector(4)", expected: ["{} 4"] },
  { query: "scalar(one)", expected: ["3"] },
  { query: "scalar(two)", expected: ["NaN"] },
  { query: "scalar(nothing)", expected: ["NaN"] },
  { query: 'scalar(two{a="2"})', expected: ["5"] },
  { query: "timestamp(one)", expected: ["{} 20"] },
  { query: "timestamp(old)", expected: ["{} 10"] },
  { query: "timestamp((old))", expected: ["{} 10"] },
  { query: "timestamp(one offset 10s)", expected: ["{} 10"] },
  { query: "timestamp(one @ 5)", expected: ["{} 0"] },
  { query: "timestamp(-old)", expected: ["{} 20"] },
  { query: "timestamp(timestamp(old))", expected: ["{} 20"] },
  { query: "timestamp(nothing)", expected: [] },
])("$query is $expected", ({ query, expected }) => {
  const rows = ["one 1 2 3", 'two{a="1"} 3 3 3', 'two{a="2"} 3 4 5', "old 1 1"];
  expect(ask(query, rows, { at: 20 })).toEqual(expected);
});

test.each([
  { query: "vector(time())", expected: "{} 10 20 30" },
  { query: "vector(start())", expected: "{} 10 10 10" },
  { query: "vector(end())", expected: "{} 30 30 30" },
  { query: "vector(range())", expected: "{} 20 20 20" },
  { query: "vector(step())", expected: "{} 10 10 10" },
  { query: "vector(scalar(some))", expected: "{} 1 NaN NaN" },
  { query: "timestamp(rare)", expected: "{} 10 10 30" },
  { query: "last_over_time(vector(step())[10s:5s])", expected: "{} 10 10 10" },
])("over 10 s to 30 s, $query is $expected", ({ query, expected }) => {
  const rows = ["rare _ 7 _ 7", 'some{a="1"} _ 1 1 stale', 'some{a="2"} _ _ 1 stale'];
  expect(askOver(query, rows, [10, 30, 10]).lines).toEqual([expected]);
});

test("a range of one moment has no step", () => {
  expect(askOver("vector(step())", [], [10, 10, 10]).lines).toEqual(["{} 0"]);
});

import { expect, test } from "vitest";
import { pillsOf } from "../../../../renderer/panels/table/pills";

test.each([
  { name: "a text between commas", value: "a, b,,c ", pills: ["a", "b", "c"] },
  { name: "a list as JSON", value: '["a,b",2]', pills: ["a,b", 2] },
  { name: "a text that only begins like JSON", value: "[a, b", pills: ["[a", "b"] },
  { name: "a list", value: ["x", 1], pills: ["x", 1] },
  { name: "a number", value: 5, pills: [5] },
  { name: "nothing", value: null, pills: [] },
  { name: "no number", value: Number.NaN, pills: [] },
])("$name has its pills", ({ value, pills }) => expect(pillsOf(value)).toEqual(pills));

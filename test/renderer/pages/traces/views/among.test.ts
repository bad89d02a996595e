import { expect, test } from "vitest";
import { positionsIn } from "../../../../../renderer/pages/traces/views/among";

test.each([
  { name: "without lists, all positions", lists: [], expected: [0, 1, 2, 3] },
  { name: "a list that is undefined leaves nothing out", lists: [undefined, Uint32Array.of(1, 3)], expected: [1, 3] },
  { name: "what is in both", lists: [Uint32Array.of(0, 1, 3), Uint32Array.of(3, 1)], expected: [1, 3] },
  { name: "an empty list leaves none", lists: [Uint32Array.of(0, 1), new Uint32Array()], expected: [] },
])("positionsIn: $name", ({ lists, expected }) => {
  expect([...positionsIn(4, lists)]).toEqual(expected);
});

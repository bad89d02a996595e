import { expect, test } from "vitest";
import { onlyThis, toggled } from "../../../../renderer/panels/legend/use-hidden";

const all = ["a", "b", "c"];

test("a click leaves one alone, and one that is alone brings all back", () => {
  const once = onlyThis(new Set(), all, "b");
  expect([...once]).toEqual(["a", "c"]);
  expect([...onlyThis(once, all, "b")]).toEqual([]);
  expect([...onlyThis(once, all, "a")]).toEqual(["b", "c"]);
});

test("with Ctrl one goes away or comes back", () => {
  const once = toggled(new Set(), "b");
  expect([...once]).toEqual(["b"]);
  expect([...toggled(once, "b")]).toEqual([]);
});

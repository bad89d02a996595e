import { expect, test } from "vitest";
import { fitSize, steadySize, steadyWidth, valueWidth, widestOf } from "../../../../renderer/panels/figures/fit-text";

const monospaced = (text: string) => text.length * 0.5;
const parts = { prefix: "", number: "37.2", unit: "%" };
const limits = { least: 12, most: 60 };

test("a value is as wide as its number and its smaller unit", () => {
  expect(valueWidth(parts, monospaced)(100)).toBeCloseTo(200 + 10 + 0.5 * 58);
});

test("the unit does not shrink below what can be read", () => {
  expect(valueWidth(parts, monospaced)(12)).toBeCloseTo(24 + 1.2 + 0.5 * 10);
});

test("all digits are measured alike, so that a 1 takes the room of an 8", () => {
  const narrowOne = (text: string) => [...text].reduce((sum, letter) => sum + (letter === "1" ? 0.3 : 0.6), 0);
  const width = (number: string) => valueWidth({ prefix: "", number, unit: "" }, narrowOne)(10);
  expect(width("111")).toBe(width("888"));
});

test("several values are as wide as the widest", () => {
  expect(widestOf([(size) => size, (size) => 3 * size, () => 0])(10)).toBe(30);
  expect(widestOf([])(10)).toBe(0);
});

test.each([
  { name: "the width", room: { width: 60, height: 500 }, size: 30 },
  { name: "the height", room: { width: 500, height: 30 }, size: 24 },
  { name: "the largest size", room: { width: 5000, height: 500 }, size: 60 },
  { name: "the smallest size", room: { width: 5, height: 5 }, size: 12 },
])("a text is as large as $name allows", ({ room, size }) => {
  expect(fitSize((at) => 2 * at, room, limits)).toBe(size);
});

test.each([
  { name: "stays while it fits and is not much too small", was: 40, fits: 44, size: 40 },
  { name: "shrinks when it no longer fits", was: 40, fits: 36, size: 36 },
  { name: "grows when there is much more room", was: 20, fits: 44, size: 44 },
  { name: "is what fits at first", was: undefined, fits: 44, size: 44 },
])("a size $name", ({ was, fits, size }) => expect(steadySize(was, fits)).toBe(size));

test.each([
  { name: "stays while it is used", was: 50, needs: 45, width: 50 },
  { name: "grows at once", was: 50, needs: 51, width: 51 },
  { name: "is given back when most of it is empty", was: 50, needs: 20, width: 20 },
  { name: "is what is needed at first", was: undefined, needs: 45, width: 45 },
])("a width $name", ({ was, needs, width }) => expect(steadyWidth(was, needs)).toBe(width));

import { expect, test } from "vitest";
import { barLayout } from "../../../../renderer/panels/bar-gauge/bar-layout";

const options = { orientation: "auto", namePlacement: "auto", valueMode: "color" } as const;
const needs = { count: 4, valueWidth: (size: number) => 3 * size, nameWidth: 60 };

test.each([
  { name: "side by side in a wide room", room: { width: 600, height: 300 }, count: 4, isHorizontal: false },
  { name: "one below another in a narrow room", room: { width: 200, height: 300 }, count: 4, isHorizontal: true },
  {
    name: "one below another when they are too many to be named side by side",
    room: { width: 600, height: 300 },
    count: 12,
    isHorizontal: true,
  },
  { name: "one below another in a low room", room: { width: 600, height: 80 }, count: 2, isHorizontal: true },
])("bars stand $name", ({ room, count, isHorizontal }) => {
  expect(barLayout(room, options, { ...needs, count }).isHorizontal).toBe(isHorizontal);
});

test.each([
  { name: "above a bar with room", room: { width: 300, height: 240 }, placement: "auto", count: 4, expected: "top" },
  { name: "left of a low bar", room: { width: 300, height: 120 }, placement: "auto", count: 4, expected: "left" },
  {
    name: "left of a low bar, even when it should be above",
    room: { width: 300, height: 100 },
    placement: "top",
    count: 4,
    expected: "left",
  },
  {
    name: "nowhere when there is one bar, which the panel's title names",
    room: { width: 300, height: 60 },
    placement: "auto",
    count: 1,
    expected: "hidden",
  },
  { name: "nowhere when it is hidden", room: { width: 300, height: 240 }, placement: "hidden", count: 4, expected: "hidden" },
] as const)("the name stands $name", ({ room, placement, count, expected }) => {
  const layout = barLayout(room, { ...options, orientation: "horizontal", namePlacement: placement }, { ...needs, count });
  expect(layout.name).toBe(expected);
  expect(layout.nameWidth > 0).toBe(expected === "left");
});

test("a hundred bars keep a height that can be read, and scroll", () => {
  expect(barLayout({ width: 300, height: 200 }, options, { ...needs, count: 100 }).cell).toEqual({ width: 290, height: 17 });
});

test("names and values never leave less than a fifth of the room to the bar", () => {
  const long = { count: 4, valueWidth: (size: number) => 40 * size, nameWidth: 900 };
  const { nameWidth, valueWidth } = barLayout({ width: 300, height: 120 }, options, long);
  expect(nameWidth + valueWidth).toBeLessThanOrEqual(300 * 0.83);
});

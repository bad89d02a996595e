import { expect, test } from "vitest";
import { type ChartMark, markAt, markHeight } from "../../../renderer/charts/chart-marks";

const toY = (value: number) => 100 - value;

test.each([
  { name: "at its value", value: 40, expected: 60 },
  { name: "at the top where it is beyond it", value: 400, expected: 5 },
  { name: "at the foot where it is below it", value: -400, expected: 95 },
  { name: "at the foot where it has no value on this axis", value: undefined, expected: 95 },
])("a mark lies $name", ({ value, expected }) => expect(markHeight(value, toY, 0, 100, 5)).toBe(expected));

test("the pointer is on the nearest mark within its reach", () => {
  const mark = (id: string, time: number, value: number): ChartMark => ({ id, time, value, rows: [] });
  const marks = [mark("a", 10, 50), mark("b", 15, 50), mark("c", 80, 50)];
  const at = (x: number, y: number) => markAt(marks, { x, y, height: 100, toX: (time) => time, toY })?.id;
  expect([at(13, 50), at(11, 52), at(80, 57), at(80, 60), at(50, 50)]).toEqual(["b", "a", "c", undefined, undefined]);
});

import { expect, test } from "vitest";
import { createSlots } from "../../../../../renderer/pages/logs/lines/slots";

test("lines keep their rows while they are in sight, and others take the rows of those that have gone", () => {
  const slots = createSlots();
  expect(slots.assign([10, 11, 12])).toEqual([0, 1, 2]);
  expect(slots.assign([11, 12, 13])).toEqual([1, 2, 0]);
  expect(slots.assign([9, 11, 12, 13])).toEqual([3, 1, 2, 0]);
  expect(slots.assign([20, 21])).toEqual([0, 1]);
  expect(slots.assign([])).toEqual([]);
  expect(slots.assign([21])).toEqual([0]);
});

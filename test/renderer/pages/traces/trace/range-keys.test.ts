import { expect, test } from "vitest";
import { keyedRange } from "../../../../../renderer/pages/traces/trace/range-keys";

const full = { from: 0, to: 1000 };
const now = { from: 400, to: 600 };

test.each([
  { key: "w", does: "shows less", expected: { from: 440, to: 560 } },
  { key: "+", does: "shows less by one step, though it is typed with Shift", expected: { from: 440, to: 560 } },
  { key: "W", does: "shows less by three steps", expected: { from: 478.4, to: 521.6 } },
  { key: "a", does: "goes back", expected: { from: 370, to: 570 } },
  { key: "D", does: "goes on by three steps", expected: { from: 490, to: 690 } },
  { key: "0", does: "shows everything", expected: full },
])("$key $does", ({ key, expected }) => {
  const range = keyedRange(key, now, full);
  expect(range?.from).toBeCloseTo(expected.from);
  expect(range?.to).toBeCloseTo(expected.to);
});

test.each(["-", "s"])("%s takes back what w did", (key) => {
  const zoomed = keyedRange("w", now, full);
  const back = zoomed && keyedRange(key, zoomed, full);
  expect(back?.from).toBeCloseTo(now.from);
  expect(back?.to).toBeCloseTo(now.to);
});

test.each(["x", "Enter", "ArrowDown"])("%s is no key of the time", (key) => {
  expect(keyedRange(key, now, full)).toBeUndefined();
});

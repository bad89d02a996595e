import { expect, test } from "vitest";
import { broughtInto, createRangeStore, heldWithin, panned, zoomed } from "../../../../../renderer/pages/traces/trace/time-range";

const full = { from: 0, to: 1000 };

test.each([
  { name: "within it", wanted: { from: 200, to: 500 }, expected: { from: 200, to: 500 } },
  { name: "before its start", wanted: { from: -300, to: 100 }, expected: { from: 0, to: 400 } },
  { name: "beyond its end", wanted: { from: 900, to: 1200 }, expected: { from: 700, to: 1000 } },
  { name: "wider than it", wanted: { from: -500, to: 1500 }, expected: full },
  { name: "of no width", wanted: { from: 500, to: 500 }, expected: { from: 500, to: 510 } },
])("a range $name is held in the whole", ({ wanted, expected }) => expect(heldWithin(full, wanted)).toEqual(expected));

test("a trace of a moment has a range of a moment", () => {
  expect(heldWithin({ from: 5, to: 5 }, { from: 0, to: 100 })).toEqual({ from: 5, to: 5 });
});

test("zooming leaves the place under the pointer where it is", () => {
  expect(zoomed({ from: 0, to: 1000 }, 0.5, 250)).toEqual({ from: 125, to: 625 });
});

test("panning goes by a share of what is shown", () => {
  expect(panned({ from: 100, to: 300 }, 0.5)).toEqual({ from: 200, to: 400 });
});

test.each([
  { name: "partly in it stays", start: 350, duration: 500, expected: { from: 200, to: 400 } },
  { name: "behind it comes into the middle", start: 600, duration: 20, expected: { from: 510, to: 710 } },
  { name: "before it that is longer shows its beginning", start: -1000, duration: 900, expected: { from: -1033, to: -833 } },
])("a range to which a span is brought that is $name", ({ start, duration, expected }) => {
  const range = broughtInto({ from: 200, to: 400 }, start, duration);
  expect({ from: Math.round(range.from), to: Math.round(range.to) }).toEqual(expected);
});

test("listeners are told of changes only", () => {
  const range = createRangeStore(full);
  let told = 0;
  const stop = range.subscribe(() => told++);
  range.set(full);
  range.set({ from: 0, to: 500 });
  range.set({ from: 0, to: 500 });
  stop();
  range.set(full);
  expect(told).toBe(1);
});

test("when the whole becomes another, all of it is shown where all of it was", () => {
  const range = createRangeStore(full);
  range.setFull({ from: -50, to: 1000 });
  expect(range.get()).toEqual({ from: -50, to: 1000 });
  range.set({ from: 100, to: 200 });
  range.setFull(full);
  expect(range.get()).toEqual({ from: 100, to: 200 });
});

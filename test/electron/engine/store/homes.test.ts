import { expect, test } from "vitest";
import { createHomes, dayOf } from "../../../../electron/engine/store/homes";

const day = 86_400_000;

test("a series has its writers in the order in which they came, and is written down when one is new", () => {
  const homes = createHomes();
  homes.note("cpu", [1, 2], day);
  expect(homes.takeChanged()).toEqual([1, 2]);
  homes.note("cpu", [1, 2], day + 1);
  expect(homes.takeChanged()).toEqual([]);
  homes.note("import", [2], day);
  expect(homes.takeChanged()).toEqual([2]);
  expect([homes.writersOf(1), homes.writersOf(2), homes.writersOf(3)]).toEqual([["cpu"], ["cpu", "import"], []]);
});

test("the last day is written down once a day, and never goes back", () => {
  const homes = createHomes();
  homes.note("cpu", [1], 3 * day);
  homes.takeChanged();
  homes.note("cpu", [1], 2 * day);
  expect(homes.takeChanged()).toEqual([]);
  homes.note("cpu", [1], 4 * day);
  expect([homes.takeChanged(), homes.lastDay(1)]).toEqual([[1], 4]);
  expect(dayOf(Date.UTC(2026, 10, 21))).toBe(20778);
});

test("what could not be written is written the next time", () => {
  const homes = createHomes();
  homes.note("cpu", [5], day);
  homes.markChanged(homes.takeChanged());
  expect(homes.takeChanged()).toEqual([5]);
});

test("numbers far apart and forgotten series do no harm", () => {
  const homes = createHomes();
  homes.restore(70_000, ["cpu"], 12);
  expect([homes.writersOf(70_000), homes.lastDay(70_000), homes.takeChanged()]).toEqual([["cpu"], 12, []]);
  homes.forget([70_000]);
  expect(homes.writersOf(70_000)).toEqual([]);
});

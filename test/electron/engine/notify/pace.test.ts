import { expect, test } from "vitest";
import type { EpochMs } from "#shared/units/time";
import { createPace, type Taken } from "../../../../electron/engine/notify/pace";

const second = (count: number): EpochMs => count * 1000;
const minute = (count: number): EpochMs => second(count * 60);
const hour = (count: number): EpochMs => minute(count * 60);

function setUp() {
  let kept: Taken = [];
  const pace = createPace((taken) => {
    kept = taken;
  });
  return { pace, kept: () => kept };
}

test("three in a minute, whatever they are; then the next when the first of them is a minute old", () => {
  const { pace } = setUp();
  for (const at of [0, 10, 20]) pace.take(`n${at}`, second(at), false);
  expect([pace.free(second(30)), pace.freeAt(second(30))]).toEqual([0, second(60)]);
  expect([pace.free(second(60)), pace.freeAt(second(60))]).toEqual([1, second(60)]);
});

test("so many in an hour as the budget says, of those that count", () => {
  const { pace } = setUp();
  pace.take("a", minute(0), true);
  pace.take("b", minute(10), false);
  pace.take("c", minute(20), true);
  expect(pace.budgetFreeAt(minute(30), 3)).toBeUndefined();
  expect(pace.budgetFreeAt(minute(30), 2)).toBe(hour(1));
  expect(pace.budgetFreeAt(minute(30), 1)).toBe(minute(80));
  expect(pace.budgetFreeAt(minute(30), 0)).toBeUndefined();
});

test("what was not shown after all takes no place", () => {
  const { pace } = setUp();
  pace.take("a", 1, true);
  pace.giveBack("a");
  expect([pace.free(2), pace.budgetFreeAt(2, 1)]).toEqual([3, undefined]);
});

test("a next run goes on where this one was; what it cannot read it leaves", () => {
  const { pace, kept } = setUp();
  for (const id of ["a", "b", "c"]) pace.take(id, 1000, true);
  const next = setUp().pace;
  next.load(kept());
  expect(next.free(2000)).toBe(0);
  next.load("damaged");
  expect(next.free(2000)).toBe(0);
});

test("a clock that was set back does not stop everything until it is there again", () => {
  const { pace } = setUp();
  for (const id of ["a", "b", "c"]) pace.take(id, hour(5), true);
  expect([pace.free(hour(1)), pace.budgetFreeAt(hour(1), 1)]).toEqual([3, undefined]);
});

import { describe, expect, test } from "vitest";
import { createFinder } from "../../../../../renderer/pages/logs/lines/finder";
import { createMatcher } from "../../../../../renderer/pages/logs/lines/text/marks";
import { blockOf, storeWith } from "./blocks";

const never = () => false;
const finderOf = (store: ReturnType<typeof storeWith>, text: string) =>
  createFinder(store, createMatcher({ text, isRegex: false, ignoresCase: true }, "found"));

function found() {
  const store = storeWith();
  store.beginStream()(blockOf(["1 an error", "2 fine", "3 Error again", "4 fine", "5 last error"]));
  const finder = finderOf(store, "error");
  finder.look(never);
  const textOf = (id: number | undefined) => (id === undefined ? undefined : store.line(store.positionOf(id))?.line);
  return { store, finder, textOf };
}

test("steps go down the list as it is shown, and on from its end at its beginning", () => {
  const { finder, textOf } = found();
  const first = finder.step(undefined, 1);
  const second = finder.step(first, 1);
  const third = finder.step(second, 1);
  expect([first, second, third, finder.step(third, 1)].map(textOf)).toEqual([
    "last error",
    "Error again",
    "an error",
    "last error",
  ]);
  expect([first, second, third].map((id) => finder.placeOf(id ?? 0))).toEqual([1, 2, 3]);
});

test("steps go up as well, and the other way where the oldest stands first", () => {
  const { store, finder, textOf } = found();
  const last = finder.step(undefined, -1);
  expect([last, finder.step(last, -1)].map(textOf)).toEqual(["an error", "Error again"]);
  store.order = "oldest";
  const first = finder.step(undefined, 1);
  expect([first, finder.step(first, 1), finder.step(first, -1)].map(textOf)).toEqual(["an error", "Error again", "last error"]);
  expect(finder.placeOf(first ?? 0)).toBe(1);
});

describe("looking", () => {
  test("stops when its time is over, with the newest first, and goes on where it was", () => {
    const store = storeWith();
    store.beginStream()(blockOf(Array.from({ length: 100 }, (_, at) => `${at} error`)));
    const finder = finderOf(store, "error");
    expect({ isAll: finder.look(() => true), count: finder.count }).toEqual({ isAll: false, count: 16 });
    expect({ isAll: finder.look(never), count: finder.count }).toEqual({ isAll: true, count: 100 });
  });

  test("goes on with lines that come later, wherever they stand, and forgets those that are dropped", () => {
    const store = storeWith({ mostLines: 3 });
    const add = store.beginStream();
    add(blockOf(["1 error", "5 error"]));
    const finder = finderOf(store, "error");
    finder.look(never);
    add(blockOf(["3 fine", "7 error"]));
    finder.look(never);
    expect(finder.count).toBe(2);
  });

  test("sees the text, and not the codes that colour it", () => {
    const store = storeWith();
    store.beginStream()(blockOf(["1 an er\u001b[31mror\u001b[0m"]));
    const finder = finderOf(store, "error");
    finder.look(never);
    expect(finder.count).toBe(1);
  });

  test("finds nothing in no lines", () => {
    const finder = finderOf(storeWith(), "error");
    expect({ isAll: finder.look(never), count: finder.count, step: finder.step(undefined, 1) }).toEqual({
      isAll: true,
      count: 0,
      step: undefined,
    });
  });

  test("for another text begins anew", () => {
    const { store } = found();
    const finder = finderOf(store, "fine");
    finder.look(never);
    expect(finder.count).toBe(2);
  });
});

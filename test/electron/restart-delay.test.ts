import { expect, test } from "vitest";
import { deathsInARow, restartDelay } from "../../electron/restart-delay";

test("the first restart comes at once, the next ones later, none after more than two seconds", () => {
  const delays: number[] = [];
  let deaths = 0;
  for (let turn = 0; turn < 7; turn++) {
    deaths = deathsInARow(deaths, 100);
    delays.push(restartDelay(deaths));
  }
  expect(delays).toEqual([0, 250, 500, 1000, 2000, 2000, 2000]);
});

test.each([
  { name: "an engine that lived a minute was well: counting starts again", lived: 60_000, expected: 1 },
  { name: "one that lived less adds to the row", lived: 59_999, expected: 5 },
])("$name", ({ lived, expected }) => expect(deathsInARow(4, lived)).toBe(expected));

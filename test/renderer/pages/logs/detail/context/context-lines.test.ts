import { expect, test } from "vitest";
import { createBlockBuilder } from "#shared/logs/block";
import { edgeOf, grown, noLines, toContextLines } from "../../../../../../renderer/pages/logs/detail/context/context-lines";
import { gapWords } from "../../../../../../renderer/pages/logs/detail/context/gaps";

function lines(...times: number[]) {
  const builder = createBlockBuilder();
  for (const ms of times) builder.add({ ms, ns: 7, labels: { level: "warn" }, line: `at ${ms}` });
  return toContextLines(builder.take());
}

test("lines of a block have their times and their levels", () => {
  expect(lines(5)).toEqual([{ ms: 5, ns: 7, line: "at 5", level: "warning" }]);
});

test("a line that was cut says how long it is", () => {
  const builder = createBlockBuilder();
  builder.add({ ms: 1, ns: 0, labels: {}, line: "x".repeat(300_000) });
  expect(toContextLines(builder.take())[0]?.cutLength).toBe(300_000);
});

test("each side grows outwards, from its edge", () => {
  const before = grown(grown(noLines, "before", lines(30, 40), 2), "before", lines(10, 20), 2);
  const after = grown(grown(noLines, "after", lines(60, 70), 2), "after", lines(80), 2);
  expect(before.lines.map(({ ms }) => ms)).toEqual([10, 20, 30, 40]);
  expect(after.lines.map(({ ms }) => ms)).toEqual([60, 70, 80]);
  expect([edgeOf(before, "before")?.ms, edgeOf(after, "after")?.ms]).toEqual([10, 80]);
  expect([before.isEnd, after.isEnd]).toEqual([false, true]);
});

test.each([
  { name: "a second each: nothing", times: [0, 1000, 2000, 3000], expected: [undefined, undefined, undefined, undefined] },
  {
    name: "a minute and a bit",
    times: [0, 1000, 2000, 75_000],
    expected: [undefined, undefined, undefined, "1\u00a0m 13\u00a0s later"],
  },
  {
    name: "three seconds where lines come in milliseconds",
    times: [0, 10, 20, 3020],
    expected: [undefined, undefined, undefined, "3\u00a0s later"],
  },
  { name: "less than two seconds: nothing", times: [0, 1, 2, 1500], expected: [undefined, undefined, undefined, undefined] },
  { name: "one line", times: [5], expected: [undefined] },
])("tells the pauses of $name", ({ times, expected }) => expect(gapWords(times)).toEqual(expected));

import { expect, test } from "vitest";
import { loadedValues } from "../../../../../renderer/pages/logs/query/loaded-values";

function linesOf(lines: readonly string[]) {
  const read: number[] = [];
  return {
    read,
    size: lines.length,
    lineAt(index: number) {
      read.push(index);
      return { labels: { env: "prod" }, line: lines[index] ?? "" };
    },
  };
}

test("values of a field are told by how often lines have them", () => {
  const lines = linesOf(["agent=a", "agent=b", "agent=b", "nothing", 'agent=""', `agent=${"x".repeat(201)}`]);
  expect(loadedValues(lines, "agent")).toEqual(["b", "a"]);
  expect(loadedValues(lines, "env")).toEqual(["prod"]);
  expect(loadedValues(lines, "__proto__")).toEqual([]);
});

test("of a hundred thousand lines a thousand are read, from the first to the last", () => {
  const lines = linesOf(Array.from({ length: 100_000 }, (_, index) => `n=${index}`));
  expect(loadedValues(lines, "n")).toHaveLength(200);
  expect(lines.read).toHaveLength(1000);
  expect([lines.read[0], lines.read.at(-1)]).toEqual([0, 99_900]);
});

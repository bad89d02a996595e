import { expect, test } from "vitest";
import type { LogEntry } from "#shared/logs/block";
import { entryHash, entryKey } from "../../../../../electron/engine/sources/loki/entry-key";
import { createTailMemory } from "../../../../../electron/engine/sources/loki/tail-memory";

const entry = (ms: number, line: string, labels: Record<string, string> = { app: "a" }): LogEntry => ({
  ms,
  ns: 5,
  labels,
  line,
});
const now = () => 1000;
const lines = (entries: LogEntry[]) => entries.map(({ line }) => line);

test("a line is told once, however it comes again", () => {
  const memory = createTailMemory(10, now);
  expect(lines(memory.take([entry(1, "x"), entry(2, "y")]))).toEqual(["x", "y"]);
  const again = [entry(1, "x", { app: "a" }), { ...entry(2, "y"), metadata: { level: "info" } }, entry(3, "z")];
  expect(lines(memory.take(again))).toEqual(["z"]);
});

test.each([
  { name: "another time", other: entry(2, "x") },
  { name: "another text", other: entry(1, "X") },
  { name: "another stream", other: entry(1, "x", { app: "b" }) },
  { name: "more of the same text", other: entry(1, "xx") },
])("$name is another line", ({ other }) => {
  const memory = createTailMemory(10, now);
  memory.take([entry(1, "x")]);
  expect(memory.take([other])).toHaveLength(1);
});

test("it remembers so many lines, and since when it remembers all", () => {
  const memory = createTailMemory(3, now);
  expect(memory.forgottenUntil).toBeUndefined();
  memory.take([entry(5, "a"), entry(2, "b"), entry(9, "c")]);
  expect(memory).toMatchObject({ newest: { ms: 9 }, forgottenUntil: undefined });
  memory.take([entry(7, "d"), entry(8, "e")]);
  expect(memory).toMatchObject({ newest: { ms: 9 }, forgottenUntil: { ms: 5 } });
  expect(memory.take([entry(9, "c"), entry(8, "e")])).toEqual([]);
  expect(lines(memory.take([entry(5, "a")]))).toEqual(["a"]);
});

test("a line of a clock that is ahead is remembered beyond the others, so that theirs are still asked for", () => {
  const memory = createTailMemory(2, now);
  memory.take([entry(90_000, "ahead"), entry(1, "a"), entry(2, "b"), entry(3, "c")]);
  expect(memory.forgottenUntil).toMatchObject({ ms: 1 });
  expect(memory.take([entry(90_000, "ahead")])).toEqual([]);
});

test("where all clocks are ahead of ours, memory is no larger for it", () => {
  const memory = createTailMemory(4, now);
  memory.take(Array.from({ length: 100 }, (_, index) => entry(2000 + index, `line ${index}`)));
  expect(memory.forgottenUntil?.ms).toBeGreaterThan(2080);
});

test("of a hundred thousand lines that differ in one sign, no two have the same number", () => {
  const hashes = new Set(Array.from({ length: 100_000 }, (_, index) => entryHash(entry(1, `line ${index}`))));
  expect(hashes.size).toBe(100_000);
});

test("of a line of megabytes, the beginning and the length tell it apart", () => {
  const long = "x".repeat(5_000_000);
  expect(entryKey(entry(1, long)).length).toBeLessThan(5000);
  expect(entryKey(entry(1, long))).not.toBe(entryKey(entry(1, `${long}x`)));
});

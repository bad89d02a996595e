import { expect, test } from "vitest";
import type { LogEntry } from "#shared/logs/block";
import { mergeReaders } from "../../../../../electron/engine/sources/local-logs/merge";
import { type Batch, firstInstant, type LogReader, lastInstant } from "../../../../../electron/engine/sources/local-logs/reader";

const entry = (ms: number, line: string): LogEntry => ({ ms, ns: 0, labels: {}, line });
const at = (ms: number) => ({ ms, ns: 0 });

/** A reader of these parts that writes down when it was opened and put away. */
function reader(name: string, parts: Batch[], diary: string[], bounds: Partial<LogReader> = {}): LogReader {
  return {
    earliest: firstInstant,
    latest: lastInstant,
    ...bounds,
    async *read() {
      diary.push(`${name} opened`);
      try {
        yield* parts;
      } finally {
        diary.push(`${name} closed`);
      }
    },
  };
}

const request = {
  start: at(0),
  end: at(1000),
  direction: "forward" as const,
  limit: 100,
  accept: (one: LogEntry) => one,
  signal: new AbortController().signal,
  cost: { bytes: 0, lines: 0 },
  warn: () => {},
  chunkBytes: 1,
};

async function merged(readers: LogReader[], asked = request, most = 100): Promise<string> {
  const lines: string[] = [];
  for await (const { entries } of mergeReaders(readers, asked)) {
    lines.push(...entries.map(({ line }) => line));
    if (lines.length >= most) break;
  }
  return lines.join(" ");
}

test("lines of several readers come in the order of time, those of one time by the reader", async () => {
  const a = reader("a", [{ entries: [entry(1, "a1"), entry(4, "a4")] }, { entries: [entry(5, "a5"), entry(5, "a5'")] }], []);
  const b = reader("b", [{ entries: [entry(2, "b2"), entry(5, "b5"), entry(6, "b6")] }], []);
  expect(await merged([a, b])).toBe("a1 b2 a4 a5 a5' b5 b6");
});

test("newest first it is the other way around", async () => {
  const a = reader("a", [{ entries: [entry(5, "a5"), entry(1, "a1")] }], []);
  const b = reader("b", [{ entries: [entry(6, "b6"), entry(2, "b2")] }], []);
  expect(await merged([a, b], { ...request, direction: "backward" as never })).toBe("b6 a5 b2 a1");
});

test("where several readers have lines of one time, newest first is the exact reverse of oldest first", async () => {
  const parts = { a: [entry(1, "a1"), entry(1, "a2")], b: [entry(1, "b1"), entry(2, "b2")], c: [entry(1, "c1"), entry(2, "c2")] };
  const readers = (isBackward: boolean) =>
    Object.entries(parts).map(([name, entries]) => reader(name, [{ entries: isBackward ? entries.toReversed() : entries }], []));
  const forward = await merged(readers(false));
  const backward = await merged(readers(true), { ...request, direction: "backward" as never });
  expect(forward).toBe("a1 a2 b1 c1 b2 c2");
  expect(backward).toBe(forward.split(" ").reverse().join(" "));
});

test("a reader is opened when its turn comes, and everything is put away when nobody reads on", async () => {
  const diary: string[] = [];
  const early = reader("early", [{ entries: [entry(1, "1"), entry(2, "2")] }], diary, { earliest: at(1), latest: at(2) });
  const late = reader("late", [{ entries: [entry(9, "9")] }], diary, { earliest: at(9), latest: at(9) });
  expect(await merged([early, late], request, 2)).toBe("1 2");
  expect(diary).toEqual(["early opened", "early closed"]);
});

test("what lies outside of the asked time is not opened at all", async () => {
  const diary: string[] = [];
  const before = reader("before", [], diary, { latest: at(-1) });
  const behind = reader("behind", [], diary, { earliest: at(1000) });
  expect(await merged([before, behind])).toBe("");
  expect(diary).toEqual([]);
});

test("a part without wanted lines lets the others go on as far as it was read", async () => {
  const diary: string[] = [];
  const rare = reader("rare", [{ entries: [], reached: at(50) }, { entries: [entry(60, "rare")] }], diary);
  const usual = reader("usual", [{ entries: [entry(10, "10"), entry(20, "20")] }, { entries: [entry(70, "70")] }], diary);
  expect(await merged([rare, usual])).toBe("10 20 rare 70");
});

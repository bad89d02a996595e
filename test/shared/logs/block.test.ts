import { expect, test } from "vitest";
import {
  compareTimes,
  createBlockBuilder,
  createToldStreams,
  fromNsTime,
  plusNs,
  streamsInRound,
  toNsTime,
} from "#shared/logs/block";
import { logBlockSchema, longestLine } from "#shared/model/log";

const at = { ms: 1795234590123, ns: 456789 };

test("a label set is sent once, and lines of later blocks refer to it by its number", () => {
  const builder = createBlockBuilder();
  builder.add({ ...at, labels: { app: "a" }, line: "one" });
  builder.add({ ...at, labels: { app: "b" }, line: "two" });
  const first = builder.take();
  builder.add({ ...at, labels: { app: "b" }, line: "three" });
  builder.add({ ...at, labels: { app: "c" }, line: "four" });
  const second = builder.take();

  expect(first.streams).toEqual([{ app: "a" }, { app: "b" }]);
  expect([...first.stream]).toEqual([0, 1]);
  expect(second.streams).toEqual([{ app: "c" }]);
  expect([...second.stream]).toEqual([1, 2]);
  expect(builder.size).toBe(0);
});

test("where every line has labels of its own, those of long ago are forgotten on both sides, and each line keeps its own", () => {
  const builder = createBlockBuilder();
  const told = createToldStreams();
  const perBlock = 7000;
  for (let from = 0; from < 3 * streamsInRound; from += perBlock) {
    const ids = ["again", ...Array.from({ length: perBlock }, (_, index) => String(from + index)), "again"];
    for (const id of ids) builder.add({ ...at, labels: { id }, line: "" });
    const block = builder.take();
    told.take(block);
    expect(Array.from(block.stream, (number) => told.labelsOf(number)?.id)).toEqual(ids);
  }
  expect(told.labelsOf(0)).toBeUndefined();
});

test("a block is what the contract says, with metadata only where there is any", () => {
  const builder = createBlockBuilder();
  builder.add({ ...at, labels: {}, line: "plain" });
  const plain = builder.take();
  builder.add({ ...at, labels: {}, line: "a" });
  builder.add({ ...at, labels: {}, line: "b", metadata: { trace_id: "1" }, parsed: { status: "500" } });
  const rich = builder.take();

  expect(logBlockSchema.parse(plain)).not.toHaveProperty("metadata");
  expect(logBlockSchema.parse(rich)).toMatchObject({ metadata: [null, { trace_id: "1" }], parsed: [null, { status: "500" }] });
});

test("of a line longer than the limit the beginning is sent, with its whole length, and no half of a character", () => {
  const builder = createBlockBuilder();
  builder.add({ ...at, labels: {}, line: `${"x".repeat(longestLine - 1)}😀 and more` });
  const { lines, cut } = builder.take();

  expect(lines[0]).toBe("x".repeat(longestLine - 1));
  expect(cut).toEqual([{ index: 0, length: longestLine + "😀 and more".length - 1 }]);
});

test.each([
  ["1795234590123456789", { ms: 1795234590123, ns: 456789 }],
  ["1795234590123000001", { ms: 1795234590123, ns: 1 }],
  ["999999", { ms: 0, ns: 999999 }],
  ["0", { ms: 0, ns: 0 }],
])("the time %s is taken apart and put together again", (text, parts) => {
  expect(fromNsTime(text)).toEqual(parts);
  expect(toNsTime(parts)).toBe(text);
});

test.each([
  [{ ms: 5, ns: 999_999 }, 1, { ms: 6, ns: 0 }],
  [{ ms: 5, ns: 0 }, -1, { ms: 4, ns: 999_999 }],
  [{ ms: 5, ns: 10 }, 2_000_000, { ms: 7, ns: 10 }],
  [{ ms: 0, ns: 0 }, -1, { ms: 0, ns: 0 }],
])("%j and %d ns are %j", (time, more, sum) => {
  expect(plusNs(time, more)).toEqual(sum);
});

test("times compare by their milliseconds, then by the rest", () => {
  const times = [at, { ms: at.ms, ns: 0 }, { ms: at.ms - 1, ns: 999_999 }];
  expect([...times].sort(compareTimes)).toEqual([times[2], times[1], times[0]]);
});

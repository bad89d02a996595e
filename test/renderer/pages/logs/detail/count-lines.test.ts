import { expect, test } from "vitest";
import { countField, type FieldCount, valueIn } from "../../../../../renderer/pages/logs/detail/count-lines";
import { aLine, loaded } from "./lines";

/** Runs what is put off, one after another, with a clock that goes on by a millisecond at each look. */
function run(lines: ReturnType<typeof loaded>) {
  const waiting: (() => void)[] = [];
  const counts: FieldCount[] = [];
  const slices = { soon: 0, idle: 0 };
  let now = 0;
  const stop = countField({
    lines,
    row: { name: "agent", from: "logfmt" },
    now: () => now++,
    later: (each, when) => {
      slices[when]++;
      waiting.push(each);
    },
    onCount: (count) => counts.push(count),
  });
  return {
    counts,
    slices,
    stop,
    step: () => waiting.shift()?.(),
    finish() {
      for (let next = waiting.shift(); next; next = waiting.shift()) next();
    },
  };
}

test("counts every loaded line once", () => {
  const lines = Array.from({ length: 1000 }, (_, id) => aLine({ id, line: id % 4 === 0 ? "agent=a" : "agent=b" }));
  const { counts, finish } = run(loaded(lines));
  finish();
  expect(counts).toHaveLength(1);
  expect(counts[0]).toMatchObject({
    total: 1000,
    isDone: true,
    statistics: {
      lines: 1000,
      top: [
        { value: "b", count: 750 },
        { value: "a", count: 250 },
      ],
    },
  });
});

test("of many lines tells of a sample first, spread over all of them, and then of all", () => {
  // The second half is of another agent: a sample of the beginning would not know of it.
  const lines = Array.from({ length: 60_000 }, (_, id) => aLine({ id, line: id < 30_000 ? "agent=a" : "agent=b" }));
  const { counts, finish } = run(loaded(lines));
  finish();
  const told = counts.map(({ statistics, isDone }) => ({
    lines: statistics.lines,
    isDone,
    counts: statistics.top.map(({ count }) => count),
  }));
  expect(told).toEqual([
    { lines: 20_000, isDone: false, counts: [10_000, 10_000] },
    { lines: 60_000, isDone: true, counts: [30_000, 30_000] },
  ]);
});

test("of many lines none is counted twice and none is left out", () => {
  const lines = Array.from({ length: 45_001 }, (_, id) => aLine({ id, line: `agent=${id}` }));
  const { counts, finish } = run(loaded(lines));
  finish();
  expect(counts.at(-1)?.statistics).toMatchObject({ lines: 45_001, distinct: 45_001 });
});

test("stops after each slice, and leaves the rest to idle time once the sample is there", () => {
  const lines = Array.from({ length: 60_000 }, (_, id) => aLine({ id, line: "agent=a" }));
  const { slices, finish } = run(loaded(lines));
  finish();
  // 50 lines at each look at the clock, 8 looks to a slice.
  expect(slices.soon).toBeGreaterThan(20_000 / 50 / 10);
  expect(slices.idle).toBeGreaterThan(40_000 / 50 / 10);
});

test("says nothing more once it is stopped", () => {
  const { counts, stop, finish } = run(loaded([aLine({ line: "agent=a" })]));
  stop();
  finish();
  expect(counts).toEqual([]);
});

test("of no lines there is an answer too", () => {
  const { counts, finish } = run(loaded([]));
  finish();
  expect(counts[0]).toMatchObject({ total: 0, isDone: true, statistics: { lines: 0, top: [] } });
});

test("a line that was dropped meanwhile is passed over", () => {
  const { counts, finish } = run({ ...loaded([aLine({ line: "agent=a" })]), size: 3 });
  finish();
  expect(counts[0]?.statistics.lines).toBe(1);
});

const line = aLine({
  labels: { service: "label" },
  line: '{"service":"text"}',
  metadata: { service: "beside" },
  parsed: { short: "p" },
});

test.each([
  ["label", "service", "label"],
  ["metadata", "service", "beside"],
  ["json", "service", "text"],
  ["parsed", "short", "p"],
  ["parsed", "service", "label"],
  ["metadata", "constructor", undefined],
] as const)("a field from %s called %s is looked for where it was found", (from, name, value) => {
  expect(valueIn(line, { from, name })).toBe(value);
});

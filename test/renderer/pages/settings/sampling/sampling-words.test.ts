import { expect, test } from "vitest";
import type { CollectorRow } from "#shared/contract/sampling";
import {
  cpuWords,
  explain,
  matches,
  periodOptions,
  sumWords,
} from "../../../../../renderer/pages/settings/sampling/sampling-words";

const space = "\u00a0";

const row = (more: Partial<CollectorRow> = {}): CollectorRow => ({
  name: "cpu",
  about: "Seconds of each processor thread, from /proc/stat.",
  state: "ok",
  everyMs: 1000,
  defaultEveryMs: 1000,
  isOn: true,
  isOnDemand: false,
  durationMs: 0.4,
  samples: 100,
  cpuMs: 0.3,
  isCpuUpperBound: false,
  ...more,
});

test.each([
  { name: "a run each second", row: row(), expected: `300${space}µs` },
  { name: "a run every five seconds", row: row({ everyMs: 5000 }), expected: `60.0${space}µs` },
  { name: "a run that waits for something", row: row({ isCpuUpperBound: true }), expected: `≤${space}300${space}µs` },
  { name: "one that could not be told apart yet", row: row({ cpuMs: undefined }), expected: "–" },
  { name: "one that is off", row: row({ state: "off", isOn: false }), expected: "–" },
  { name: "one that nobody asks for", row: row({ state: "idle", isOnDemand: true }), expected: "–" },
])("the cost per second of $name reads $expected", ({ row, expected }) => expect(cpuWords(row)).toBe(expected));

test.each([
  { name: "running", row: row(), expected: "Seconds of each processor thread, from /proc/stat." },
  { name: "without data", row: row({ state: "no-data", reason: "no battery" }), expected: "No battery" },
  {
    name: "at rest",
    row: row({ state: "idle" }),
    expected: "Runs while a chart, a query or a rule asks for what it measures.",
  },
])("a collector $name is explained", ({ row, expected }) => expect(explain(row)).toBe(expected));

test("the sum counts what runs, by the second", () => {
  expect(sumWords([row(), row({ everyMs: 5000, samples: 50, cpuMs: 1 }), row({ state: "off", isOn: false })])).toBe(
    "2 of 3 collectors run, 1 rests · 110 samples/s · at most 0.05% of one core",
  );
  expect(sumWords([])).toBe("0 of 0 collectors run · 0 samples/s · at most 0% of one core");
});

test("the periods hold the usual one, marked, and one that was set by hand", () => {
  const options = periodOptions(row({ everyMs: 7000, defaultEveryMs: 5000 }));
  expect(options.map(({ value }) => Number(value) / 1000)).toEqual([1, 2, 5, 7, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600]);
  expect(options.filter(({ detail }) => detail === "usual").map(({ label }) => label)).toEqual([`5${space}s`]);
});

test.each([
  { search: "", expected: true },
  { search: "CPU", expected: true },
  { search: "proc seconds", expected: true },
  { search: "running", expected: true },
  { search: "cpu disk", expected: false },
  { search: "(.*", expected: false },
])("a search for '$search' finds it: $expected", ({ search, expected }) => expect(matches(row(), search)).toBe(expected));

import { expect, test } from "vitest";
import type { RunState } from "../../../../../renderer/pages/logs/run/create-run";
import { statusWords } from "../../../../../renderer/pages/logs/run/status-words";

const at = (hour: number, minute: number) => new Date(2026, 10, 21, hour, minute).getTime();
const state: RunState = {
  asked: { source: "loki", expr: "{}", startNs: "1", endNs: "2", direction: "backward" },
  phase: "done",
  lines: 1000,
  isStale: false,
  stats: undefined,
  warnings: [],
  failure: undefined,
  end: "end",
};
const forward = { ...state, asked: { source: "loki", expr: "{}", startNs: "1", endNs: "2", direction: "forward" as const } };

test.each([
  { state, words: "All 1,000 lines of this time" },
  { state: { ...state, warnings: ["some were left out"] }, words: "1,000 lines of this time" },
  { state: { ...state, lines: 1 }, words: "The only line of this time" },
  { state: { ...state, lines: 0 }, words: "No lines" },
  { state: { ...state, end: "limit" as const }, words: "The newest 1,000 lines back to 21 Nov 11:00:00" },
  { state: { ...forward, end: "limit" as const }, words: "The oldest 1,000 lines up to 21 Nov 12:30:00" },
  { state: { ...state, end: "full" as const }, words: "1,000 lines: more are not kept here; narrow the time or the query" },
  { state: { ...state, phase: "running" as const }, words: "1,000 lines, reading on" },
  { state: { ...state, phase: "cancelled" as const }, words: "1,000 lines, then cancelled" },
  { state: { ...state, phase: "failed" as const }, words: "1,000 lines, then it failed" },
  { state: { ...state, phase: "waiting" as const, lines: 0 }, words: "" },
  {
    state: { ...state, phase: "waiting" as const, isStale: true },
    words: "Asking; these are still the lines of the query before",
  },
])("“$words”", ({ state, words }) => {
  expect(statusWords(state, { shown: state.lines, oldestMs: at(11, 0), newestMs: at(12, 30) })).toBe(words);
});

test("lines that came while it was live are told apart from those of the query", () => {
  expect(statusWords(state, { shown: 1234, oldestMs: undefined, newestMs: undefined })).toBe(
    "1,234 lines, with those that came while it was live",
  );
});

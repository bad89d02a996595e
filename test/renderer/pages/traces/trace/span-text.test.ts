import { expect, test } from "vitest";
import {
  nameText,
  offsetText,
  readOut,
  runText,
  shareText,
  tipLines,
} from "../../../../../renderer/pages/traces/trace/span-text";
import { startText, traceFacts } from "../../../../../renderer/pages/traces/trace/trace-facts";
import { drawnTrace } from "./traces";

const trace = drawnTrace(
  [
    { name: "gateway handle", depth: 0, start: 0, duration: 100, critical: [[0, 40]], flags: ["onCriticalPath"] },
    { name: "db select", depth: 1, start: 50, duration: 25, shift: -5, flags: ["error", "skewed"], run: 0 },
    { name: "db select", depth: 1, start: 80, duration: 0, flags: ["unfinished"], run: 0 },
  ],
  { runs: [{ first: 1, count: 14, totalNs: 35e6, errors: 2 }] },
);

test("a row is read out with what is seen in it", () => {
  const said = (position: number, run = -1) => readOut(trace, position, run, true).replaceAll("\u00a0", " ");
  expect(said(0)).toBe("gateway handle, 100 ms at +0, on the critical path");
  expect(said(1)).toBe("db select, 25.0 ms at +45.0 ms, error");
  expect(said(1, 0)).toContain("14 times, 35.0 ms together");
});

test.each([
  {
    name: "a span",
    position: 0,
    run: -1,
    expected: ["gateway handle", "+0 to +100 ms, 100 ms (100% of the trace)", "40.0 ms on the critical path"],
  },
  {
    name: "one whose clock was wrong",
    position: 1,
    run: -1,
    expected: ["db select", "+45.0 ms to +70.0 ms, 25.0 ms (25.0% of the trace)", "clock corrected by −5.00 ms"],
  },
  { name: "one that did not end", position: 2, run: -1, expected: ["db select", "+80.0 ms, not finished"] },
])("the tip of $name has its times", ({ position, run, expected }) => {
  expect(tipLines(trace, position, run, true).map((line) => line.replaceAll("\u00a0", " "))).toEqual(expected);
});

test("recorded times are told where clocks are not corrected", () => {
  expect(tipLines(trace, 1, -1, false).join().replaceAll("\u00a0", " ")).toBe(
    "db select,+50.0 ms to +75.0 ms, 25.0 ms (25.0% of the trace)",
  );
});

test("a run says how often, and how many of it failed", () => {
  expect(runText(trace, 0)).toEqual({ times: "× 14", errors: "2 errors" });
});

test("names from outside are one line, of bounded length, and cannot turn their neighbours round", () => {
  expect(nameText("a\u202eb\nc")).toBe("a\\u202eb⏎c");
  expect(nameText("x".repeat(1e6))).toHaveLength(301);
});

test("offsets have a sign, and a trace of a moment no shares", () => {
  expect([offsetText(-1500).replace("\u00a0", " "), shareText(5, 0)]).toEqual(["−1.50 µs", ""]);
});

test("a trace is named by its root, not by an orphan that came before it", () => {
  const cut = drawnTrace([
    { name: "db orphan", depth: 0, start: 0, duration: 900, flags: ["orphan", "error"] },
    { name: "gateway handle", depth: 0, start: 10, duration: 100 },
    { name: "cron other", depth: 0, start: 20, duration: 50 },
  ]);
  expect(traceFacts(cut)).toEqual({ root: 1, errors: 1, skewed: 0, orphans: 1 });
});

test("a start is told to the nanosecond where there is room for it", () => {
  expect(startText({ startNs: "1795168800204000123" }).whole).toMatch(/:00\.204000123$/);
});

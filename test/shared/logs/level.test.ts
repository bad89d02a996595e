import { expect, test } from "vitest";
import { levelOf, levelOfLine } from "#shared/logs/level";

test.each([
  ['level=error msg="boom"', "error"],
  ['{"level":"warn","msg":"slow"}', "warning"],
  ['{"severity":"CRITICAL"}', "critical"],
  ['{"level":30,"msg":"pino writes numbers"}', "info"],
  ["2026-11-21 12:00:01 ERROR pool exhausted", "error"],
  ["[info] started", "info"],
  ["E0821 12:00:01.123456 1 main.go:1] klog", "error"],
  ["I0821 12:00:01.123456 1 main.go:1] klog", "info"],
  ["TRACE: entering", "trace"],
  ["no errors were found", "unknown"],
  ["Informational pamphlets", "unknown"],
  ["", "unknown"],
] as const)("%s says %s", (line, level) => {
  expect(levelOfLine(line)).toBe(level);
});

test("what a parser or the source knows counts more than the text", () => {
  expect(levelOf({}, "ERROR in the text", { detected_level: "info" })).toBe("info");
  expect(levelOf({ level: "debug" }, "ERROR in the text")).toBe("debug");
  expect(levelOf({ level: "info" }, "", undefined, { level: "error" })).toBe("error");
});

test("a label that says nothing leaves the word to the text", () => {
  expect(levelOf({ level: "unknown" }, "level=error x")).toBe("error");
  expect(levelOf({ detected_level: "unknown" }, "plain")).toBe("unknown");
});

test("a level far into a long line is not looked for", () => {
  expect(levelOfLine(`${"x".repeat(1000)} level=error`)).toBe("unknown");
});

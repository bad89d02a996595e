import { expect, test } from "vitest";
import { describeDiagnostic, toEditorDiagnostics } from "../../../../renderer/components/code-editor/diagnostics";

const mark = (from: number, to: number) => ({
  severity: "error" as const,
  message: "m",
  place: { from, to, line: 1, column: from + 1 },
});

test.each([
  { name: "inside the text stays", place: mark(2, 5), length: 10, expected: [2, 5] },
  { name: "of no length covers a character", place: mark(3, 3), length: 10, expected: [3, 4] },
  { name: "at the end of the text covers the last character", place: mark(10, 10), length: 10, expected: [9, 10] },
  { name: "beyond a text that has become shorter moves to its end", place: mark(20, 30), length: 4, expected: [3, 4] },
  { name: "in an empty text is at its start", place: mark(0, 1), length: 0, expected: [0, 0] },
  { name: "before the text begins with it", place: mark(-3, 2), length: 5, expected: [0, 2] },
  { name: "that is no number is at the start", place: mark(Number.NaN, Number.NaN), length: 5, expected: [0, 1] },
])("a mistake $name", ({ place, length, expected: [from, to] }) => {
  expect(toEditorDiagnostics([place], "x".repeat(length))).toEqual([{ severity: "error", message: "m", from, to }]);
});

test.each([
  { name: "on a character of two units covers both", place: mark(2, 2), expected: [2, 4] },
  { name: "that begins between the two units begins before them", place: mark(3, 4), expected: [2, 4] },
  { name: "that ends between them ends behind them", place: mark(0, 3), expected: [0, 4] },
  { name: "at the end of the text covers the last character whole", place: mark(4, 4), expected: [2, 4] },
])("a mistake $name", ({ place, expected: [from, to] }) => {
  expect(toEditorDiagnostics([place], "a 🎉")).toEqual([{ severity: "error", message: "m", from, to }]);
});

test.each([
  { name: "at the end of a line is on its last character", place: mark(2, 2), expected: [1, 2] },
  { name: "on an empty line stays there", place: mark(3, 3), expected: [3, 4] },
  { name: "that goes on over a line break stays", place: mark(1, 5), expected: [1, 5] },
])("a mistake $name", ({ place, expected: [from, to] }) => {
  expect(toEditorDiagnostics([place], "ab\n\ncd")).toEqual([{ severity: "error", message: "m", from, to }]);
});

test("a mistake is told with its line and column", () => {
  expect(
    describeDiagnostic({ severity: "error", message: "expected a duration", place: { from: 6, to: 7, line: 1, column: 7 } }),
  ).toBe("line 1, column 7: expected a duration");
});

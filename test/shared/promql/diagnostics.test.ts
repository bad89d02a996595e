import { expect, test } from "vitest";
import { offsetAt, placeOf } from "#shared/promql/diagnostics";

const text = 'sum(\n  a{b="grüße 静的 🎉"} + x\n)';

test("a line and a column lead back to the place that they were made from", () => {
  for (let at = 0; at <= text.length; at++) {
    // The second half of a pair is no place of its own.
    if (/[\ude00-\udfff]/.test(text[at] ?? "")) continue;
    const { line, column } = placeOf(text, { from: at, to: at });
    expect(offsetAt(text, line, column)).toBe(at);
  }
});

test.each([
  { name: "inside of a character is where it begins", line: 2, column: 11, offset: text.indexOf("ü") },
  { name: "behind the end of a line is its end", line: 1, column: 99, offset: 4 },
  { name: "behind the last line is the end", line: 9, column: 1, offset: text.length },
  { name: "before the first column is the first", line: 2, column: 0, offset: 5 },
])("$name", ({ line, column, offset }) => expect(offsetAt(text, line, column)).toBe(offset));

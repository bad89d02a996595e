import { expect, test } from "vitest";
import { haveLevelFields, levelFilter } from "../../../../../renderer/pages/logs/volume/level-filter";
import { aLine, someLines } from "../../../../support/stored-lines";

test.each([
  {
    name: "the level that Loki detected, beside the line",
    lines: [aLine("x", { metadata: { detected_level: "error" } }), aLine("y", { metadata: { detected_level: "info" } })],
    expected: { name: "detected_level", op: "=", value: "error", where: "pipeline" },
  },
  {
    name: "a label of the stream",
    lines: [aLine("x", { labels: { level: "err" } })],
    expected: { name: "level", op: "=", value: "err", where: "selector" },
  },
  {
    name: "every way in which the lines write it",
    lines: [aLine("x", { labels: { level: "err" } }), aLine("y", { labels: { level: "ERROR" } })],
    expected: { name: "level", op: "=~", value: "err|ERROR", where: "selector" },
  },
  { name: "nothing where only the text tells it", lines: [aLine("level=error x")], expected: undefined },
  { name: "nothing where no line has it", lines: [aLine("level=info x")], expected: undefined },
])("only errors: $name", ({ lines, expected }) => expect(levelFilter(someLines(lines), "error")).toEqual(expected));

test.each([
  { name: "a label of a stream", line: aLine("x", { labels: { level: "info" } }), expected: true },
  { name: "what Loki detected", line: aLine("x", { metadata: { detected_level: "warn" } }), expected: true },
  { name: "a level that is not known", line: aLine("x", { metadata: { detected_level: "unknown" } }), expected: false },
  { name: "a word in the text", line: aLine("level=info x"), expected: false },
])("can be filtered by its level: $name is $expected", ({ line, expected }) =>
  expect(haveLevelFields(someLines([line]))).toBe(expected),
);

import { describe, expect, test } from "vitest";
import { filteredByLabel, filteredByLevel } from "../../../../renderer/pages/logs/filter-changes";
import { aLine, someLines } from "../../../support/stored-lines";

const lines = someLines([
  aLine("plain"),
  aLine('{"status":500,"msg":"x"}', { labels: { app: "x", pod: "p-1" }, metadata: { trace: "t1", detected_level: "error" } }),
]);

describe("a click on a label or a value of a column", () => {
  test.each([
    {
      name: "a label of the stream goes into the selector",
      filter: { name: "pod", op: "=", value: "p-1" },
      expected: '{app="x", pod="p-1"}',
    },
    { name: "one that is to go, too", filter: { name: "pod", op: "!=", value: "p-1" }, expected: '{app="x", pod!="p-1"}' },
    {
      name: "what stands beside the line goes behind it",
      filter: { name: "trace", op: "=", value: "t1" },
      expected: '{app="x"} | trace="t1"',
    },
    {
      name: "a field of the text is read first",
      filter: { name: "status", op: "=", value: "500" },
      expected: '{app="x"} | json | status="500"',
    },
  ] as const)("$name", ({ filter, expected }) => expect(filteredByLabel('{app="x"}', filter, lines)).toBe(expected));

  test("changes nothing about a query that has a mistake", () => {
    expect(filteredByLabel('{app="x"', { name: "pod", op: "=", value: "p-1" }, lines)).toBeUndefined();
  });
});

test("a click on a level asks by the field that has it", () => {
  expect(filteredByLevel('{app="x"}', "error", lines)).toBe('{app="x"} | detected_level="error"');
  expect(filteredByLevel('{app="x"}', "debug", lines)).toBeUndefined();
});

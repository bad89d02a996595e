import { expect, test } from "vitest";
import { findTooDeep } from "../../../../electron/engine/yaml/nesting";
import { YamlReader } from "../../../../electron/engine/yaml/yaml-reader";

test.each([
  { name: "brackets", text: `a: 1\ngroups: ${"[".repeat(5_000_000)}`, line: 2, column: 109 },
  { name: "braces", text: "{a: ".repeat(1_000_000), line: 1, column: 401 },
  { name: "fields and brackets by turns", text: "a: [".repeat(1_000_000), line: 1, column: 404 },
  { name: "dashes in one line", text: `\r\n${"- ".repeat(2_000_000)}`, line: 2, column: 201 },
  { name: "question marks", text: "? ".repeat(1_000_000), line: 1, column: 201 },
])("$name without end are refused at their place, before a parser goes down there", ({ text, line, column }) => {
  expect(new YamlReader(text).diagnostics).toEqual([
    {
      severity: "error",
      message: "lists and mappings are nested too deeply here",
      place: { from: expect.any(Number), to: expect.any(Number), line, column },
    },
  ]);
});

test.each([
  { name: "brackets side by side", text: `a: [${"[x], ".repeat(500)}]` },
  {
    name: "brackets in texts",
    text: `a: "${"[".repeat(500)}"\nb: |\n  ${"[".repeat(500)}\n  ${"- ".repeat(500)}\nc: x${"[".repeat(500)}`,
  },
  { name: "a list of many lines", text: "- - x\n".repeat(500) },
  { name: "a comment", text: `a: 1 # ${"[ - ".repeat(500)}` },
])("$name are not deep", ({ text }) => expect(findTooDeep(text)).toBeUndefined());

test("levels by indentation are refused in the same words", () => {
  const text = Array.from({ length: 3000 }, (_, level) => `${" ".repeat(level)}a:`).join("\n");
  expect(new Set(new YamlReader(text).diagnostics.map(({ message }) => message))).toEqual(
    new Set(["lists and mappings are nested too deeply here"]),
  );
});

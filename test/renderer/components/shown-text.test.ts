import { expect, test } from "vitest";
import { prettyJson } from "../../../renderer/components/pretty-json";
import { shownInLine, shownText } from "../../../renderer/components/shown-text";

test.each([
  ["a terminal's colour", "\u001b[31mred", "\\x1b[31mred"],
  ["a bell and a deletion", "a\u0007b\u007f", "a\\x07b\\x7f"],
  ["an override of the direction", "a\u202egnp.exe", "a\\u202egnp.exe"],
  ["several lines", "a\n\tb", "a\n\tb"],
  ["an emoji", "🦉", "🦉"],
])("shownText writes out %s", (_, text, expected) => expect(shownText(text)).toBe(expected));

test("in one line breaks and tabs are signs", () => expect(shownInLine("a\r\n\tb\n")).toBe("a⏎→b⏎"));

test.each([
  {
    name: "an object",
    text: '{"a":1,"b":[true,null],"c":{}}',
    expected: '{\n  "a": 1,\n  "b": [\n    true,\n    null\n  ],\n  "c": {}\n}',
  },
  {
    name: "numbers as they are written",
    text: '{"id":12345678901234567890,"x":1.10}',
    expected: '{\n  "id": 12345678901234567890,\n  "x": 1.10\n}',
  },
  { name: "braces within texts", text: String.raw`["a{,}\"b"]`, expected: '[\n  "a{,}\\"b"\n]' },
  { name: "no text that only begins so", text: "{service} is up", expected: "{service} is up" },
])("prettyJson spreads out $name", ({ text, expected }) => expect(prettyJson(text)).toBe(expected));

test("a list of great depth is spread out in bounded room", () => {
  const text = `${"[".repeat(5000)}${"]".repeat(5000)}`;
  expect(prettyJson(text).length).toBeLessThan(5_000_000);
});

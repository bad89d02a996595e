import { expect, test } from "vitest";
import { parseJsonText } from "#shared/dashboards/json-text";

test.each([
  { name: "an object", text: ' {"a": [1, -2.5e3, true, null, "\\u00e9\\n"]} ', value: { a: [1, -2500, true, null, "é\n"] } },
  { name: "a byte order mark before it", text: '\uFEFF{"a": 1}', value: { a: 1 } },
])("$name is read", ({ text, value }) => expect(parseJsonText(text)).toEqual({ ok: true, value }));

test.each([
  { name: "nothing", text: "", line: 1, column: 1, say: "Expected a value, found the end of the text." },
  { name: "no JSON at all", text: "<html>", line: 1, column: 1, say: 'Expected a value, found "<".' },
  { name: "an unquoted value", text: '{\n  "a": x\n}', line: 2, column: 8, say: 'Expected a value, found "x".' },
  {
    name: "an unquoted name",
    text: "{a: 1}",
    line: 1,
    column: 2,
    say: 'Expected a property name in double quotes or `}`, found "a".',
  },
  {
    name: "a comma too many",
    text: '{"a": 1,\n}',
    line: 2,
    column: 1,
    say: 'Expected a property name in double quotes, found "}".',
  },
  { name: "a comma too many in a list", text: "[1,]", line: 1, column: 4, say: 'Expected a value, found "]".' },
  { name: "a comma missing", text: '{"a": 1 "b": 2}', line: 1, column: 9, say: 'Expected `,` or `}`, found "\\"".' },
  { name: "a colon missing", text: '{"a" 1}', line: 1, column: 6, say: 'Expected `:` after the property name, found "1".' },
  { name: "the end missing", text: '{"a": [1, 2', line: 1, column: 12, say: "Expected `,` or `]`, found the end of the text." },
  {
    name: "a string without its end",
    text: '{"a": "b\n}',
    line: 1,
    column: 9,
    say: 'Expected a `"` at the end of the string, found "\\n".',
  },
  { name: "a wrong escape", text: '["\\x"]', line: 1, column: 3, say: 'Expected an escape that JSON knows, found "\\\\".' },
  { name: "a number that JSON does not know", text: "[01]", line: 1, column: 3, say: 'Expected `,` or `]`, found "1".' },
  { name: "more after the value", text: "{} {}", line: 1, column: 4, say: 'Expected nothing after the value, found "{".' },
  { name: "not a number", text: "[NaN]", line: 1, column: 2, say: 'Expected a value, found "N".' },
  { name: "a mark after Windows line ends", text: '{\r\n"a": ?}', line: 2, column: 6, say: 'Expected a value, found "?".' },
])("$name is told with its line and column", ({ text, line, column, say }) =>
  expect(parseJsonText(text)).toEqual({ ok: false, line, column, say }),
);

test("a million brackets are a mistake and not a crash", () => {
  expect(parseJsonText("[".repeat(1_000_000))).toMatchObject({ ok: false, column: 1_000_001 });
});

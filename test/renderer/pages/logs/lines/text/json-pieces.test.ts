import { describe, expect, test } from "vitest";
import { jsonPieces } from "../../../../../../renderer/pages/logs/lines/text/json-pieces";

const textOf = (line: string): string | undefined =>
  jsonPieces(line)
    ?.map(({ text }) => text)
    .join("");

test("spreads objects and lists as anyone would, and leaves empty ones together", () => {
  const value = { level: "error", nested: { list: [1, -2.5e3, { b: null }], none: {}, empty: [] }, ok: false };
  expect(textOf(JSON.stringify(value))).toBe(JSON.stringify(value, undefined, 2));
});

test("tells names, texts, numbers and words apart", () => {
  const looks = jsonPieces('{"a":"x","b":[1,true,null]}')
    ?.filter(({ look }) => look !== "sign-of-json")
    .map(({ text, look }) => `${look}:${text}`);
  expect(looks).toEqual(['key:"a"', 'string:"x"', 'key:"b"', "number:1", "word:true", "word:null"]);
});

test("numbers stay as they were written", () =>
  expect(textOf('{"id":12345678901234567890}')).toBe('{\n  "id": 12345678901234567890\n}'));

describe("a beginning is spread as far as it goes", () => {
  test.each([
    { name: "within a text", line: '{"a":"unfin', expected: '{\n  "a": "unfin' },
    { name: "within an escape", line: '{"a":"x\\', expected: '{\n  "a": "x\\' },
    { name: "within a word", line: '{"a":tru', expected: '{\n  "a": tru' },
    { name: "behind a comma", line: '{"a":1,', expected: '{\n  "a": 1,\n  ' },
  ])("$name", ({ line, expected }) => expect(textOf(line)).toBe(expected));
});

test.each(["plain text", "", "[2026-11-21] started", '{"a":1} and more', "{app} started", "[1,2}", '{"a" nonsense}', '"text"'])(
  "%j is no JSON",
  (line) => expect(jsonPieces(line)).toBeUndefined(),
);

test("a line of nothing but brackets is not all blanks", () => {
  expect(textOf("[".repeat(8192))?.length).toBeLessThan(8192 * 60);
});

test("a text of a quarter of a megabyte is read like any other", () => {
  const line = JSON.stringify({ a: '\\"x'.repeat(80_000) });
  expect(textOf(line)).toBe(JSON.stringify(JSON.parse(line), undefined, 2));
});

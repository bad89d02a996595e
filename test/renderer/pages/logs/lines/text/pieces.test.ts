import { describe, expect, test } from "vitest";
import { createMatcher } from "../../../../../../renderer/pages/logs/lines/text/marks";
import { type Piece, piecesOf, type TextSettings } from "../../../../../../renderer/pages/logs/lines/text/pieces";

const plain: TextSettings = { prettify: false, wrap: false, ansi: true };
const all = 8192;

/** Pieces as `look:text`, with `!mark` behind what was found. */
const told = (pieces: readonly Piece[]): string[] =>
  pieces.map(({ text, look, mark }) => `${look ? `${look}:` : ""}${text}${mark ? `!${mark}` : ""}`);

const piecesFor = (line: string, settings: Partial<TextSettings> = {}): string[] =>
  told(piecesOf(line, all, { ...plain, ...settings }, []));

test("of more colours than anybody reads, those behind the first are left out and their text is not", () => {
  const drawn = piecesOf("\x1b[1ma".repeat(20_000), 200_000, plain, []);
  expect(drawn).toHaveLength(501);
  expect(drawn.at(-1)).toEqual({ text: "a".repeat(19_500) });
});

describe("a plain line", () => {
  test.each([
    { name: "a sentence", line: "pool exhausted, error=9", expected: ["pool exhausted, error=9"] },
    { name: "logfmt", line: "agent=research status=ok", expected: ["agent=", "strong:research", " status=ok"] },
    {
      name: "logfmt that begins with its time and its level",
      line: 'ts=2026-11-21T12:14:58Z level=info msg="all well" n=1',
      expected: ["ts=2026-11-21T12:14:58Z level=info msg=", 'strong:"all well"', " n=1"],
    },
    { name: "what only looks like an element", line: "<b onclick=x>", expected: ["<b onclick=x>"] },
  ])("$name is $expected", ({ line, expected }) => expect(piecesFor(line)).toEqual(expected));

  test("one of nothing but times that can be read in two ways is drawn at once", () => {
    // Tried in every way it would take a minute.
    const line = 't="" '.repeat(32);
    expect(piecesFor(line)).toEqual([line]);
  });

  test("is shown as far as it is asked for, and no pair of surrogates is cut in two", () => {
    expect(told(piecesOf("abc😀", 4, plain, []))).toEqual(["abc"]);
    expect(told(piecesOf("abcdef", 4, plain, []))).toEqual(["abcd"]);
  });
});

describe("what is not seen is written out", () => {
  test.each([
    { name: "an override of direction", line: "a\u202egnp.exe", expected: ["a", "sign:\\u202e", "gnp.exe"] },
    { name: "several in a row", line: "\u0000\u0007x", expected: ["sign:\\x00\\x07", "x"] },
    { name: "what has no width", line: "ze\u200bro", expected: ["ze", "sign:\\u200b", "ro"] },
    { name: "half a pair", line: "a\ud800 b", expected: ["a", "sign:\\ud800", " b"] },
    { name: "a line break on one line", line: "a\nb", expected: ["a", "sign:\u23ce", "b"] },
    { name: "nothing in letters written from the right", line: "שלום", expected: ["שלום"] },
    { name: "nothing in a whole pair or a tab", line: "😀\tx", expected: ["😀\tx"] },
  ])("$name", ({ line, expected }) => expect(piecesFor(line)).toEqual(expected));

  test("but line breaks break lines where they may", () => expect(piecesFor("a\nb", { wrap: true })).toEqual(["a\nb"]));
});

describe("colours of a terminal", () => {
  test.each([
    { name: "one of eight", line: "\u001b[32mok\u001b[0m done", expected: ["green:ok", " done"] },
    { name: "bold and bright", line: "\u001b[1;91mbad\u001b[0m", expected: ["bold red:bad"] },
    { name: "of 256", line: "\u001b[38;5;208mwarm\u001b[0m", expected: ["yellow:warm"] },
    { name: "of all", line: "\u001b[38;2;10;200;100mfresh\u001b[0m", expected: ["green:fresh"] },
    { name: "with colons", line: "\u001b[38:5:196mred\u001b[0m", expected: ["red:red"] },
    { name: "a ground", line: "\u001b[41mx\u001b[49m y", expected: ["on-red:x", " y"] },
    { name: "greys", line: "\u001b[38;5;250mx", expected: ["white:x"] },
    { name: "what was hidden", line: "\u001b[8msecret\u001b[0m", expected: ["dim:secret"] },
  ])("$name: $expected", ({ line, expected }) => expect(piecesFor(line)).toEqual(expected));

  test("other codes of terminals are shown, and colours go on across them", () => {
    expect(piecesFor("\u001b[31ma\u001b[2Jb\u001b]0;title\u0007c")).toEqual([
      "red:a",
      "sign:\\x1b",
      "red:[2Jb",
      "sign:\\x1b",
      "red:]0;title",
      "sign:\\x07",
      "red:c",
    ]);
  });

  test("are codes like any other where they are not wanted", () => {
    expect(piecesFor("\u001b[31ma", { ansi: false })).toEqual(["sign:\\x1b", "[31ma"]);
  });

  test("that never end cost no more than their length", () => {
    const line = "\u001b[31m\u001b[".repeat(2000);
    expect(piecesFor(line).length).toBeLessThan(10_000);
  });
});

describe("marks", () => {
  const matchers = [
    createMatcher({ text: "(?i)error|slow", isRegex: true, ignoresCase: false }, "term"),
    createMatcher({ text: "ERROR b", isRegex: false, ignoresCase: true }, "found"),
  ];

  test("stand where the text was found, and what is looked for in the results goes before the query's own", () => {
    expect(told(piecesOf("a Slow error b", all, plain, matchers))).toEqual(["a ", "Slow!term", " ", "error!found", " b!found"]);
  });

  test("go across colours", () => {
    expect(told(piecesOf("er\u001b[31mror\u001b[0m!", all, plain, matchers))).toEqual(["er!term", "red:ror!term", "!"]);
  });

  test("are not looked for behind the first 4 KB", () => {
    const line = `${"x".repeat(5000)} error`;
    expect(told(piecesOf(line, all, plain, matchers))).toEqual([line]);
  });

  test("do not hide what is written out", () => {
    expect(told(piecesOf("sl\u0000ow error", all, plain, matchers))).toEqual(["sl", "sign:\\x00", "ow ", "error!term"]);
  });
});

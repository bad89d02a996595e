import { expect, test } from "vitest";
import { logfmtPieces } from "../../../../../../renderer/pages/logs/lines/text/logfmt-pieces";

const textOf = (line: string): string | undefined =>
  logfmtPieces(line)
    ?.map(({ text }) => text)
    .join("");

test("has one pair in a line", () => {
  expect(textOf('level=info msg="a b=c \\" d" n=1')).toBe('level=info\nmsg="a b=c \\" d"\nn=1');
});

test("tells names, texts, numbers and words apart", () => {
  expect(logfmtPieces('a="x" b=12.5 c=true d=')?.map(({ text, look }) => `${look}:${text.trim()}`)).toEqual([
    "key:a=",
    'string:"x"',
    "key:b=",
    "number:12.5",
    "key:c=",
    "word:true",
    "key:d=",
  ]);
});

test("words that are no pair stay behind the pair before them", () => {
  expect(textOf("a=1 b=2 really c=3")).toBe("a=1\nb=2 really\nc=3");
});

test.each([
  "",
  "a=1 b=2",
  "pool exhausted: a=1 b=2 c=3",
  "a=1 and then there were b=2 and c=3 but no more of them",
  "x".repeat(9000),
])("%j is no logfmt", (line) => expect(logfmtPieces(line)).toBeUndefined());

test("a value whose end is not there is shown as far as it is", () => {
  expect(textOf('a=1 b=2 c="unfin')).toBe('a=1\nb=2\nc="unfin');
});

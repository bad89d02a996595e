import { expect, test } from "vitest";
import { nameRune, quote, quoteRune, strayByte } from "#shared/promql/go-text";

test.each([
  { text: "node_load1", quoted: '"node_load1"' },
  { text: 'it\'s "it"', quoted: String.raw`"it's \"it\""` },
  { text: "a\\b\n\t\r\v\f\b\x07", quoted: String.raw`"a\\b\n\t\r\v\f\b\a"` },
  { text: "\0\x1f\x7f", quoted: String.raw`"\x00\x1f\x7f"` },
  { text: "é€😀", quoted: '"é€😀"' },
  { text: "\u0080\u00a0\u00ad\u200b\ufeff", quoted: String.raw`"\u0080\u00a0\u00ad\u200b\ufeff"` },
  { text: "\u{e0001}", quoted: String.raw`"\U000e0001"` },
  { text: "\ud83d!", quoted: '"\ufffd!"' },
  { text: `a${strayByte(0xff)}${strayByte(0x80)}`, quoted: String.raw`"a\xff\x80"` },
])("$quoted is how Go quotes it", ({ text, quoted }) => expect(quote(text)).toBe(quoted));

test.each([
  { rune: 0x78, quoted: "'x'", named: "U+0078 'x'" },
  { rune: 0x27, quoted: String.raw`'\''`, named: "U+0027 '''" },
  { rune: 0x22, quoted: `'"'`, named: `U+0022 '"'` },
  { rune: 0x0a, quoted: String.raw`'\n'`, named: "U+000A" },
  { rune: 0, quoted: String.raw`'\x00'`, named: "U+0000" },
  { rune: 0x1f600, quoted: "'😀'", named: "U+1F600 '😀'" },
])("the character $named is quoted as $quoted", ({ rune, quoted, named }) => {
  expect({ quoted: quoteRune(rune), named: nameRune(rune) }).toEqual({ quoted, named });
});

test("the end of a text is no character", () => expect(quoteRune(-1)).toBe("'\ufffd'"));

// Where a quoted string ends, or in Prometheus's words why it does not.
import { codeOf, nameRune } from "../go-text";

/** The place behind the closing backtick, or the mistake. */
export function scanRawString(text: string, from: number): number | string {
  for (let at = from + 1; at < text.length; at++) {
    const character = text[at];
    if (character === "`") return at + 1;
    if (isBroken(text, at)) return "invalid UTF-8 rune";
  }
  return "unterminated raw string";
}

/** The place behind the closing quote, which is the same as the opening one; or the first mistake inside. */
export function scanString(text: string, from: number): number | string {
  const quote = text[from];
  let at = from + 1;
  while (at < text.length && text[at] !== "\n") {
    if (text[at] === quote) return at + 1;
    if (isBroken(text, at)) return "invalid UTF-8 rune";
    if (text[at] === "\\") {
      const end = scanEscape(text, at + 1, quote);
      if (typeof end === "string") return end;
      at = end;
    } else {
      at++;
    }
  }
  return "unterminated quoted string";
}

/** U+FFFD stands for what could not be decoded, also where somebody typed it; half of a surrogate pair becomes it. */
function isBroken(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  if (unit === 0xfffd) return true;
  if (unit < 0xd800 || unit > 0xdfff) return false;
  const isSecondHalf = unit >= 0xdc00 && at > 0 && (text.codePointAt(at - 1) ?? 0) > 0xffff;
  return !isSecondHalf && (text.codePointAt(at) ?? 0) <= 0xffff;
}

/** By the letter behind the backslash: digits to come, their base, and the highest value. */
const numeric: Record<string, { count: number; base: number; most: number }> = {
  x: { count: 2, base: 16, most: 0xff },
  u: { count: 4, base: 16, most: 0x10ffff },
  U: { count: 8, base: 16, most: 0x10ffff },
};

function scanEscape(text: string, from: number, quote: string | undefined): number | string {
  const letter = text[from];
  if (letter === undefined) return "escape sequence not terminated";
  if ("abfnrtv\\".includes(letter) || letter === quote) return from + 1;
  const isOctal = letter >= "0" && letter <= "7";
  const form = isOctal ? { count: 3, base: 8, most: 0xff } : Object.hasOwn(numeric, letter) ? numeric[letter] : undefined;
  if (!form) return `unknown escape sequence ${nameRune(runeAt(text, from))}`;
  const first = isOctal ? from : from + 1;
  let value = 0;
  for (let at = first; at < first + form.count; at++) {
    const digit = at < text.length ? Number.parseInt(text[at] ?? "", form.base) : undefined;
    if (digit === undefined) return "escape sequence not terminated";
    if (Number.isNaN(digit)) return `illegal character ${nameRune(runeAt(text, at))} in escape sequence`;
    value = value * form.base + digit;
  }
  if (value > form.most || (value >= 0xd800 && value < 0xe000)) return "escape sequence is an invalid Unicode code point";
  return first + form.count;
}

const runeAt = (text: string, at: number): number => codeOf(String.fromCodePoint(text.codePointAt(at) ?? 0xfffd));

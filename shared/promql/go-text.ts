// Texts and runes as Go's `%q` and `%#U` print them: Prometheus's error messages are full of them, and ours are the same.
const printable = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;
const named = new Map([
  [0x07, "\\a"],
  [0x08, "\\b"],
  [0x0c, "\\f"],
  [0x0a, "\\n"],
  [0x0d, "\\r"],
  [0x09, "\\t"],
  [0x0b, "\\v"],
  [0x5c, "\\\\"],
]);

/** A byte that is no UTF-8, as a character that no text has: half of a surrogate pair. `quote` shows it as `\xff`. */
export const strayByte = (byte: number): string => String.fromCharCode(0xdc00 + byte);

/** A text in double quotes, escaped so that Go, and PromQL, would read it back. */
export function quote(text: string): string {
  // Most texts are plain names.
  if (/^[\w.:/ -]*$/.test(text)) return `"${text}"`;
  let quoted = '"';
  for (const character of text) {
    if (/^[\udc80-\udcff]$/.test(character)) quoted += `\\x${(character.charCodeAt(0) - 0xdc00).toString(16)}`;
    else quoted += character === '"' ? '\\"' : escaped(codeOf(character));
  }
  return `${quoted}"`;
}

/** A single character in single quotes; the end of the text is no character, which Go shows as U+FFFD. */
export function quoteRune(rune: number): string {
  if (rune === 0x27) return "'\\''";
  return `'${escaped(rune < 0 ? 0xfffd : rune)}'`;
}

/** `U+0078 'x'`, without the character where it cannot be printed. */
export function nameRune(rune: number): string {
  const name = `U+${rune.toString(16).toUpperCase().padStart(4, "0")}`;
  const character = String.fromCodePoint(rune);
  return printable.test(character) ? `${name} '${character}'` : name;
}

/** The character's code as it would be after a way through UTF-8, in which half of a surrogate pair cannot be written. */
export function codeOf(character: string): number {
  const code = character.codePointAt(0) ?? -1;
  return code >= 0xd800 && code <= 0xdfff ? 0xfffd : code;
}

function escaped(code: number): string {
  const short = named.get(code);
  if (short !== undefined) return short;
  const character = String.fromCodePoint(code);
  if (printable.test(character)) return character;
  const hex = code.toString(16);
  if (code < 0x20 || code === 0x7f) return `\\x${hex.padStart(2, "0")}`;
  return code < 0x10000 ? `\\u${hex.padStart(4, "0")}` : `\\U${hex.padStart(8, "0")}`;
}

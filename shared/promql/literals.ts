// What PromQL's literals mean. Numbers, durations and strings follow Go, whose parser Prometheus uses.
const durationParts = /^(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/;
const secondsPerPart = [365 * 86_400, 7 * 86_400, 86_400, 3600, 60, 1, 0.001];

/** `1h30m` in seconds; undefined when the text is not a duration with units. */
export function parseDuration(text: string): number | undefined {
  const match = text === "" ? null : durationParts.exec(text);
  if (!match) return undefined;
  let milliseconds = 0;
  // In milliseconds, so that 1s100ms is 1.1 s exactly as near as a double can say it.
  for (const [index, unit] of secondsPerPart.entries()) milliseconds += Number(match[index + 1] ?? 0) * Math.round(unit * 1000);
  return milliseconds / 1000;
}

/** The value of a number or duration literal, sign included; undefined when it is neither. */
export function parseNumber(text: string): number | undefined {
  const sign = text.startsWith("-") ? -1 : 1;
  const digits = text.replace(/^[+-]\s*/, "");
  const value = parseUnsigned(digits);
  return value === undefined ? undefined : sign * value;
}

function parseUnsigned(text: string): number | undefined {
  if (/^inf$/i.test(text)) return Number.POSITIVE_INFINITY;
  if (/^nan$/i.test(text)) return Number.NaN;
  if (/^0x[0-9a-f]+$/i.test(text)) return Number(text);
  const plain = text.replaceAll("_", "");
  // Go reads integers with ParseInt(s, 0) first, for which a leading zero means octal: 010 is eight.
  if (/^0[0-7]+$/.test(plain)) return Number.parseInt(plain, 8);
  if (/^(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain)) {
    const value = Number(plain);
    // Go refuses a decimal number that does not fit into a double, where JavaScript says Infinity.
    return Number.isFinite(value) ? value : undefined;
  }
  return parseDuration(text);
}

const simpleEscapes: Record<string, string> = { a: "\x07", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v", "\\": "\\" };
// One piece of a string's inside: a plain stretch, a run of byte escapes, a code point escape, or any other escape.
const pieces = /([^\\\n]+)|((?:\\x[0-9a-fA-F]{2}|\\[0-7]{3})+)|\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})|\\([\s\S])/y;

/** The text of a quoted string, quotes included in the input. Throws a plain Error whose message says what is wrong. */
export function decodeString(literal: string): string {
  const quote = literal[0] ?? "";
  if (literal.length < 2 || !literal.endsWith(quote)) throw new Error("the string is not closed");
  const inside = literal.slice(1, -1);
  if (quote === "`") return inside;
  let decoded = "";
  pieces.lastIndex = 0;
  while (pieces.lastIndex < inside.length) {
    const at = pieces.lastIndex;
    const match = pieces.exec(inside);
    if (!match) throw new Error(inside[at] === "\n" ? "the string is not closed on its line" : "the string ends in a lone `\\`");
    const [, plain, bytes, shortCode, longCode, escaped] = match;
    if (plain !== undefined) decoded += plain;
    else if (bytes !== undefined) decoded += decodeBytes(bytes);
    else if (escaped === undefined) decoded += decodeCodePoint(shortCode ?? longCode ?? "");
    else if (escaped === quote) decoded += quote;
    else if (Object.hasOwn(simpleEscapes, escaped)) decoded += simpleEscapes[escaped];
    else throw new Error(`unknown escape \`\\${escaped}\` in the string; a backslash itself is written \`\\\\\``);
  }
  return decoded;
}

function decodeCodePoint(hex: string): string {
  const code = Number.parseInt(hex, 16);
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) throw new Error(`there is no character with the code ${hex}`);
  return String.fromCodePoint(code);
}

/** `\xc3\xa9` and octal escapes give bytes, which together must be UTF-8. */
function decodeBytes(run: string): string {
  const percent = run.replace(/\\x(..)|\\(...)/g, (_, hex: string | undefined, octal: string) => {
    const byte = hex === undefined ? Number.parseInt(octal, 8) : Number.parseInt(hex, 16);
    if (byte > 255) throw new Error(`the escape \\${octal} is more than a byte`);
    return `%${byte.toString(16).padStart(2, "0")}`;
  });
  try {
    return decodeURIComponent(percent);
  } catch (error) {
    throw new Error(`the bytes ${run} are not UTF-8`, { cause: error });
  }
}

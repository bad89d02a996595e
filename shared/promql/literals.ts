// What PromQL's literals mean. Numbers, durations and strings follow Go, whose parser Prometheus uses, also in its errors.
import { quote } from "./go-text";
import { decodeUtf8 } from "./utf8";

/** The value of a literal, or why it has none. */
export type LiteralValue = { ok: true; value: number } | { ok: false; error: string };

/** `1h30m` in seconds; undefined when the text is not a duration with units. */
export function parseDuration(text: string): number | undefined {
  const read = readDuration(text);
  return read.ok ? read.value : undefined;
}

/** The value of a number or duration literal, sign included; undefined when it is neither. */
export function parseNumber(text: string): number | undefined {
  const sign = text.startsWith("-") ? -1 : 1;
  const unsigned = text.replace(/^[+-]\s*/, "");
  const number = readNumber(unsigned);
  const read = number.ok ? number : readDuration(unsigned);
  return read.ok ? sign * read.value : undefined;
}

const prefixed = /^0(?:[xX](?:_?[0-9a-fA-F])+|(?:_?[0-7])+)$/;
const decimal = /^(?:\d(?:_?\d)*\.?(?:\d(?:_?\d)*)?|\.\d(?:_?\d)*)(?:[eE][+-]?\d(?:_?\d)*)?$/;
const largestInteger = 2n ** 63n - 1n;

/** A number without sign. An integer is tried first, for which a leading zero means octal: 010 is eight. */
export function readNumber(text: string): LiteralValue {
  if (/^inf$/i.test(text)) return { ok: true, value: Number.POSITIVE_INFINITY };
  if (/^nan$/i.test(text)) return { ok: true, value: Number.NaN };
  const plain = text.replaceAll("_", "");
  if (prefixed.test(text)) {
    const integer = BigInt(/^0[0-7]/.test(plain) ? `0o${plain.slice(1)}` : plain);
    if (integer <= largestInteger) return { ok: true, value: Number(integer) };
  }
  const wrong = (why: string): LiteralValue => ({ ok: false, error: `strconv.ParseFloat: parsing ${quote(text)}: ${why}` });
  if (!decimal.test(text)) return wrong("invalid syntax");
  const value = Number(plain);
  return Number.isFinite(value) ? { ok: true, value } : wrong("value out of range");
}

const nanosecond = 1n;
const millisecond = 1_000_000n * nanosecond;
const second = 1000n * millisecond;
/** From the longest to the shortest, the order in which they must stand. */
const units = new Map([
  ["y", 365n * 86_400n * second],
  ["w", 7n * 86_400n * second],
  ["d", 86_400n * second],
  ["h", 3600n * second],
  ["m", 60n * second],
  ["s", second],
  ["ms", millisecond],
]);
const unitOrder = [...units.keys()];
const mostNanoseconds = 2n ** 63n;

/** A duration with units, in seconds. Prometheus counts nanoseconds in 64 bits, so that 300 years are too long. */
export function readDuration(text: string): LiteralValue {
  const invalid: LiteralValue = { ok: false, error: `not a valid duration string: ${quote(text)}` };
  const outOfRange: LiteralValue = { ok: false, error: "duration out of range" };
  if (!/^(?:[0-9]+[^0-9]+)+$/.test(text)) return invalid;
  let total = 0n;
  let last = -1;
  for (const [, digits = "", unit = ""] of text.matchAll(/([0-9]+)([^0-9]+)/g)) {
    // 2^64 has 20 digits; more are not worth making a number of.
    const count = digits.replace(/^0+/, "").length > 20 ? 2n ** 64n : BigInt(digits);
    if (count >= 2n ** 64n) return invalid;
    const length = units.get(unit);
    if (length === undefined) return { ok: false, error: `unknown unit ${quote(unit)} in duration ${quote(text)}` };
    if (unitOrder.indexOf(unit) <= last) return invalid;
    last = unitOrder.indexOf(unit);
    if (count > mostNanoseconds / length) return outOfRange;
    total += count * length;
    if (total >= mostNanoseconds) return outOfRange;
  }
  return { ok: true, value: Number(total / second) + Number(total % second) / 1e9 };
}

const simpleEscapes: Record<string, string> = { a: "\x07", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v" };
const escapes = /((?:\\x[0-9a-fA-F]{2}|\\[0-7]{3})+)|\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})|\\([\s\S])/g;

/** The text of a quoted string that the lexer let through, quotes included in the input; bytes that are no text are replaced. */
export function decodeString(literal: string, replace?: (byte: number) => string): string {
  const inside = literal.slice(1, -1);
  if (literal.startsWith("`") || !inside.includes("\\")) return inside;
  return inside.replace(
    escapes,
    (_, bytes: string | undefined, short: string | undefined, long: string | undefined, letter: string) => {
      if (bytes !== undefined) return decodeUtf8(bytesOf(bytes), replace);
      const code = short ?? long;
      if (code !== undefined) return String.fromCodePoint(Number.parseInt(code, 16));
      return Object.hasOwn(simpleEscapes, letter) ? (simpleEscapes[letter] ?? "") : letter;
    },
  );
}

/** The bytes of a run of escapes like `\xc3\251`. */
const bytesOf = (run: string): number[] =>
  Array.from(run.matchAll(/\\x(..)|\\(...)/g), ([, hex, octal]) =>
    hex === undefined ? Number.parseInt(octal ?? "", 8) : Number.parseInt(hex, 16),
  );

// Go's fmt.Sprintf for the types that templates have. A verb that does not fit its argument says so in the text, as Go does:
// `%!d(float64=3.14)`.
import { quoteRune } from "../promql/go-text";
import { binaryParts, formatFloat } from "./go-float";
import { deepestNesting, mostText } from "./limits";
import { closingOf, insideOf, openingOf, printed } from "./print-value";
import { utf8 } from "./utf8";
import { text, typeName, type Value } from "./value";

interface Flags {
  minus: boolean;
  plus: boolean;
  space: boolean;
  zero: boolean;
  sharp: boolean;
  width?: number;
  precision?: number;
}

/** The longest width or precision that is honoured: Go's own limit, so that a template cannot ask for a gigabyte of blanks. */
const widest = 1_000_000;

const verbPattern = /%([-+ 0#]*)(\d+)?(?:\.(\d*))?(.)?/gsu;

export function printf(format: string, args: readonly Value[]): string {
  let used = 0;
  let room = mostText;
  let output = format.replaceAll(verbPattern, (_match, flagText: string, width?: string, precision?: string, verb?: string) => {
    if (verb === undefined) return "%!(NOVERB)";
    if (verb === "%") return "%";
    const argument = args[used];
    if (argument === undefined) return `%!${verb}(MISSING)`;
    used++;
    const flags: Flags = {
      minus: flagText.includes("-"),
      plus: flagText.includes("+"),
      space: flagText.includes(" "),
      zero: flagText.includes("0"),
      sharp: flagText.includes("#"),
      width: width === undefined ? undefined : Math.min(Number(width), widest),
      precision: precision === undefined ? undefined : Math.min(Number(precision), widest),
    };
    const written = formattedOrUnfit(verb, argument, flags, 0);
    room -= written.length;
    if (room < 0) throw new Error(`the text grows beyond ${mostText} characters`);
    return written;
  });
  if (used < args.length) {
    const extra = args.slice(used).map((argument) => `${typeName(argument)}=${printed(argument)}`);
    output += `%!(EXTRA ${extra.join(", ")})`;
  }
  return output;
}

/** Of a map or a list each part for itself. */
function formattedOrUnfit(verb: string, argument: Value, flags: Flags, depth: number): string {
  const inside = verb === "T" ? undefined : insideOf(argument);
  if (!inside) return formatted(verb, argument, flags) ?? `%!${verb}(${unfit(argument, flags)})`;
  if (depth > deepestNesting) throw new Error("the value is nested too deeply to be printed");
  // What is too long to be printed at all is too long in any form.
  if (depth === 0) printed(argument);
  const isMap = argument.type === "map" || argument.type === "dict";
  const parts = inside.map(([before, part]) => {
    const name = isMap ? `${formattedOrUnfit(verb, text(before.slice(0, -1)), flags, depth + 1)}:` : before;
    return name + formattedOrUnfit(verb, part, flags, depth + 1);
  });
  return openingOf(argument) + parts.join(" ") + closingOf(argument);
}

/** A width and a precision hold for what is shown of it too. */
const unfit = (argument: Value, flags: Flags): string =>
  argument.type === "nil" ? "<nil>" : `${typeName(argument)}=${formatted("v", argument, flags) ?? printed(argument)}`;

/** Nothing when the verb does not fit the argument. */
function formatted(verb: string, argument: Value, flags: Flags): string | undefined {
  if (verb === "T") return padded(typeName(argument), flags);
  switch (argument.type) {
    case "string":
      return formatString(verb, argument.value, flags);
    case "int":
      // What has a name of its own is a text where one is wanted: `%s` of a month.
      if (argument.kind && /^[svq]$/.test(verb)) return formatString(verb, argument.kind.say(argument.value), flags);
      return formatInt(verb, argument.value, flags);
    case "float64":
      return formatNumber(verb, argument.value, flags);
    case "bool":
      return verb === "t" || verb === "v" ? padded(String(argument.value), flags) : undefined;
    case "nil":
      return verb === "v" ? padded("<nil>", flags) : undefined;
    default:
      return verb === "v" || verb === "s" ? padded(printed(argument), flags) : undefined;
  }
}

function formatString(verb: string, value: string, flags: Flags): string | undefined {
  const cut = flags.precision === undefined ? value : [...value].slice(0, flags.precision).join("");
  switch (verb) {
    case "s":
      return padded(cut, flags);
    case "v":
      return padded(flags.sharp ? quoted(cut) : cut, flags);
    case "q":
      // Raw where that can be read back.
      return padded(flags.sharp && !/[`\p{Cc}\ufeff]/u.test(cut) ? `\`${cut}\`` : quoted(cut), flags);
    case "x":
    case "X": {
      const hex = Array.from(utf8(cut), (byte) => byte.toString(16).padStart(2, "0")).join("");
      return padded(verb === "x" ? hex : hex.toUpperCase(), flags);
    }
  }
}

function formatInt(verb: string, value: number, flags: Flags): string | undefined {
  const size = Math.abs(value);
  const sign = value < 0 ? "-" : flags.plus ? "+" : flags.space ? " " : "";
  const inBase = (base: number, prefix: string) => {
    // With a precision of nothing a zero has no digits at all, and no sign.
    if (flags.precision === 0 && value === 0) return " ".repeat(flags.width ?? 0);
    return paddedNumber(sign + (flags.sharp ? prefix : ""), size.toString(base).padStart(flags.precision ?? 0, "0"), flags);
  };
  switch (verb) {
    case "d":
    case "v":
      return inBase(10, "");
    case "b":
      return inBase(2, "0b");
    case "o":
      return inBase(8, "0");
    case "x":
      return inBase(16, "0x");
    case "X":
      return inBase(16, "0x").toUpperCase();
    case "c":
      return padded(codePoint(value), flags);
    case "q":
      return padded(quoteRune(codePoint(value).codePointAt(0) ?? 0), flags);
    case "U":
      return padded(`U+${value.toString(16).toUpperCase().padStart(4, "0")}`, flags);
  }
}

function formatNumber(verb: string, value: number, flags: Flags): string | undefined {
  const body = floatBody(verb, value, flags.precision);
  if (body === undefined) return undefined;
  const isNegative = body.startsWith("-");
  const isInfinite = Math.abs(value) === Number.POSITIVE_INFINITY;
  const digits = body.replace(/^[-+]/, "");
  const sign = isNegative ? "-" : flags.plus || isInfinite ? "+" : flags.space ? " " : "";
  // NaN and the infinities are never padded with zeros.
  return paddedNumber(sign, digits, Number.isFinite(value) ? flags : { ...flags, zero: false });
}

function floatBody(verb: string, value: number, precision: number | undefined): string | undefined {
  switch (verb) {
    case "v":
    case "g":
      return formatFloat(value, "g", precision);
    case "G":
      return formatFloat(value, "g", precision).replace("e", "E");
    case "e":
      return formatFloat(value, "e", precision ?? 6);
    case "E":
      return formatFloat(value, "e", precision ?? 6).replace("e", "E");
    case "f":
    case "F":
      return formatFloat(value, "f", precision ?? 6);
    case "x":
      return precision === undefined && Number.isFinite(value) ? hexFloat(value) : undefined;
  }
}

/** `0x1.8p+01`: the mantissa in base sixteen, the power of two in decimal. */
function hexFloat(value: number): string {
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  if (value === 0) return `${sign}0x0p+00`;
  let { mantissa, exponent } = binaryParts(Math.abs(value));
  // Bring a subnormal number's leading one to where every other number has it.
  while (mantissa < 0x10000000000000n) {
    mantissa <<= 1n;
    exponent--;
  }
  const fraction = (mantissa & 0xfffffffffffffn).toString(16).padStart(13, "0").replace(/0+$/, "");
  const power = exponent + 52;
  const powerText = `${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`;
  return `${sign}0x1${fraction === "" ? "" : `.${fraction}`}p${powerText}`;
}

function padded(content: string, { width = 0, minus, zero }: Flags): string {
  const missing = width - [...content].length;
  if (missing <= 0) return content;
  if (minus) return content + " ".repeat(missing);
  return (zero ? "0" : " ").repeat(missing) + content;
}

function paddedNumber(sign: string, digits: string, flags: Flags): string {
  const isZeroPadded = flags.zero && !flags.minus && flags.width !== undefined;
  if (isZeroPadded) return sign + digits.padStart((flags.width ?? 0) - sign.length, "0");
  return padded(sign + digits, { ...flags, zero: false });
}

/** The text in double quotes, with Go's escapes. */
export function quoted(content: string): string {
  let output = "";
  for (const character of content) output += escapes.get(character) ?? (isPrintable(character) ? character : escaped(character));
  return `"${output}"`;
}

const escapes = new Map([
  ['"', '\\"'],
  ["\\", "\\\\"],
  ["\n", "\\n"],
  ["\t", "\\t"],
  ["\r", "\\r"],
  ["\u0007", "\\a"],
  ["\b", "\\b"],
  ["\f", "\\f"],
  ["\v", "\\v"],
]);

const isPrintable = (character: string) => character === " " || /^[^\p{C}\p{Z}]$/u.test(character);

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return `\\x${code.toString(16).padStart(2, "0")}`;
  if (code <= 0xffff) return `\\u${code.toString(16).padStart(4, "0")}`;
  return `\\U${code.toString(16).padStart(8, "0")}`;
}

function codePoint(value: number): string {
  return value >= 0 && value <= 0x10ffff && Number.isInteger(value) ? String.fromCodePoint(value) : "\ufffd";
}

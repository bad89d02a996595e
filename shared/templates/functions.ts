// The functions a template may call. Each throws an Error whose message ends the sentence "error calling NAME: …".
import { formatFloat } from "./go-float";
import { humanize, humanize1024, humanizeDuration, humanizePercentage, humanizeTimestamp } from "./humanize";
import { printf } from "./printf";
import { bool, isTrue, labelOf, printed, text, typeName, type Value } from "./value";

export interface TemplateFunction {
  least: number;
  most: number;
  run(args: Value[]): Value;
}

const many = Number.POSITIVE_INFINITY;

const ofNumber = (run: (value: number) => string): TemplateFunction => ({
  least: 1,
  most: 1,
  run: ([value]) => text(run(toFloat(value as Value))),
});

const ofString = (run: (value: string) => string): TemplateFunction => ({
  least: 1,
  most: 1,
  run: ([value]) => text(run(toText(value as Value))),
});

const compare = (run: (a: Value, b: Value) => boolean): TemplateFunction => ({
  least: 2,
  most: 2,
  run: ([a, b]) => bool(run(a as Value, b as Value)),
});

export const functions: ReadonlyMap<string, TemplateFunction> = new Map<string, TemplateFunction>([
  ["humanize", ofNumber(humanize)],
  ["humanize1024", ofNumber(humanize1024)],
  ["humanizeDuration", ofNumber(humanizeDuration)],
  ["humanizePercentage", ofNumber(humanizePercentage)],
  ["humanizeTimestamp", ofNumber(timestamp)],
  ["title", ofString(title)],
  ["toUpper", ofString((value) => eachCharacter(value, (character) => character.toUpperCase()))],
  ["toLower", ofString((value) => eachCharacter(value, (character) => character.toLowerCase()))],
  ["printf", { least: 1, most: many, run: ([format, ...args]) => text(printf(toText(format as Value), args)) }],
  ["print", { least: 0, most: many, run: (args) => text(print(args)) }],
  ["println", { least: 0, most: many, run: (args) => text(`${args.map(printed).join(" ")}\n`) }],
  ["index", { least: 1, most: many, run: ([first, ...keys]) => keys.reduce(indexed, first as Value) }],
  ["len", { least: 1, most: 1, run: ([value]) => ({ type: "int", value: lengthOf(value as Value) }) }],
  ["and", { least: 1, most: many, run: (args) => args.find((value) => !isTrue(value)) ?? (args.at(-1) as Value) }],
  ["or", { least: 1, most: many, run: (args) => args.find(isTrue) ?? (args.at(-1) as Value) }],
  ["not", { least: 1, most: 1, run: ([value]) => bool(!isTrue(value as Value)) }],
  ["eq", { least: 2, most: many, run: ([first, ...others]) => bool(others.some((other) => isEqual(first as Value, other))) }],
  ["ne", compare((a, b) => !isEqual(a, b))],
  ["lt", compare(isLess)],
  ["le", compare((a, b) => isLess(a, b) || isEqual(a, b))],
  // Go defines them by negation, so that both hold for NaN.
  ["gt", compare((a, b) => !(isLess(a, b) || isEqual(a, b)))],
  ["ge", compare((a, b) => !isLess(a, b))],
]);

/** What Prometheus knows besides: named so that a file that uses them is not called wrong. */
export const unsupportedFunctions: readonly string[] = [
  ...["args", "externalURL", "first", "graphLink", "html", "js", "label", "match", "now", "parseDuration", "pathPrefix", "query"],
  ...[
    "reReplaceAll",
    "safeHtml",
    "slice",
    "sortByLabel",
    "stripDomain",
    "stripPort",
    "strvalue",
    "tableLink",
    "tmpl",
    "toDuration",
  ],
  ...["toTime", "urlQueryEscape", "urlquery", "value", "call"],
];

function toFloat(value: Value): number {
  if (value.type === "float64" || value.type === "int") return value.value;
  if (value.type !== "string") throw new Error(`can't convert ${typeName(value)} to float`);
  const special = /^([-+]?)(inf|infinity|nan)$/i.exec(value.value);
  if (special) return special[2]?.toLowerCase() === "nan" ? Number.NaN : special[1] === "-" ? -Infinity : Infinity;
  if (/^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/.test(value.value)) return Number(value.value);
  throw new Error(`strconv.ParseFloat: parsing ${JSON.stringify(value.value)}: invalid syntax`);
}

function toText(value: Value): string {
  if (value.type === "string") return value.value;
  throw new Error(`wrong type for value; expected string; got ${typeName(value)}`);
}

function timestamp(value: number): string {
  const written = humanizeTimestamp(value);
  if (written !== undefined) return written;
  throw new Error(`${formatFloat(value, "g")} cannot be represented as a nanoseconds timestamp since it overflows int64`);
}

// A word goes on over an apostrophe between two letters: `o'neil` has one first letter.
function title(value: string): string {
  return value.replaceAll(/[\p{L}\p{N}_\p{M}]+(?:['’.:·][\p{L}][\p{L}\p{N}_\p{M}]*)*/gu, (word) => {
    const [first = ""] = word;
    return changedCase(first, first.toUpperCase()) + word.slice(first.length);
  });
}

const eachCharacter = (value: string, change: (character: string) => string) =>
  Array.from(value, (character) => changedCase(character, change(character))).join("");

// Go maps each character to one character, so `ß` stays what it is.
const changedCase = (was: string, is: string) => ([...is].length === 1 ? is : was);

/** A space stands between two values when neither is a text. */
function print(args: Value[]): string {
  return args.reduce((line, value, index) => {
    const isApart = index > 0 && value.type !== "string" && args[index - 1]?.type !== "string";
    return `${line}${isApart ? " " : ""}${printed(value)}`;
  }, "");
}

function indexed(from: Value, key: Value): Value {
  if (from.type !== "map") throw new Error(`can't index item of type ${typeName(from)}`);
  if (key.type !== "string") throw new Error(`value has type ${typeName(key)}; should be string`);
  return text(labelOf(from.value, key.value));
}

function lengthOf(value: Value): number {
  if (value.type === "map") return Object.keys(value.value).length;
  if (value.type === "string")
    return encodeURIComponent(value.value.replaceAll(/\p{Cs}/gu, "\ufffd")).replaceAll(/%../g, "x").length;
  throw new Error(`len of type ${typeName(value)}`);
}

function isEqual(a: Value, b: Value): boolean {
  mustCompare(a, b);
  return a.value === b.value;
}

function isLess(a: Value, b: Value): boolean {
  mustCompare(a, b);
  if (a.type === "bool") throw new Error("invalid type for comparison");
  return a.value < b.value;
}

function mustCompare(a: Value, b: Value): void {
  for (const value of [a, b]) {
    if (value.type === "map" || value.type === "data")
      throw new Error(`non-comparable type ${printed(value)}: ${typeName(value)}`);
  }
  if (a.type !== b.type) throw new Error(`incompatible types for comparison: ${typeName(a)} and ${typeName(b)}`);
}

// Go's own template functions: https://pkg.go.dev/text/template#hdr-Functions. Each throws an Error whose message ends the
// sentence "error calling NAME: …". `and` and `or` stand in evaluate.ts, because they leave out what does not matter any more.
import type { Labels } from "../model/labels";
import { decodeUtf8 } from "../promql/utf8";
import type { EpochMs } from "../units/time";
import { bounded } from "./limits";
import { printed, printedTogether, shown } from "./print-value";
import { printf } from "./printf";
import { utf8 } from "./utf8";
import { bool, int, isTrue, labelOf, nil, type ParamType, text, typeName, type Value } from "./value";

export interface QuerySample {
  labels: Labels;
  value: number;
}

/** What functions may ask for besides their arguments. */
export interface World {
  externalUrl: string;
  /** The moment of the evaluation, or of the notification. */
  now?: EpochMs;
  /** The answer to an instant query at that moment. */
  query?(expr: string): readonly QuerySample[];
  /** Counts what a function takes; throws when it is too much. */
  work(units: number): void;
}

export interface TemplateFunction {
  params: readonly ParamType[];
  /** What may follow, any number of times. */
  rest?: ParamType;
  run(args: Value[], world: World): Value;
}

export type Functions = ReadonlyMap<string, TemplateFunction>;

const compare = (run: (a: Value, b: Value) => boolean): TemplateFunction => ({
  params: ["any", "any"],
  run: ([a = nil, b = nil]) => bool(run(a, b)),
});

/** Any arguments put together and escaped; nothing is shown as an action shows it. */
const escaping = (change: (text: string) => string): TemplateFunction => ({
  params: [],
  rest: "any",
  run: (args) => {
    const shownArgs = args.map((value) => (value.type === "nil" ? text(shown(value)) : value));
    return text(bounded(change(printedTogether(shownArgs))));
  },
});

export const goFunctions: Functions = new Map<string, TemplateFunction>([
  [
    "printf",
    { params: ["string"], rest: "any", run: ([format = nil, ...args]) => text(bounded(printf(stringOf(format), args))) },
  ],
  ["print", { params: [], rest: "any", run: (args) => text(bounded(printedTogether(args))) }],
  ["println", { params: [], rest: "any", run: (args) => text(bounded(`${args.map(printed).join(" ")}\n`)) }],
  ["html", escaping(escapeHtml)],
  ["js", escaping(escapeJs)],
  ["urlquery", escaping(escapeQuery)],
  ["index", { params: ["any"], rest: "any", run: ([first = nil, ...keys]) => keys.reduce(indexed, mustBe(first)) }],
  ["slice", { params: ["any"], rest: "any", run: ([first = nil, ...bounds]) => sliced(first, bounds) }],
  ["len", { params: ["any"], run: ([value = nil]) => int(lengthOf(value)) }],
  [
    "call",
    {
      params: ["any"],
      rest: "any",
      run: ([value = nil]) => {
        throw new Error(`non-function ${printed(value)} of type ${typeName(value)}`);
      },
    },
  ],
  ["not", { params: ["any"], run: ([value = nil]) => bool(!isTrue(value)) }],
  ["eq", { params: ["any"], rest: "any", run: ([first = nil, ...others]) => bool(equalsAny(first, others)) }],
  ["ne", compare((a, b) => !isEqual(a, b))],
  ["lt", compare(isLess)],
  ["le", compare((a, b) => isLess(a, b) || isEqual(a, b))],
  // Go defines them by negation, so that both hold for NaN.
  ["gt", compare((a, b) => !(isLess(a, b) || isEqual(a, b)))],
  ["ge", compare((a, b) => !isLess(a, b))],
]);

/** The text of an argument that was checked to be one. */
export const stringOf = (value: Value | undefined): string => (value?.type === "string" ? value.value : "");

function mustBe(value: Value): Value {
  if (value.type === "nil") throw new Error("index of untyped nil");
  return value;
}

function indexed(from: Value, key: Value): Value {
  switch (from.type) {
    case "map":
      return text(labelOf(from.value, keyText(key)));
    case "dict":
      return from.value.get(keyText(key)) ?? nil;
    case "list":
      return from.items[position(key, from.items.length)] ?? nil;
    case "string": {
      const bytes = utf8(from.value);
      return int(bytes[position(key, bytes.length)] ?? 0);
    }
    default:
      throw new Error(`can't index item of type ${typeName(from)}`);
  }
}

function keyText(key: Value): string {
  if (key.type === "string") return key.value;
  throw new Error(`value has type ${typeName(key)}; should be string`);
}

function position(key: Value, length: number): number {
  if (key.type !== "int") throw new Error(`cannot index slice/array with type ${typeName(key)}`);
  if (key.value < 0 || key.value >= length) throw new Error(`index out of range: ${key.value}`);
  return key.value;
}

function sliced(from: Value, bounds: Value[]): Value {
  if (bounds.length > 3) throw new Error(`too many slice indexes: ${bounds.length}`);
  if (from.type !== "string" && from.type !== "list") throw new Error(`can't slice item of type ${typeName(from)}`);
  if (from.type === "string" && bounds.length === 3) throw new Error("cannot 3-index slice a string");
  const bytes = from.type === "string" ? utf8(from.value) : undefined;
  const length = bytes?.length ?? (from.type === "list" ? from.items.length : 0);
  const [start = 0, end = length] = bounds.map((bound) => position(bound, length + 1));
  if (start > end) throw new Error(`invalid slice index: ${start} > ${end}`);
  if (from.type === "list") return { ...from, items: from.items.slice(start, end) };
  return text(decodeUtf8((bytes ?? []).slice(start, end)));
}

function lengthOf(value: Value): number {
  switch (value.type) {
    case "map":
      return Object.keys(value.value).length;
    case "dict":
      return value.value.size;
    case "list":
      return value.items.length;
    case "string":
      return utf8(value.value).length;
    case "nil":
      throw new Error("len of nil pointer");
    default:
      throw new Error(`len of type ${typeName(value)}`);
  }
}

function equalsAny(first: Value, others: readonly Value[]): boolean {
  if (others.length === 0) throw new Error("missing argument for comparison");
  return others.some((other) => isEqual(first, other));
}

function isEqual(a: Value, b: Value): boolean {
  if (a.type === "nil" || b.type === "nil") return a.type === b.type;
  mustCompare(a, b);
  return scalarOf(a) === scalarOf(b);
}

function isLess(a: Value, b: Value): boolean {
  if (!isBasic(a) || !isBasic(b)) throw new Error("invalid type for comparison");
  mustCompare(a, b);
  if (a.type === "bool") throw new Error("invalid type for comparison");
  return scalarOf(a) < scalarOf(b);
}

const isBasic = ({ type }: Value) => type === "string" || type === "int" || type === "float64" || type === "bool";

/** Of two values of one type. */
function scalarOf(value: Value): string | number | boolean {
  switch (value.type) {
    case "string":
    case "int":
    case "float64":
    case "bool":
      return value.value;
    case "time":
      return value.value.at;
    default:
      return "";
  }
}

function mustCompare(a: Value, b: Value): void {
  const areBoth = (test: (value: Value) => boolean) => test(a) && test(b);
  const isTime = ({ type }: Value) => type === "time";
  if ((areBoth(isBasic) && a.type === b.type) || areBoth(isTime)) return;
  if (areBoth((value) => !isBasic(value))) throw new Error(`non-comparable type ${printed(a)}: ${typeName(a)}`);
  throw new Error(`incompatible types for comparison: ${typeName(a)} and ${typeName(b)}`);
}

const htmlEscapes = new Map([
  ['"', "&#34;"],
  ["'", "&#39;"],
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ["\u0000", "\ufffd"],
]);

export function escapeHtml(plain: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: NUL may not stand in HTML, and comes from outside.
  return plain.replaceAll(/["'&<>\u0000]/g, (character) => htmlEscapes.get(character) ?? character);
}

const jsEscapes = new Map([
  ["\\", "\\\\"],
  ["'", "\\'"],
  ['"', '\\"'],
  ["<", "\\u003C"],
  [">", "\\u003E"],
  ["&", "\\u0026"],
  ["=", "\\u003D"],
]);

function escapeJs(plain: string): string {
  return plain.replaceAll(/[\\'"<>&=]|[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return jsEscapes.get(character) ?? `\\u${code.toString(16).toUpperCase().padStart(4, "0")}`;
  });
}

/** As in a URL's query: letters, digits and `-_.~` stay, a space becomes a plus sign. */
export function escapeQuery(plain: string): string {
  return encodeURIComponent(plain.replaceAll(/\p{Cs}/gu, "\ufffd"))
    .replaceAll(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll("%20", "+");
}

// Templates of `line_format` and `label_format`, with those of Loki's functions that a log line is dressed with.

import { decodeUtf8 } from "../../promql/utf8";
import { evaluate } from "../../templates/evaluate";
import { type Functions, goFunctions, stringOf, type TemplateFunction } from "../../templates/functions";
import { formatFloat } from "../../templates/go-float";
import { bounded } from "../../templates/limits";
import { parseTemplate } from "../../templates/parser";
import { compileSearch, replaceAll } from "../../templates/regex";
import { TextSink } from "../../templates/sink";
import { TemplateError } from "../../templates/template-error";
import { utf8 } from "../../templates/utf8";
import { bool, map, text, type Value } from "../../templates/value";
import type { LineState } from "./line-state";

const ofTexts = (count: number, run: (...texts: string[]) => string | boolean): TemplateFunction => ({
  params: Array<"string">(count).fill("string"),
  run: (args) => {
    const result = run(...args.map(stringOf));
    return typeof result === "boolean" ? bool(result) : text(bounded(result));
  },
});

const numberOf = (value: Value | undefined): number => {
  if (value?.type === "int" || value?.type === "float64") return value.value;
  const number = Number(stringOf(value).trim() || Number.NaN);
  return Number.isNaN(number) ? 0 : number;
};

const ofNumbers = (run: (a: number, b: number) => number, isWhole: boolean): TemplateFunction => ({
  params: ["any", "any"],
  rest: "any",
  run: (args) => {
    const [first = 0, ...rest] = args.map(numberOf).map((number) => (isWhole ? Math.trunc(number) : number));
    const result = rest.reduce(run, first);
    return text(isWhole ? String(Math.trunc(result)) : formatFloat(result, "f"));
  },
});

const trimmed = (content: string, cutset: string, { start, end }: { start: boolean; end: boolean }): string => {
  const signs = new Set(cutset);
  const characters = [...content];
  let [from, to] = [0, characters.length];
  while (start && from < to && signs.has(characters[from] ?? "")) from++;
  while (end && to > from && signs.has(characters[to - 1] ?? "")) to--;
  return characters.slice(from, to).join("");
};

/** Lengths are bytes of UTF-8 here, as in Go; a character that is cut becomes U+FFFD. */
const cut = (content: string, from: number, to?: number): string => decodeUtf8(utf8(content).slice(from, to));

const within = (start: number, end: number, content: string): string =>
  start < 0 ? cut(content, 0, Math.max(0, end)) : cut(content, start, end < 0 ? undefined : end);

const aligned = (count: number, content: string, isRight: boolean): string => {
  const characters = [...content];
  if (characters.length >= count)
    return isRight ? characters.slice(characters.length - count).join("") : characters.slice(0, count).join("");
  const gap = " ".repeat(Math.max(0, Math.min(count, 10_000) - characters.length));
  return isRight ? gap + content : content + gap;
};

const withCount = (run: (count: number, content: string) => string): TemplateFunction => ({
  params: ["any", "string"],
  run: ([count, content]) => text(bounded(run(Math.trunc(numberOf(count)), stringOf(content)))),
});

const replaced = (pattern: string, content: string, replacement: string) =>
  replaceAll(compileSearch(pattern), replacement, content);

/** Loki's functions, in the two orders of arguments it has for some: its old names take the text first, the others last. */
const textFunctions = new Map<string, TemplateFunction>([
  ["ToLower", ofTexts(1, (content = "") => content.toLowerCase())],
  ["ToUpper", ofTexts(1, (content = "") => content.toUpperCase())],
  ["lower", ofTexts(1, (content = "") => content.toLowerCase())],
  ["upper", ofTexts(1, (content = "") => content.toUpperCase())],
  ["title", ofTexts(1, (content = "") => content.replace(/(?<![\p{L}\p{N}_'])\p{L}/gu, (letter) => letter.toUpperCase()))],
  ["trim", ofTexts(1, (content = "") => content.trim())],
  ["TrimSpace", ofTexts(1, (content = "") => content.trim())],
  ["Trim", ofTexts(2, (content = "", cutset = "") => trimmed(content, cutset, { start: true, end: true }))],
  ["TrimLeft", ofTexts(2, (content = "", cutset = "") => trimmed(content, cutset, { start: true, end: false }))],
  ["TrimRight", ofTexts(2, (content = "", cutset = "") => trimmed(content, cutset, { start: false, end: true }))],
  ["trimAll", ofTexts(2, (cutset = "", content = "") => trimmed(content, cutset, { start: true, end: true }))],
  ["TrimPrefix", ofTexts(2, (content = "", prefix = "") => withoutPrefix(content, prefix))],
  ["trimPrefix", ofTexts(2, (prefix = "", content = "") => withoutPrefix(content, prefix))],
  ["TrimSuffix", ofTexts(2, (content = "", suffix = "") => withoutSuffix(content, suffix))],
  ["trimSuffix", ofTexts(2, (suffix = "", content = "") => withoutSuffix(content, suffix))],
  ["replace", ofTexts(3, (old = "", fresh = "", content = "") => content.replaceAll(old, () => fresh))],
  ["contains", ofTexts(2, (part = "", content = "") => content.includes(part))],
  ["hasPrefix", ofTexts(2, (prefix = "", content = "") => content.startsWith(prefix))],
  ["hasSuffix", ofTexts(2, (suffix = "", content = "") => content.endsWith(suffix))],
  ["regexReplaceAll", ofTexts(3, (pattern = "", content = "", fresh = "") => replaced(pattern, content, fresh))],
  ["default", ofTexts(2, (fallback = "", content = "") => content || fallback)],
  ["trunc", withCount((count, content) => (count < 0 ? cut(content, count) : cut(content, 0, count)))],
  ["alignLeft", withCount((count, content) => aligned(count, content, false))],
  ["alignRight", withCount((count, content) => aligned(count, content, true))],
  ["indent", withCount((count, content) => indented(count, content))],
  ["nindent", withCount((count, content) => `\n${indented(count, content)}`)],
  [
    "substr",
    {
      params: ["any", "any", "string"],
      run: ([start, end, content]) => text(within(Math.trunc(numberOf(start)), Math.trunc(numberOf(end)), stringOf(content))),
    },
  ],
  ["add", ofNumbers((a, b) => a + b, true)],
  ["sub", ofNumbers((a, b) => a - b, true)],
  ["mul", ofNumbers((a, b) => a * b, true)],
  ["max", ofNumbers(Math.max, true)],
  ["min", ofNumbers(Math.min, true)],
  ["addf", ofNumbers((a, b) => a + b, false)],
  ["subf", ofNumbers((a, b) => a - b, false)],
  ["mulf", ofNumbers((a, b) => a * b, false)],
  ["divf", ofNumbers((a, b) => a / b, false)],
]);

const withoutPrefix = (content: string, prefix: string): string =>
  content.startsWith(prefix) ? content.slice(prefix.length) : content;
const withoutSuffix = (content: string, suffix: string): string =>
  suffix !== "" && content.endsWith(suffix) ? content.slice(0, -suffix.length) : content;
const indented = (count: number, content: string): string => {
  const gap = " ".repeat(Math.min(Math.max(count, 0), 1000));
  return gap + content.replaceAll("\n", `\n${gap}`);
};

/** `__line__` is the line that the template is being expanded for. */
const withLine = (current: { line: string }): Functions =>
  new Map([...goFunctions, ...textFunctions, ["__line__", { params: [], run: () => text(current.line) }]]);

const readable = withLine({ line: "" });

/** What is wrong with a template here, in a sentence: a function that is not in it. */
export function unsupportedInTemplate(template: string): string | undefined {
  try {
    parseTemplate(template, { functions: readable, variables: [] });
    return undefined;
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return error.message;
  }
}

const templateError = "TemplateFormatErr";

/** Undefined when it fails, which the line's state says then. */
export function compileTemplate(template: string): (state: LineState) => string | undefined {
  const current = { line: "" };
  const functions = withLine(current);
  const tree = parseTemplate(template, { functions, variables: [] });
  return (state) => {
    current.line = state.line;
    const sink = new TextSink();
    try {
      evaluate(tree, { functions, world: { externalUrl: "" }, dot: map(state.allLabels()), variables: new Map(), sink });
      return sink.text;
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      state.fail(templateError, error.message);
      return undefined;
    }
  };
}

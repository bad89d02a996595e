// What there is to choose from: answers and lists made into options, cut out by the variable's pattern and sorted.
import type { Labels } from "../../model/labels";
import type { InstantResult } from "../../model/series";
import type { EpochMs } from "../../units/time";
import { compilePattern, type PatternMatch } from "../data/pattern";
import type { Variable } from "../variable";
import type { Option } from "./scope";

/** `a,b,label : value`; a comma that belongs to a value is written `\,`. */
export function customOptions(query: string): Option[] {
  const parts = query.match(/(?:\\,|[^,])+/g) ?? [];
  return unique(
    parts.flatMap((part) => {
      const written = part.replaceAll("\\,", ",").trim();
      const named = /^([\s\S]+?)\s+:\s+([\s\S]+)$/.exec(written);
      const option = named ? { text: named[1] ?? "", value: named[2] ?? "" } : { text: written, value: written };
      return written === "" ? [] : [option];
    }),
  );
}

/** A series as the pattern of a variable finds it: `name{a="x",b="y"}`. */
export function seriesText(labels: Labels): string {
  const pairs = Object.keys(labels)
    .filter((name) => name !== "__name__")
    .sort()
    .map((name) => `${name}="${labels[name]}"`);
  const name = Object.hasOwn(labels, "__name__") ? labels.__name__ : "";
  return `${name}{${pairs.join(",")}}`;
}

/** Each element as `name{labels} value time`, from which the variable's pattern takes its part. */
export function resultTexts(result: InstantResult): string[] {
  switch (result.kind) {
    case "vector":
      return result.labels.map((labels, index) => line(labels, result.values[index] ?? 0, result.times[index] ?? 0));
    case "matrix":
      return result.series.flatMap(({ labels, values, times }) => {
        const last = values.length - 1;
        return last < 0 ? [] : [line(labels, values[last] ?? 0, times[last] ?? 0)];
      });
    case "scalar":
    case "string":
      return [String(result.value)];
  }
}

const line = (labels: Labels, value: number, at: EpochMs): string => `${seriesText(labels)} ${value} ${Math.round(at)}`;

export function seriesOf(result: InstantResult): string[] {
  if (result.kind === "vector") return result.labels.map(seriesText);
  return result.kind === "matrix" ? result.series.map(({ labels }) => seriesText(labels)) : resultTexts(result);
}

export type OptionsResult = { ok: true; options: Option[] } | { ok: false; say: string };

/**
 * The part of each text that the pattern takes out: groups named `text` and `value`, or the first group (of every match), or the
 * whole of a text that matches. A pattern without slashes has to match the whole text.
 */
export function cutOptions(texts: readonly string[], regex: string): OptionsResult {
  if (regex === "") return { ok: true, options: unique(texts.map(same)) };
  const compiled = compilePattern(regex.startsWith("/") ? regex : `^(?:${regex})$`);
  if (!compiled.ok) return { ok: false, say: compiled.say };
  return { ok: true, options: unique(texts.flatMap((text) => cut(text, compiled.pattern.matches(text)))) };
}

const same = (text: string): Option => ({ text, value: text });

function cut(whole: string, matches: readonly PatternMatch[]): Option[] {
  const [first] = matches;
  if (!first) return [];
  const value = named(matches, "value");
  const text = named(matches, "text");
  if (value !== undefined || text !== undefined) return [{ text: text ?? value ?? "", value: value ?? text ?? "" }];
  if (first.groups.length < 2) return [same(whole)];
  return matches.flatMap(({ groups }) => (typeof groups[1] === "string" ? [same(groups[1])] : []));
}

const named = (matches: readonly PatternMatch[], name: string): string | undefined =>
  matches.map((match) => match.named.get(name)).find((group) => typeof group === "string" && group !== "") ?? undefined;

function unique(options: readonly Option[]): Option[] {
  const byValue = new Map<string, Option>();
  for (const option of options) if (!byValue.has(option.value)) byValue.set(option.value, option);
  return [...byValue.values()];
}

type Sort = Extract<Variable, { kind: "query" }>["sort"];

const natural = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

export function sortOptions(options: readonly Option[], sort: Sort): Option[] {
  if (sort === "none") return [...options];
  const sorted = [...options].sort(comparisons[sort.replace(/-desc$/, "")]);
  return sort.endsWith("-desc") ? sorted.reverse() : sorted;
}

const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const comparisons: Readonly<Record<string, (a: Option, b: Option) => number>> = {
  alphabetical: (a, b) => byCode(a.text, b.text),
  "alphabetical-ci": (a, b) => byCode(a.text.toLowerCase(), b.text.toLowerCase()),
  numerical: (a, b) => firstNumber(a.text) - firstNumber(b.text),
  natural: (a, b) => natural.compare(a.text, b.text),
};

/** The first number in the text; what has none comes first. */
const firstNumber = (text: string): number => Number(/\d+(?:\.\d+)?/.exec(text)?.[0] ?? -1);

// The notation of series in test files: `metric{label="x"} 1 2+3x4 _ stale`.
// https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/#series
import type { Labels } from "../model/labels";
import { decodeString, parseNumber } from "./literals";

/** One place of a series: a number, no sample, the end of the series, or a native histogram, which is not read further. */
export type SeriesValue = number | "missing" | "stale" | "histogram";

/** A mistake in the notation, at its place in the text. */
export class NotationError extends Error {
  constructor(
    message: string,
    readonly from: number,
    readonly to: number,
  ) {
    super(message);
    this.name = "NotationError";
  }
}

const quoted = /"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`[^`]*`/y;
const metricName = /[a-zA-Z_:][a-zA-Z0-9_:]*/y;
const labelName = /[a-zA-Z_][a-zA-Z0-9_]*/y;
const blanks = /\s*/y;
// Two braces begin a native histogram, which is a value.
const opening = /\s*\{(?!\{)\s*/y;
const equals = /\s*=(?![~=])\s*/y;
const comma = /\s*,\s*/y;

/** The series at the beginning of a text, and where it ends. Labels without text are left out. */
export function readSeries(text: string): { labels: Labels; to: number } {
  const labels = new Map<string, string>();
  let at = 0;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    at += found?.length ?? 0;
    return found;
  };
  const wrong = (message: string): NotationError => new NotationError(message, at, Math.min(at + 1, text.length));
  const set = (name: string, value: string, from: number) => {
    if (labels.has(name)) throw new NotationError(`the label ${JSON.stringify(name)} is given twice`, from, at);
    labels.set(name, value);
  };

  take(blanks);
  const metric = take(metricName);
  if (metric !== undefined) labels.set("__name__", metric);
  const brace = take(opening);
  if (brace === undefined && metric === undefined) throw wrong("a series begins with its name or with {");
  if (brace === undefined) return { labels: Object.fromEntries(labels), to: at };
  while (text[at] !== "}") {
    const from = at;
    const raw = take(quoted);
    const label = raw === undefined ? take(labelName) : decoded(raw, from);
    if (label === undefined) throw wrong('labels are written name="value", with a } behind the last');
    if (take(equals) === undefined) {
      if (raw === undefined) throw wrong(`= is missing behind the label ${label}`);
      set("__name__", label, from);
    } else {
      const start = at;
      const value = take(quoted);
      if (value === undefined) throw wrong(`the value of the label ${label} stands in quotes`);
      set(label, decoded(value, start), from);
    }
    if (take(comma) === undefined) {
      take(blanks);
      if (text[at] !== "}") throw wrong("between two labels stands a comma, behind the last a }");
    }
  }
  at++;
  const present = [...labels].filter(([, value]) => value !== "");
  return { labels: Object.fromEntries(present), to: at };
}

function decoded(raw: string, from: number): string {
  try {
    return decodeString(raw);
  } catch {
    // The only thing to throw: an escape that names no character.
    throw new NotationError("this text has an escape that names no character", from, from + raw.length);
  }
}

const numberText = String.raw`(?:inf|nan|(?:\d+(?:ms|[smhdwy]))+|\.?\d[\d_]*(?:\.\d*)?(?:e[+-]?\d+)?)`;
const floatItem = new RegExp(`^([+-]?${numberText})(?:([+-])(${numberText}))?(?:x(\\d+))?$`, "i");
const wordItem = /^(_|stale)(?:x(\d+))?$/;
const histogramItem = /^\{\{[^}]*\}\}(?:[+-]\{\{[^}]*\}\})?(?:x(\d+))?$/;
const items = /\{\{[^}]*\}\}(?:[+-]\{\{[^}]*\}\})?\S*|\S+/g;

/** More than the samples of a second over ten days: what is beyond is a slip of the finger. */
const mostValues = 1_000_000;

/** `1 2`, `_`, `_x3` (three missing), `stale`, `5x2` (5 5 5), `0+10x2` (0 10 20), `{{schema:0 sum:1}}x2`. */
export function readSeriesValues(text: string): SeriesValue[] {
  const values: SeriesValue[] = [];
  for (const { 0: item, index } of text.matchAll(items)) {
    const wrong = (message: string) => new NotationError(message, index, index + item.length);
    const more = valuesOf(item, mostValues - values.length);
    if (more === undefined) throw wrong(`${JSON.stringify(item)} is no value: 1, 1+2x3, _, _x3, stale and their like are`);
    if (more === "too many") throw wrong(`the series has more than ${mostValues} values`);
    for (const value of more) values.push(value);
  }
  return values;
}

function valuesOf(item: string, room: number): SeriesValue[] | "too many" | undefined {
  const word = wordItem.exec(item);
  const histogram = histogramItem.exec(item);
  const [, first, sign, step, times] = floatItem.exec(item) ?? [];
  const repeated = Number(word?.[2] ?? histogram?.[1] ?? times ?? 0);
  if (repeated > room) return "too many";
  if (word?.[1] === "_") return new Array<SeriesValue>(word[2] === undefined ? 1 : repeated).fill("missing");
  if (word) return new Array<SeriesValue>(repeated + 1).fill("stale");
  if (histogram) return new Array<SeriesValue>(repeated + 1).fill("histogram");
  const start = parseNumber(first ?? "");
  const growth = step === undefined ? 0 : parseNumber(step);
  if (start === undefined || growth === undefined || (step !== undefined && times === undefined)) return undefined;
  const values = [start];
  // Added up step by step, not multiplied: Prometheus's rounding errors are part of what its tests expect.
  for (let last = start; values.length <= repeated; values.push(last)) last += sign === "-" ? -growth : growth;
  return values;
}

// The notation of series in test scripts: `metric{label="x"} 1 2+3x4 _ stale`.
import type { Labels } from "#shared/model/labels";
import { decodeString, parseDuration, parseNumber } from "#shared/promql/literals";

/** A sample of a series line: a number, no sample, the end of the series, or a native histogram, which is not read further. */
export type ScriptValue = number | "missing" | "stale" | "histogram";

export interface SeriesLine {
  labels: Labels;
  values: ScriptValue[];
  /** The line gives start timestamps for the series of the next one. */
  isStartTimestamps: boolean;
}

const quoted = /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`[^`]*`/y;
const name = /[a-zA-Z_:][a-zA-Z0-9_:]*/y;
const operator = /\s*=\s*/y;
const blanksAndComma = /\s*,?\s*/y;

export function readSeriesLine(line: string): SeriesLine {
  const labels = new Map<string, string>();
  let at = 0;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(line)?.[0];
    at += found?.length ?? 0;
    return found;
  };
  const metric = take(name);
  if (metric !== undefined) labels.set("__name__", metric);
  if (line[at] === "{") {
    at++;
    take(blanksAndComma);
    while (line[at] !== "}") {
      const raw = take(quoted);
      const label = raw === undefined ? take(name) : decodeString(raw);
      if (label === undefined) throw new Error(`not a label at ${at} of: ${line}`);
      if (take(operator) === undefined) labels.set("__name__", label);
      else labels.set(label, decodeString(take(quoted) ?? ""));
      take(blanksAndComma);
    }
    at++;
  } else if (metric === undefined) throw new Error(`not a series: ${line}`);
  const isStartTimestamps = line.startsWith("@st", at);
  const present = [...labels].filter(([, value]) => value !== "");
  return { labels: Object.fromEntries(present), values: isStartTimestamps ? [] : readValues(line.slice(at)), isStartTimestamps };
}

const numberText = String.raw`(?:inf|nan|(?:\d+(?:ms|[smhdwy]))+|\.?\d[\d_]*(?:\.\d*)?(?:e[+-]?\d+)?)`;
const floatItem = new RegExp(`^([+-]?${numberText})(?:([+-])(${numberText}))?(?:x(\\d+))?$`, "i");
const wordItem = /^(_|stale)(?:x(\d+))?$/;
const histogramItem = /^\{\{[^}]*\}\}(?:[+-]\{\{[^}]*\}\})?(?:x(\d+))?$/;
const items = /\{\{[^}]*\}\}(?:[+-]\{\{[^}]*\}\})?\S*|\S+/g;

/** `1 2`, `_`, `_x3` (three missing), `stale`, `5x2` (5 5 5), `0+10x2` (0 10 20), `{{schema:0 sum:1}}x2`. */
function readValues(text: string): ScriptValue[] {
  return (text.match(items) ?? []).flatMap((item): ScriptValue[] => {
    const word = wordItem.exec(item);
    if (word?.[1] === "_") return new Array(Number(word[2] ?? 1)).fill("missing");
    if (word) return new Array(Number(word[2] ?? 0) + 1).fill("stale");
    const histogram = histogramItem.exec(item);
    if (histogram) return new Array(Number(histogram[1] ?? 0) + 1).fill("histogram");
    const [, first, sign, step, times] = floatItem.exec(item) ?? [];
    const start = parseNumber(first ?? "");
    const growth = step === undefined ? 0 : parseNumber(step);
    if (start === undefined || growth === undefined) throw new Error(`not a value: ${item}`);
    const values = [start];
    // Added up step by step, not multiplied: upstream's rounding errors are part of its expectations.
    for (let last = start; values.length <= Number(times ?? 0); values.push(last)) last += sign === "-" ? -growth : growth;
    return values;
  });
}

/** `5m`, `1m30s` or a bare 0, in milliseconds. */
export function readDurationMs(text: string): number {
  const seconds = text === "0" ? 0 : parseDuration(text);
  if (seconds === undefined) throw new Error(`not a duration: ${text}`);
  return Math.round(seconds * 1000);
}

// Answers in the JSON of Prometheus's HTTP API (https://prometheus.io/docs/prometheus/latest/querying/api/), in parts, so that
// a large one is neither one string nor one turn of the event loop. Written by hand where JSON.stringify would write a time's
// decimals differently.
import { prometheusNumber, prometheusTime } from "#shared/format/prometheus-number";
import type { Labels } from "#shared/model/labels";
import type { InstantResult, Series } from "#shared/model/series";

export interface Remarks {
  warnings: readonly string[];
  infos: readonly string[];
}

export const noRemarks: Remarks = { warnings: [], infos: [] };

/** About so many characters to a part: a day of one series fits, and it is written in some milliseconds. */
const partLength = 256 * 1024;

export function* answerJson(result: InstantResult, remarks: Remarks): Generator<string> {
  const head = `{"status":"success","data":{"resultType":"${result.kind}","result":`;
  const tail = `}${remarksJson(remarks)}}`;
  switch (result.kind) {
    case "scalar":
      yield `${head}[${prometheusTime(result.time)},"${prometheusNumber(result.value)}"]${tail}`;
      return;
    case "string":
      yield `${head}[${prometheusTime(result.time)},${JSON.stringify(result.value)}]${tail}`;
      return;
    case "vector":
      yield* vectorJson(result, `${head}[`, `]${tail}`);
      return;
    case "matrix":
      yield* matrixJson(result.series, `${head}[`, `]${tail}`);
      return;
  }
}

/** Data that is not a query's result: small lists and objects. */
export function* dataJson(data: unknown, remarks: Remarks = noRemarks): Generator<string> {
  yield `{"status":"success","data":${JSON.stringify(data)}${remarksJson(remarks)}}`;
}

/** Texts to a part: cut where there are many, because one call for all of a part costs a tenth of a call for each. */
const textsAtOnce = 16_384;

/** A list of texts that may be long, as the values of a label. */
export function* textsJson(texts: readonly string[], remarks: Remarks = noRemarks): Generator<string> {
  let head = '{"status":"success","data":[';
  for (let from = 0; from < texts.length; from += textsAtOnce) {
    yield head + JSON.stringify(texts.slice(from, from + textsAtOnce)).slice(1, -1);
    head = ",";
  }
  yield `${texts.length > 0 ? "" : head}]${remarksJson(remarks)}}`;
}

/** A list that may be long, as of label sets. */
export function* listJson<T>(
  items: readonly T[],
  itemJson: (item: T) => string,
  remarks: Remarks = noRemarks,
): Generator<string> {
  let text = '{"status":"success","data":[';
  for (const [index, item] of items.entries()) {
    if (index > 0) text += ",";
    text += itemJson(item);
    if (text.length < partLength) continue;
    yield text;
    text = "";
  }
  yield `${text}]${remarksJson(remarks)}}`;
}

function* vectorJson(
  { labels, times, values }: Extract<InstantResult, { kind: "vector" }>,
  head: string,
  tail: string,
): Generator<string> {
  let text = head;
  let time = Number.NaN;
  let timeText = "";
  for (let index = 0; index < labels.length; index++) {
    const at = times[index] as number;
    if (at !== time) {
      time = at;
      timeText = prometheusTime(at);
    }
    text += `${index > 0 ? "," : ""}{"metric":${labelsJson(labels[index] as Labels)},"value":[${timeText},"`;
    text += `${prometheusNumber(values[index] as number)}"]}`;
    if (text.length < partLength) continue;
    yield text;
    text = "";
  }
  yield text + tail;
}

function* matrixJson(all: readonly Series[], head: string, tail: string): Generator<string> {
  let text = head;
  // Series mostly have the same times, row by row; writing a time costs as much as writing a value.
  let timeBefore = new Float64Array();
  let textsBefore: string[] = [];
  for (const [index, { labels, times, values }] of all.entries()) {
    text += `${index > 0 ? "," : ""}{"metric":${labelsJson(labels)},"values":[`;
    const texts: string[] = new Array(times.length);
    for (let row = 0; row < times.length; row++) {
      const time = times[row] as number;
      const known = timeBefore[row] === time ? textsBefore[row] : undefined;
      const start = known ?? `[${prometheusTime(time)},"`;
      texts[row] = start;
      text +=
        row > 0
          ? `,${start}${prometheusNumber(values[row] as number)}"]`
          : `${start}${prometheusNumber(values[row] as number)}"]`;
      if (text.length < partLength) continue;
      yield text;
      text = "";
    }
    timeBefore = times;
    textsBefore = texts;
    text += "]}";
  }
  yield text + tail;
}

/** Sorted by name, as Prometheus keeps them. */
export function labelsJson(labels: Labels): string {
  const names = Object.keys(labels);
  if (!isSorted(names)) names.sort();
  let text = "{";
  for (let index = 0; index < names.length; index++) {
    const name = names[index] as string;
    text += `${index > 0 ? "," : ""}${textJson(name)}:${textJson(labels[name] as string)}`;
  }
  return `${text}}`;
}

/** The store hands labels out in order. */
function isSorted(names: readonly string[]): boolean {
  for (let index = 1; index < names.length; index++) if ((names[index - 1] as string) > (names[index] as string)) return false;
  return true;
}

const plain = /^[ !#-[\]-~]*$/;

/** JSON.stringify of a short text costs more than everything else about a label. */
export const textJson = (text: string): string => (plain.test(text) ? `"${text}"` : JSON.stringify(text));

function remarksJson({ warnings, infos }: Remarks): string {
  const warningsJson = warnings.length > 0 ? `,"warnings":${JSON.stringify(warnings)}` : "";
  return infos.length > 0 ? `${warningsJson},"infos":${JSON.stringify(infos)}` : warningsJson;
}

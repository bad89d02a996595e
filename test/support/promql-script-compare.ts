// Holds an answer against what a script expects, as closely as Prometheus's own runner does.
import { formatLabels, type Labels, labelsKey } from "#shared/model/labels";
import type { Answer, AnswerSeries, Remarked } from "./promql-answers";
import type { Expected, Wanted } from "./promql-script";
import type { ScriptValue } from "./promql-script-values";

/** What is wrong with an answer, or undefined. */
export function complaint(expected: Expected, { answer, warnings, infos }: Remarked): string | undefined {
  if (expected.fail) {
    if (answer.kind !== "failure") return `should have failed, but gave ${describe(answer)}`;
    const { message } = expected.fail;
    return accepts(message, answer.message) ? undefined : `should have failed with ${show(message)}, but said: ${answer.message}`;
  }
  return (
    remarkComplaint("warning", expected.warnings, warnings) ??
    remarkComplaint("info", expected.infos, infos) ??
    resultComplaint(expected, answer)
  );
}

/** What is wrong with the value alone; remarks are not looked at. */
export function resultComplaint({ result, ordered }: Expected, answer: Answer): string | undefined {
  if (answer.kind === "failure") return `failed: ${answer.message}`;
  if (result.kind === "scalar" || result.kind === "string") {
    const isEqual = answer.kind === result.kind && (answer.value === result.value || isNear(answer.value, result.value));
    return isEqual ? undefined : `expected ${result.kind} ${result.value}, got ${describe(answer)}`;
  }
  if (answer.kind === "vector") {
    const wantedLines = result.series.map(({ labels, values: [first] }) => ({
      labels,
      times: [0],
      values: [first ?? "missing"],
    }));
    const got = answer.samples.map(({ labels, value }) => ({ labels, times: [0], values: [value] }));
    return seriesComplaint(wantedLines, got) ?? (ordered ? orderComplaint(wantedLines, got) : undefined);
  }
  if (answer.kind !== "matrix") return `expected series, got ${describe(answer)}`;
  if (!result.window) return `expected a vector, got ${describe(answer)}`;
  const { start, step, end } = result.window;
  const wantedLines = result.series.map(({ labels, values }) => {
    const points = values.flatMap((value, index) => (value === "missing" ? [] : [{ time: start + index * step, value }]));
    return { labels, times: points.map(({ time }) => time), values: points.map(({ value }) => value) };
  });
  if (wantedLines.some(({ times }) => times.some((time) => time > end)))
    return "more points are expected than the range has steps";
  return seriesComplaint(wantedLines, answer.series) ?? sortedComplaint(answer.series);
}

interface WantedSeries {
  labels: Labels;
  times: number[];
  values: ScriptValue[];
}

function seriesComplaint(wantedLines: readonly WantedSeries[], got: readonly AnswerSeries[]): string | undefined {
  const missing = new Map(wantedLines.map((line) => [labelsKey(line.labels), line]));
  for (const series of got) {
    const key = labelsKey(series.labels);
    const line = missing.get(key);
    if (!line) return `${describeSeries(series)} was not expected, or comes twice`;
    missing.delete(key);
    const isEqual =
      line.times.length === series.times.length &&
      line.times.every((time, index) => time === series.times[index] && isNear(line.values[index], series.values[index]));
    if (!isEqual) return `expected ${describeSeries(line)}, got ${describeSeries(series)}`;
  }
  const [left] = missing.values();
  return left && `expected ${describeSeries(left)}, which is missing`;
}

function orderComplaint(wantedLines: readonly WantedSeries[], got: readonly AnswerSeries[]): string | undefined {
  const [first, second] = [wantedLines, got].map((lines) => lines.map(({ labels }) => formatLabels(labels)).join(" "));
  return first === second ? undefined : `expected the order ${first}, got ${second}`;
}

export function sortedComplaint(series: readonly AnswerSeries[]): string | undefined {
  const wrong = series.findIndex(({ labels }, index) => index > 0 && compareLabels(series[index - 1]?.labels ?? {}, labels) > 0);
  return wrong < 0 ? undefined : `${formatLabels(series[wrong]?.labels ?? {})} is not sorted by its labels`;
}

/** Prometheus's order of label sets: name by name and value by value in the order of the names, then the shorter first. */
export function compareLabels(a: Labels, b: Labels): number {
  const [left, right] = [a, b].map((labels) => Object.entries(labels).sort(([one], [other]) => compareText(one, other)));
  for (const [index, [name, value]] of (left ?? []).entries()) {
    const other = right?.[index];
    if (!other) return 1;
    const order = compareText(name, other[0]) || compareText(value, other[1]);
    if (order !== 0) return order;
  }
  return (left?.length ?? 0) - (right?.length ?? 0);
}

/** Go compares texts by their bytes. */
const compareText = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

function remarkComplaint(kind: string, wantedRemarks: readonly Wanted[] | undefined, got: readonly string[]): string | undefined {
  if (wantedRemarks === undefined) return undefined;
  // The scripts leave out the place that the API puts behind.
  const texts = got.map((text) => text.replace(/ \(\d+:\d+\)$/, ""));
  const absent = wantedRemarks.find((wanted) => !texts.some((text) => accepts(wanted, text)));
  if (wantedRemarks.length > 0 && (absent || texts.length === 0)) {
    return `expected the ${kind} ${show(absent)}, got ${JSON.stringify(texts)}`;
  }
  const extra = texts.find((text) => !wantedRemarks.some((wanted) => accepts(wanted, text)));
  return extra === undefined ? undefined : `the ${kind} was not expected: ${extra}`;
}

function accepts(wanted: Wanted, text: string): boolean {
  if (wanted === undefined) return true;
  return "text" in wanted ? wanted.text === text : wanted.pattern.test(text);
}

const show = (wanted: Wanted): string =>
  wanted === undefined ? "of any text" : "text" in wanted ? wanted.text : String(wanted.pattern);

const smallestNormal = 2 ** -1022;

/** Prometheus's own closeness for tests: a millionth of the sum of both. */
function isNear(a: unknown, b: unknown): boolean {
  if (typeof a !== "number" || typeof b !== "number") return false;
  if (a === b || (Number.isNaN(a) && Number.isNaN(b))) return true;
  const sum = Math.abs(a) + Math.abs(b);
  const difference = Math.abs(a - b);
  if (a === 0 || b === 0 || sum < smallestNormal) return difference < 1e-6 * smallestNormal;
  return difference / Math.min(sum, Number.MAX_VALUE) < 1e-6;
}

function describe(answer: Answer): string {
  switch (answer.kind) {
    case "vector":
      return `a vector: ${answer.samples.map(({ labels, value }) => `${formatLabels(labels)} ${value}`).join(", ") || "empty"}`;
    case "matrix":
      return `a matrix: ${answer.series.map(describeSeries).join(", ") || "empty"}`;
    case "failure":
      return `the failure: ${answer.message}`;
    default:
      return `${answer.kind} ${answer.value}`;
  }
}

function describeSeries({ labels, times, values }: AnswerSeries | WantedSeries): string {
  const points = Array.from(times, (time, index) => `${values[index]}@${time}`);
  return `${formatLabels(labels)} ${points.join(" ")}`;
}

// Reads test scripts in the format of Prometheus's own: `load` lines of series, `clear`, and `eval`s with what they should
// give. The format: https://github.com/prometheus/prometheus/blob/main/promql/promqltest/README.md
import { formatLabels, type Labels, labelsKey } from "#shared/model/labels";
import { decodeString, parseNumber } from "#shared/promql/literals";
import type { Window } from "./promql-answers";
import { readDurationMs, readSeriesLine, type ScriptValue } from "./promql-script-values";
import { mergeSeries, type TestPoint, type TestSeries } from "./promql-series";

/** What a message must be; absent: anything. */
export type Wanted = { text: string } | { pattern: RegExp } | undefined;

export interface ScriptEval {
  line: number;
  query: string;
  /** A moment, or a range. */
  at: number | Window;
  data: ScriptData;
  expected: Expected;
}

export interface ScriptData {
  series: TestSeries[];
  /** Series with samples that we do not keep: native histograms. */
  withHistograms: Labels[];
  hasStartTimestamps: boolean;
}

export interface Expected {
  ordered: boolean;
  fail?: { message: Wanted };
  /** All warnings must be among these and each of these must come; absent: no matter; empty: none may come. */
  warnings?: Wanted[];
  infos?: Wanted[];
  result:
    | { kind: "scalar"; value: number }
    | { kind: "string"; value: string }
    /** The points of each series begin at `window.start`; of an instant query without a window there is one. */
    | { kind: "series"; series: { labels: Labels; values: ScriptValue[] }[]; window?: Window };
}

/** All evals of a script in order, each with the data loaded before it. */
export function readScript(text: string): ScriptEval[] {
  const evals: ScriptEval[] = [];
  let data: ScriptData = noData;
  const lines = text.split("\n").map((line) => (line.trim().startsWith("#") ? "" : line.trim()));
  for (let index = 0; index < lines.length; index++) {
    const command = lines[index] ?? "";
    if (command === "") continue;
    const number = index + 1;
    try {
      if (command === "clear") data = noData;
      else {
        const block: string[] = [];
        while (lines[index + 1]) block.push(lines[++index] ?? "");
        if (command.startsWith("load")) data = load(data, command, block);
        else evals.push({ line: number, data, ...readEval(command, block) });
      }
    } catch (error) {
      throw new Error(`line ${number}: ${error instanceof Error ? error.message : error}`, { cause: error });
    }
  }
  return evals;
}

const noData: ScriptData = { series: [], withHistograms: [], hasStartTimestamps: false };

/** `load_with_nhcb` makes native histograms of classic ones; we keep the classic ones only. */
function load(before: ScriptData, command: string, block: readonly string[]): ScriptData {
  const step = readDurationMs(/^load(?:_with_nhcb)?\s+(\S+)$/.exec(command)?.[1] ?? "");
  // Of one series, the last line of a load counts.
  const added = new Map<string, TestSeries>();
  const withHistograms = [...before.withHistograms];
  let hasStartTimestamps = before.hasStartTimestamps;
  for (const row of block) {
    const { labels, values, isStartTimestamps } = readSeriesLine(row);
    if (isStartTimestamps) hasStartTimestamps = true;
    else added.set(labelsKey(labels), { labels, points: values.flatMap((value, index) => pointOf(value, index * step)) });
    if (values.includes("histogram")) withHistograms.push(labels);
    if (command.startsWith("load_with_nhcb")) withHistograms.push(...histogramsOf(labels));
  }
  return { series: mergeSeries(before.series, [...added.values()]), withHistograms, hasStartTimestamps };
}

function pointOf(value: ScriptValue, time: number): TestPoint[] {
  if (value === "missing" || value === "histogram") return [];
  return [value === "stale" ? { time, value: 0, stale: true } : { time, value }];
}

/** The native histogram that `load_with_nhcb` would make with the series. */
function histogramsOf({ __name__: name = "", le: _, ...rest }: Labels): Labels[] {
  const base = name.replace(/_(bucket|count|sum)$/, "");
  return base === name ? [] : [{ __name__: base, ...rest }];
}

type EvalHead = Pick<ScriptEval, "query" | "at"> & { flavour: string | undefined };

function readEval(command: string, block: readonly string[]): Omit<ScriptEval, "line" | "data"> {
  const { query, at, flavour } = readEvalHead(command);
  const expected: Expected = { ordered: flavour === "ordered", result: { kind: "series", series: [] } };
  // The forms used up to Prometheus 3.4.
  if (flavour === "fail") expected.fail = { message: undefined };
  if (flavour === "warn") expected.warnings = [undefined];
  if (flavour === "info") expected.infos = [undefined];
  if (typeof at === "object") expected.result = { kind: "series", series: [], window: at };
  for (const row of block) readExpectation(expected, row);
  return { query, at, expected };
}

function readEvalHead(command: string): EvalHead {
  const instant = /^eval(?:_(fail|warn|ordered|info))?\s+instant\s+(?:at\s+(\S+)\s+)?(.+)$/.exec(command);
  if (instant) return { flavour: instant[1], at: readDurationMs(instant[2] ?? "0"), query: instant[3] ?? "" };
  const range = /^eval(?:_(fail|warn|info))?\s+range\s+from\s+(\S+)\s+to\s+(\S+)\s+step\s+(\S+)\s+(.+)$/.exec(command);
  if (!range) throw new Error(`this command is not understood: ${command}`);
  return { flavour: range[1], at: readWindow(range.slice(2, 5)), query: range[5] ?? "" };
}

function readWindow([start = "", end = "", step = ""]: readonly string[]): Window {
  return { start: readDurationMs(start), end: readDurationMs(end), step: readDurationMs(step) };
}

function readExpectation(expected: Expected, row: string): void {
  const range = /^expect range vector\s+from\s+(\S+)\s+to\s+(\S+)\s+step\s+(\S+)$/.exec(row);
  const string = /^expect string\s+(.+)$/.exec(row);
  const remark = /^expect\s+(ordered|fail|warn|no_warn|info|no_info)(?:\s+(regex|msg):(.+))?$/.exec(row);
  const oldFailure = /^expected_fail_(message|regexp)\s+(.+)$/.exec(row);
  const lone = parseNumber(row);
  if (range) expected.result = { kind: "series", series: [], window: readWindow(range.slice(1)) };
  else if (string) expected.result = { kind: "string", value: decodeString(string[1] ?? "") };
  else if (remark) readRemark(expected, remark[1] ?? "", wanted(remark[2], remark[3]));
  else if (oldFailure) expected.fail = { message: wanted(oldFailure[1] === "message" ? "msg" : "regex", oldFailure[2]) };
  else if (/^expect\s/.test(row)) throw new Error(`this expectation is not understood: ${row}`);
  else if (lone !== undefined) expected.result = { kind: "scalar", value: lone };
  else if (expected.result.kind === "series") {
    const { labels, values } = readSeriesLine(row);
    if (expected.result.series.some((other) => labelsKey(other.labels) === labelsKey(labels))) {
      throw new Error(`${formatLabels(labels)} is expected twice`);
    }
    expected.result.series.push({ labels, values });
  } else throw new Error(`a series is expected beside a ${expected.result.kind}: ${row}`);
}

function readRemark(expected: Expected, kind: string, message: Wanted): void {
  if (kind === "ordered") expected.ordered = true;
  else if (kind === "fail") expected.fail = { message };
  else if (kind === "warn") expected.warnings = [...(expected.warnings ?? []), message];
  else if (kind === "info") expected.infos = [...(expected.infos ?? []), message];
  else if (kind === "no_warn") expected.warnings = [];
  else expected.infos = [];
}

function wanted(kind: string | undefined, text = ""): Wanted {
  if (kind === undefined) return undefined;
  return kind === "msg" ? { text: text.trim() } : { pattern: new RegExp(text.trim(), "s") };
}

// Runs test scripts in the format of Prometheus's own: `load` lines of series, then `eval`s with what they should give.
// Only what our scripts use is read; a line that is not understood fails the script.
import { AppError } from "#shared/model/failure";
import { formatLabels, type Labels, labelsKey } from "#shared/model/labels";
import type { VectorSelector } from "#shared/promql/ast";
import { evaluateInstant, evaluateRange } from "#shared/promql/evaluate";
import { parseDuration, parseNumber } from "#shared/promql/literals";
import { compileMatcher } from "#shared/promql/matchers";
import { parsePromql } from "#shared/promql/parse";
import type { Selectable, StoredSeries } from "#shared/promql/storage";

export interface ScriptEval {
  line: number;
  query: string;
  /** Runs the query on the data loaded before it; what came out, and what should have, as comparable lines. */
  run(): { got: Outcome; wanted: Outcome };
}

export type Outcome =
  | { kind: "lines"; lines: string[] }
  | { kind: "failure"; message: string | RegExp }
  | { kind: "not-supported"; what: string };

interface Point {
  time: number;
  value: number;
  stale: boolean;
}

/** All evals of a script, in order. */
export function readScript(text: string): ScriptEval[] {
  const evals: ScriptEval[] = [];
  let data = new Map<string, { labels: Labels; points: Point[] }>();
  const lines = text.split("\n").map((line) => line.trim());
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? "";
    if (line === "" || line.startsWith("#")) continue;
    const block: string[] = [];
    const number = index + 1;
    while (lines[index + 1] && !lines[index + 1]?.startsWith("#")) block.push(lines[++index] ?? "");
    if (line === "clear") data = new Map();
    else if (line.startsWith("load ")) {
      data = new Map(data);
      for (const row of block) load(data, durationMs(line.slice(5)), row);
    } else evals.push(readEval(number, line, block, storageOf(data)));
  }
  return evals;
}

function load(data: Map<string, { labels: Labels; points: Point[] }>, step: number, row: string): void {
  const { labels, rest } = splitSeries(row);
  const points: Point[] = [];
  for (const [index, value] of expandValues(rest).entries()) {
    if (value === "_") continue;
    points.push({ time: index * step, value: value === "stale" ? 0 : value, stale: value === "stale" });
  }
  data.set(labelsKey(labels), { labels, points });
}

function storageOf(data: ReadonlyMap<string, { labels: Labels; points: Point[] }>): Selectable {
  return {
    select(matchers, from, to) {
      const tests = matchers.map((matcher) => ({ label: matcher.label, test: compileMatcher(matcher) }));
      const found: StoredSeries[] = [];
      for (const { labels, points } of data.values()) {
        if (!tests.every(({ label, test }) => test(Object.hasOwn(labels, label) ? (labels[label] ?? "") : ""))) continue;
        const inside = points.filter(({ time }) => time > from && time <= to);
        if (inside.length === 0) continue;
        found.push({
          labels,
          times: Float64Array.from(inside, ({ time }) => time),
          values: Float64Array.from(inside, ({ value }) => value),
          stale: Uint8Array.from(inside, ({ stale }) => (stale ? 1 : 0)),
        });
      }
      return found;
    },
  };
}

function readEval(line: number, command: string, block: string[], storage: Selectable): ScriptEval {
  const instant = /^eval instant at (\S+)\s+(.*)$/.exec(command);
  const range = /^eval range from (\S+) to (\S+) step (\S+)\s+(.*)$/.exec(command);
  const query = instant?.[2] ?? range?.[4];
  if (query === undefined) throw new Error(`line ${line} is not understood: ${command}`);
  const [, start, end, step] = range ?? [];
  const window = range ? { start: durationMs(start), end: durationMs(end), step: durationMs(step) } : undefined;
  const time = instant ? durationMs(instant[1]) : 0;
  const run = () => ({ got: evaluate(query, time, window, storage, isOrdered(block)), wanted: readWanted(block, window) });
  return { line, query, run };
}

type Window = { start: number; end: number; step: number };

function evaluate(query: string, time: number, window: Window | undefined, storage: Selectable, ordered: boolean): Outcome {
  try {
    if (window) {
      const series = evaluateRange(parsePromql(query), window, { storage });
      return sorted(
        series.map(({ labels, times, values }) => {
          const at = new Map([...times].map((at, index) => [at, values[index] ?? 0]));
          const cells: string[] = [];
          for (let step = window.start; step <= window.end; step += window.step) {
            const value = at.get(step);
            cells.push(value === undefined ? "_" : digits(value));
          }
          return `${formatLabels(labels)} ${cells.join(" ")}`;
        }),
      );
    }
    const result = evaluateInstant(parsePromql(query), time, { storage });
    switch (result.kind) {
      case "scalar":
        return { kind: "lines", lines: [digits(result.value)] };
      case "string":
        return { kind: "lines", lines: [JSON.stringify(result.value)] };
      case "matrix":
        return sorted(
          result.series.map(
            ({ labels, times, values }) =>
              `${formatLabels(labels)} ${[...values].map((value, i) => `${digits(value)}@${times[i]}`).join(" ")}`,
          ),
        );
      case "vector": {
        const lines = result.labels.map((labels, index) => `${formatLabels(labels)} ${digits(result.values[index] ?? 0)}`);
        return ordered ? { kind: "lines", lines } : sorted(lines);
      }
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const [first] = error.failure.diagnostics ?? [];
    if (error.failure.kind === "not-supported") {
      return { kind: "not-supported", what: /^`([^`]+)`/.exec(first?.message ?? "")?.[1] ?? "?" };
    }
    return { kind: "failure", message: first?.message ?? error.message };
  }
}

function readWanted(block: string[], window: Window | undefined): Outcome {
  const lines: string[] = [];
  let matrix: Window | undefined;
  for (const row of block) {
    const failure = /^expect fail(?: (msg|regex): (.*))?$/.exec(row);
    const matrixWindow = /^expect range vector from (\S+) to (\S+) step (\S+)$/.exec(row);
    if (failure) {
      const message = failure[1] === "msg" ? (failure[2] ?? "") : new RegExp(failure[2] ?? "");
      return { kind: "failure", message };
    }
    if (matrixWindow) {
      const [, start, end, step] = matrixWindow;
      matrix = { start: durationMs(start), end: durationMs(end), step: durationMs(step) };
    } else if (row === "expect ordered") continue;
    else if (row.startsWith("expect ")) throw new Error(`this expectation is not understood: ${row}`);
    else lines.push(wantedLine(row, window, matrix));
  }
  return isOrdered(block) ? { kind: "lines", lines } : sorted(lines);
}

function wantedLine(row: string, window: Window | undefined, matrix: Window | undefined): string {
  const lone = parseNumber(row);
  if (lone !== undefined) return digits(lone);
  const { labels, rest } = splitSeries(row);
  const cells = expandValues(rest).map((value) => (typeof value === "number" ? digits(value) : value));
  if (matrix) return `${formatLabels(labels)} ${cells.map((cell, i) => `${cell}@${matrix.start + i * matrix.step}`).join(" ")}`;
  const steps = window ? Math.floor((window.end - window.start) / window.step) + 1 : 1;
  const padded = Array.from({ length: steps }, (_, step) => cells[step] ?? "_");
  return `${formatLabels(labels)} ${padded.join(" ")}`;
}

const isOrdered = (block: string[]): boolean => block.includes("expect ordered");

const sorted = (lines: string[]): Outcome => ({ kind: "lines", lines: [...lines].sort() });

/** Six digits: the closeness to which Prometheus compares as well. */
const digits = (value: number): string => String(Number(value.toPrecision(6)));

function splitSeries(row: string): { labels: Labels; rest: string } {
  const [head = ""] = /^[^\s{]*(\{(?:"(?:\\.|[^"\\])*"|[^"}])*\})?/.exec(row) ?? [];
  if (head === "{}") return { labels: {}, rest: row.slice(head.length).trim() };
  const { expr } = parsePromql(head);
  const { matchers } = expr as VectorSelector;
  return {
    labels: Object.fromEntries(matchers.map(({ label, value }) => [label, value])),
    rest: row.slice(head.length).trim(),
  };
}

/** `1 2`, `_`, `stale`, `5x2` (5 5 5), `0+10x2` (0 10 20), `_x3`. */
function expandValues(text: string): (number | "_" | "stale")[] {
  return text.split(/\s+/).flatMap((item): (number | "_" | "stale")[] => {
    if (item === "_" || item === "stale") return [item];
    const gap = /^_x(\d+)$/.exec(item);
    if (gap) return new Array(Number(gap[1])).fill("_");
    const run = /^(.+?)(?:([+-])([^x+-]+))?x(\d+)$/.exec(item);
    const [start, step] = [parseNumber(run?.[1] ?? item), run?.[3] === undefined ? 0 : parseNumber(run[3])];
    if (start === undefined || step === undefined) throw new Error(`not a value: ${item}`);
    const count = run ? Number(run[4]) + 1 : 1;
    return Array.from({ length: count }, (_, index) => start + index * (run?.[2] === "-" ? -step : step));
  });
}

function durationMs(text: string | undefined): number {
  const seconds = parseDuration(text ?? "") ?? Number(text);
  if (!Number.isFinite(seconds)) throw new Error(`not a duration: ${text}`);
  return Math.round(seconds * 1000);
}

// Asks our evaluator about a few series written as in test scripts, one sample each 10 s from 0, and gives the answer as
// lines with every digit.
import { formatLabels } from "#shared/model/labels";
import { createAnnotations } from "#shared/promql/annotations";
import { evaluateInstant, evaluateRange } from "#shared/promql/evaluate";
import { parsePromql } from "#shared/promql/parse";
import { readSeriesLine } from "../../../support/promql-script-values";
import { storageOf, type TestSeries } from "../../../support/promql-series";

export interface Asked {
  /** In seconds. */
  at?: number;
  delayedNameRemoval?: boolean;
}

export interface Remarks {
  warnings: string[];
  infos: string[];
}

/** The answer at a moment, element by element in the order given. */
export function ask(query: string, rows: readonly string[] = [], asked: Asked = {}): string[] {
  return askRemarked(query, rows, asked).lines;
}

export function askRemarked(
  query: string,
  rows: readonly string[] = [],
  { at = 0, delayedNameRemoval = false }: Asked = {},
): { lines: string[] } & Remarks {
  const annotations = createAnnotations(query);
  const storage = storageOf(seriesOf(rows));
  const result = evaluateInstant(parsePromql(query), at * 1000, { storage, annotations, delayedNameRemoval });
  const { warnings, infos } = annotations;
  switch (result.kind) {
    case "scalar":
      return { lines: [digits(result.value)], warnings, infos };
    case "vector": {
      const lines = result.labels.map((labels, index) => `${formatLabels(labels)} ${digits(result.values[index])}`);
      return { lines, warnings, infos };
    }
    default:
      throw new Error(`a ${result.kind} is not asked for here`);
  }
}

/** The answer at each step from the first moment to the last, in seconds; `_` where a series has no point. */
export function askOver(
  query: string,
  rows: readonly string[],
  [start, end, step]: readonly [start: number, end: number, step: number],
): { lines: string[] } & Remarks {
  const annotations = createAnnotations(query);
  const window = { start: start * 1000, end: end * 1000, step: step * 1000 };
  const series = evaluateRange(parsePromql(query), window, { storage: storageOf(seriesOf(rows)), annotations });
  const lines = series.map(({ labels, times, values }) => {
    const byTime = new Map(Array.from(times, (time, index) => [time, digits(values[index])]));
    const cells: string[] = [];
    for (let time = window.start; time <= window.end; time += window.step) cells.push(byTime.get(time) ?? "_");
    return `${formatLabels(labels)} ${cells.join(" ")}`;
  });
  return { lines, warnings: annotations.warnings, infos: annotations.infos };
}

function seriesOf(rows: readonly string[]): TestSeries[] {
  return rows.map((row) => {
    const { labels, values } = readSeriesLine(row);
    const points = values.flatMap((value, index) => {
      if (value === "missing" || value === "histogram") return [];
      return [value === "stale" ? { time: index * 10_000, value: 0, stale: true } : { time: index * 10_000, value }];
    });
    return { labels, points };
  });
}

const digits = (value = Number.NaN): string => (Object.is(value, -0) ? "-0" : String(value));

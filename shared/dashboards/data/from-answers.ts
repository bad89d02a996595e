// Answers of queries as frames: one for each series, or one table of all of them, as the query's format says.
import type { InstantResult, Series } from "../../model/series";
import type { PanelQuery } from "../panel";
import { makeField, numberField, textField, timeField } from "./fields";
import type { Field, Frame } from "./frame";
import { bucketRows } from "./heatmap-rows";
import { namesOf } from "./names";

/** What of a planned query says how its answer is laid out. */
export interface AnsweredQuery {
  refId: string;
  expr: string;
  /** With its variables filled in, and `{{label}}` as it was. */
  legendFormat: string;
  stepMs: number;
  query: Pick<PanelQuery, "format">;
}

export interface FrameOptions {
  /** Of the column of values in a table: `Value #A`, where there are several tables. */
  valueName?: string;
}

/** What came back for one query. */
export type Answer =
  | { query: AnsweredQuery; kind: "range"; series: readonly Series[] }
  | { query: AnsweredQuery; kind: "instant"; result: InstantResult };

/** More rows than this are for no table to show; a chart has them all. */
const mostRows = 200_000;

/** The frames of all queries of a panel. Their columns of values are told apart by `#A` when there are several tables. */
export function framesOf(answers: readonly Answer[]): Frame[] {
  const tables = new Set(answers.filter(({ query }) => query.query.format === "table").map(({ query }) => query.refId));
  return answers.flatMap((answer) => {
    const { query } = answer;
    const options = tables.size > 1 && tables.has(query.refId) ? { valueName: `Value #${query.refId}` } : {};
    return answer.kind === "range"
      ? framesFromRange(query, answer.series, options)
      : framesFromInstant(query, answer.result, options);
  });
}

/** The answer to a range query. */
export function framesFromRange(query: AnsweredQuery, series: readonly Series[], options: FrameOptions = {}): Frame[] {
  if (series.length === 0) return [];
  switch (query.query.format) {
    case "table":
      return [tableOfSeries(query, series, options)];
    case "heatmap":
      return bucketRows(series, query) ?? framesOfSeries(query, series);
    case "time_series":
      return framesOfSeries(query, series);
  }
}

function framesOfSeries(query: AnsweredQuery, series: readonly Series[]): Frame[] {
  const names = namesOf(
    series.map(({ labels }) => labels),
    query,
  );
  let time: Field | undefined;
  return series.map(({ labels, times, values }, index) => {
    const name = names[index] ?? "";
    const value = numberField("Value", values, { labels, legend: name });
    // Series of one answer mostly have the very same times.
    if (time?.values !== times) time = timeField(times);
    const fields = [time, value];
    return { refId: query.refId, name, shape: "series", fields, length: times.length, stepMs: query.stepMs };
  });
}

/** A row for each point of each series. */
function tableOfSeries(query: AnsweredQuery, series: readonly Series[], options: FrameOptions): Frame {
  const total = series.reduce((sum, { times }) => sum + times.length, 0);
  const length = Math.min(total, mostRows);
  const times = new Float64Array(length);
  const values = new Float64Array(length);
  const owners: Series[] = new Array(length);
  let row = 0;
  for (const one of series) {
    const count = Math.min(one.times.length, length - row);
    times.set(one.times.subarray(0, count), row);
    values.set(one.values.subarray(0, count), row);
    owners.fill(one, row, row + count);
    row += count;
    if (row === length) break;
  }
  const columns = labelColumns(owners.map(({ labels }) => labels));
  const frame: Frame = {
    refId: query.refId,
    shape: "table",
    fields: [timeField(times), ...columns, numberField(options.valueName ?? "Value", values)],
    length,
  };
  if (total > length)
    frame.notice = `The table has the first ${mostRows.toLocaleString("en")} of ${total.toLocaleString("en")} rows.`;
  return frame;
}

/** The answer to an instant query: in table form one row for each series, otherwise one frame for each. */
export function framesFromInstant(query: AnsweredQuery, result: InstantResult, options: FrameOptions = {}): Frame[] {
  switch (result.kind) {
    case "matrix":
      return framesFromRange(query, result.series, options);
    case "vector":
      if (result.labels.length === 0) return [];
      if (query.query.format === "table") return [tableOfVector(query, result, options)];
      return framesFromRange(
        query,
        result.labels.map((labels, index) => ({
          labels,
          times: result.times.subarray(index, index + 1),
          values: result.values.subarray(index, index + 1),
        })),
        options,
      );
    case "scalar":
      return framesFromRange(
        query,
        [{ labels: {}, times: Float64Array.of(result.time), values: Float64Array.of(result.value) }],
        options,
      );
    case "string": {
      const [name = ""] = namesOf([{}], query);
      const value = textField("Value", [result.value], { legend: name });
      return [{ refId: query.refId, name, shape: "table", fields: [timeField(Float64Array.of(result.time)), value], length: 1 }];
    }
  }
}

function tableOfVector(
  query: AnsweredQuery,
  { labels, times, values }: Extract<InstantResult, { kind: "vector" }>,
  options: FrameOptions,
): Frame {
  const fields = [timeField(times), ...labelColumns(labels), numberField(options.valueName ?? "Value", values)];
  return { refId: query.refId, shape: "table", fields, length: values.length };
}

/** A column for each label that any of them has, sorted; `le` as the number it is, so that it sorts as one. */
function labelColumns(all: readonly Series["labels"][]): Field[] {
  const names = new Set<string>();
  for (const labels of new Set(all)) for (const name of Object.keys(labels)) names.add(name);
  return [...names].sort().map((name) => {
    const values = all.map((labels) => (Object.hasOwn(labels, name) ? (labels[name] ?? null) : null));
    if (name !== "le") return textField(name, values);
    return makeField(name, { kind: "number", values: Float64Array.from(values, toBound) });
  });
}

/** `+Inf` and its kin as numbers. */
const toBound = (text: string | null): number =>
  text === null || text === "" ? Number.NaN : text === "+Inf" ? Number.POSITIVE_INFINITY : Number(text);

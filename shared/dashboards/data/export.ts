// A panel's data as files: CSV for spreadsheets (RFC 4180), JSON for programs.
import { isEmptyValue, textOf, valueAt } from "./fields";
import type { Field, Frame } from "./frame";
import { joinFrames } from "./join";
import { isSparkline } from "./sparkline";

export interface CsvOptions {
  /** Series joined by their times into one table (otherwise each frame is a table, with an empty line between). */
  joined?: boolean;
  /** What stands between the cells of a row. */
  delimiter?: "," | ";" | "\t";
  /** Times as ISO 8601, or as epoch milliseconds. */
  times?: "iso" | "ms";
}

/** Numbers are written as they are, with a point; what is shown on screen, rounded and with its unit, is not what is exported. */
export function framesToCsv(frames: readonly Frame[], options: CsvOptions = {}): string {
  const delimiter = options.delimiter ?? ",";
  return tablesOf(frames, options.joined ?? true)
    .map((frame) => {
      const head = frame.fields.map((field) => cell(field.display, delimiter)).join(delimiter);
      const rows = Array.from({ length: frame.length }, (_, row) =>
        frame.fields.map((field) => cellOf(field, row, delimiter, options.times ?? "iso")).join(delimiter),
      );
      return [head, ...rows].map((line) => `${line}\r\n`).join("");
    })
    .join("\r\n");
}

/** Series that can be joined as one table, then the tables as they are. */
function tablesOf(frames: readonly Frame[], isJoined: boolean): Frame[] {
  const series = frames.filter(({ shape, length }) => shape === "series" && length > 0);
  if (!isJoined || series.length === 0) return [...frames];
  return [joinFrames(series), ...frames.filter(({ shape }) => shape !== "series")];
}

function cellOf(field: Field, row: number, delimiter: string, times: "iso" | "ms"): string {
  const value = valueAt(field, row);
  if (isEmptyValue(value)) return "";
  if (field.kind === "time") return times === "iso" ? isoTime(value as number) : String(value);
  if (typeof value === "number") return numberText(value);
  if (isSparkline(value)) return isEmptyValue(value.last) ? "" : String(value.last);
  return cell(textOf(value), delimiter);
}

const numberText = (value: number): string =>
  value === Number.POSITIVE_INFINITY ? "+Inf" : value === Number.NEGATIVE_INFINITY ? "-Inf" : String(value);

function isoTime(at: number): string {
  return Math.abs(at) <= 8.64e15 ? new Date(at).toISOString() : String(at);
}

/** A spreadsheet runs what begins so as a formula; labels are text of anyone. */
const formula = /^[=+\-@\t\r]/;

function cell(text: string, delimiter: string): string {
  const safe = formula.test(text) ? `'${text}` : text;
  const needsQuotes = safe.includes(delimiter) || /["\r\n]/.test(safe) || safe !== safe.trim();
  return needsQuotes ? `"${safe.replaceAll('"', '""')}"` : safe;
}

interface JsonField {
  name: string;
  type: Field["kind"];
  labels?: Field["labels"];
  unit?: string;
  values: unknown[];
}

/** The frames as plain JSON: columns with their names, units and labels; times as epoch ms, what JSON has no number for as text. */
export function framesToJson(frames: readonly Frame[]): unknown {
  return frames.map((frame) => ({
    refId: frame.refId,
    ...(frame.name === undefined ? {} : { name: frame.name }),
    fields: frame.fields.map((field): JsonField => {
      const hasLabels = Object.keys(field.labels).length > 0;
      return {
        name: field.display,
        type: field.kind,
        ...(hasLabels ? { labels: field.labels } : {}),
        // The unit is meant for the values; what the times are in is said for all files alike.
        ...(field.config.unit === undefined || field.kind === "time" ? {} : { unit: field.config.unit }),
        values: Array.from(field.values as ArrayLike<unknown>, jsonValue),
      };
    }),
  }));
}

function jsonValue(value: unknown): unknown {
  if (typeof value === "number") {
    if (Number.isNaN(value)) return null;
    return Number.isFinite(value) ? value : numberText(value);
  }
  if (isSparkline(value)) return { times: [...value.times], values: Array.from(value.values, jsonValue) };
  return value ?? null;
}

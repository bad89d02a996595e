// Columns made, read and picked apart, whatever is in them.
import type { Labels } from "../../model/labels";
import type { FieldConfig } from "../field-config";
import type { Column, Field, Frame } from "./frame";

const noLabels: Labels = Object.freeze({});
const noConfig: FieldConfig = Object.freeze({});

export interface FieldOptions {
  labels?: Labels;
  legend?: string | undefined;
  config?: FieldConfig;
  display?: string;
}

export function makeField(name: string, column: Column, options: FieldOptions = {}): Field {
  const { labels = noLabels, legend, config = noConfig, display = legend ?? name } = options;
  // Written out and not spread: answers of ten thousand series make as many of these.
  const field = { kind: column.kind, values: column.values, name, labels, config, display } as Field;
  if (legend !== undefined) field.legend = legend;
  return field;
}

export const timeField = (values: Float64Array, name = "Time"): Field => makeField(name, { kind: "time", values });

export const numberField = (name: string, values: Float64Array, options?: FieldOptions): Field =>
  makeField(name, { kind: "number", values }, options);

export const textField = (name: string, values: readonly (string | null)[], options?: FieldOptions): Field =>
  makeField(name, { kind: "string", values }, options);

/** The same field with other values in it. Its range was of the old ones. */
export function withColumn(field: Field, column: Column): Field {
  const { range: _, ...rest } = field;
  return { ...rest, ...column } as Field;
}

/** A value as it is in the column; `undefined` beyond its end. */
export const valueAt = (field: Column, row: number): unknown => field.values[row];

/** Nothing there: a gap, an absent text, or a number that is none. */
export const isEmptyValue = (value: unknown): boolean => value === null || value === undefined || Number.isNaN(value);

/** The column with only these of its rows, in this order; -1 is a row that has nothing. */
export function takeRows(field: Field, rows: ArrayLike<number>): Field {
  return withColumn(field, takeValues(field, rows));
}

function takeValues(column: Column, rows: ArrayLike<number>): Column {
  if (column.kind === "time" || column.kind === "number") {
    const values = new Float64Array(rows.length);
    for (let index = 0; index < rows.length; index++) values[index] = column.values[rows[index] ?? -1] ?? Number.NaN;
    return { kind: column.kind, values };
  }
  const source: readonly unknown[] = column.values;
  const values = Array.from(rows, (row) => source[row] ?? null);
  return { kind: column.kind, values } as Column;
}

/** The kind of column that holds these values as they are. Nothing but gaps is a column of numbers. */
export function columnOf(values: readonly unknown[]): Column {
  let kind: "number" | "string" | "boolean" | undefined;
  for (const value of values) {
    if (value === null || value === undefined) continue;
    const type = typeof value;
    if (type !== "number" && type !== "string" && type !== "boolean") return { kind: "other", values };
    if (kind !== undefined && kind !== type) return { kind: "other", values };
    kind = type;
  }
  if (kind === "string") return { kind, values: values.map((value) => (value as string | undefined) ?? null) };
  if (kind === "boolean") return { kind, values: values.map((value) => (value as boolean | undefined) ?? null) };
  return { kind: "number", values: Float64Array.from(values, (value) => (value as number | null | undefined) ?? Number.NaN) };
}

/** The column of such a kind that holds these values. */
export function columnLike(kind: Column["kind"], values: readonly unknown[]): Column {
  if (kind === "time") {
    return { kind, values: Float64Array.from(values, (value) => (typeof value === "number" ? value : Number.NaN)) };
  }
  return kind === "other" ? { kind, values } : columnOf(values);
}

export const timeFieldOf = (frame: Frame): (Field & { kind: "time" }) | undefined =>
  frame.fields.find((field): field is Field & { kind: "time" } => field.kind === "time");

export const numberFieldsOf = (frame: Frame): (Field & { kind: "number" })[] =>
  frame.fields.filter((field): field is Field & { kind: "number" } => field.kind === "number");

/** A value as text that tells it from others; NaN and absent are the same. */
export function textOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? (JSON.stringify(value) ?? "") : String(value);
}

/** A table of these fields; as long as the longest of them. */
export function makeTable(fields: Field[], options: { refId: string; name?: string | undefined }): Frame {
  const length = fields.reduce((most, { values }) => Math.max(most, values.length), 0);
  const frame: Frame = { refId: options.refId, shape: "table", fields, length };
  return options.name === undefined ? frame : { ...frame, name: options.name };
}

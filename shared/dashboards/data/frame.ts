// What panels are given: tables of columns. The answer to a range query is one frame for each series (a time and a value), that
// to an instant query in table form is one frame with a row for each series.
import type { Labels } from "../../model/labels";
import type { FieldConfig } from "../field-config";

export type Column =
  /** Epoch ms. */
  | { kind: "time"; values: Float64Array }
  /** NaN: no value, or not a number. Both are gaps in a line and are written as the field's `noValue`. */
  | { kind: "number"; values: Float64Array }
  | { kind: "string"; values: readonly (string | null)[] }
  | { kind: "boolean"; values: readonly (boolean | null)[] }
  /** Whatever else a transformation made; shown as JSON. */
  | { kind: "other"; values: readonly unknown[] };

export type Field = Column & {
  /** `Time`, `Value`, or a label's name in table form. */
  name: string;
  /** Of the series that the values are of; empty for columns of tables. */
  labels: Labels;
  /** Its legend text when the query gives one; otherwise it is worked out of name and labels. */
  legend?: string;
  /** Defaults and overrides put together; empty before `applyFieldConfig`. */
  config: FieldConfig;
  /** What people read: at first the legend, or name and labels; `applyFieldConfig` puts `config.displayName` in its place. */
  display: string;
  /** Of all numbers of the panel: what a share is of where `config` has no `min` or `max`. Set by `applyFieldConfig`. */
  range?: ValueRange;
};

export interface ValueRange {
  min: number;
  max: number;
}

export interface Frame {
  /** Of the query that it answers. */
  refId: string;
  /** What the query calls it. */
  name?: string;
  /** How it came about, for panels that care. */
  shape: "series" | "table" | "heatmap-rows";
  fields: Field[];
  length: number;
  /** The step of the range query behind it, in ms: what is further apart has a gap between. */
  stepMs?: number;
  /** A sentence for people, when something of the answer is not in here. */
  notice?: string;
}

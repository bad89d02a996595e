import { numberField, textField, timeField } from "../../../shared/dashboards/data/fields";
import type { Frame } from "../../../shared/dashboards/data/frame";
import type { FieldConfig } from "../../../shared/dashboards/field-config";

/** One series as a range query gives it. */
export function seriesFrame(name: string, values: readonly number[], config: FieldConfig = {}): Frame {
  const times = Float64Array.from(values, (_, index) => index * 60_000);
  const value = numberField("Value", Float64Array.from(values), { legend: name, config });
  return { refId: "A", name, shape: "series", fields: [timeField(times), value], length: values.length };
}

/** A table of a column of names and columns of numbers. */
export function tableFrame(
  names: readonly string[],
  columns: Readonly<Record<string, readonly number[]>>,
  config: FieldConfig = {},
): Frame {
  const numbers = Object.entries(columns).map(([name, values]) => numberField(name, Float64Array.from(values), { config }));
  return { refId: "A", shape: "table", fields: [textField("name", [...names]), ...numbers], length: names.length };
}

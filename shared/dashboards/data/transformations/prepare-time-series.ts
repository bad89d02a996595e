import { z } from "zod";
import { numberFieldsOf, takeRows, textField, timeFieldOf, valueAt } from "../fields";
import type { Field, Frame } from "../frame";
import { rowGroups } from "./group-by";
import { joinTables } from "./join-by-field";
import { defineTransformation, done, refIdsOf, unable } from "./transformation";

const options = z.object({
  /** `multi`: a frame for each series; `wide`: one with a column for each; `long`: one with a row for each point. */
  format: z.enum(["wide", "multi", "many", "long"]).catch("wide"),
});

export const prepareTimeSeries = defineTransformation({
  id: "prepareTimeSeries",
  title: "Prepare time series",
  about: "Between the forms of series: one table, one for each, or a row for each point.",
  options,
  run(frames, { format }) {
    const series = frames.flatMap(seriesOf);
    if (series.length === 0) return frames.length === 0 ? done([]) : unable("no table has both a time and numbers");
    if (format === "multi" || format === "many") return done(series);
    if (format === "long") return done([longTable(series)]);
    const joined = joinTables(series);
    return done(joined ? [{ ...joined, shape: "series" }] : series);
  },
});

/** A frame for each column of numbers; where there are columns of text too, for each of their combinations, as labels. */
function seriesOf(frame: Frame): Frame[] {
  const time = timeFieldOf(frame);
  if (!time) return [];
  const texts = frame.fields.filter(({ kind }) => kind === "string");
  const groups = texts.length > 0 ? rowGroups(frame, texts) : undefined;
  return numberFieldsOf(frame).flatMap((field) => {
    if (!groups) return [oneSeries(frame, time, field)];
    return groups.map((rows) => {
      const labels = Object.fromEntries(texts.map((text) => [text.name, String(valueAt(text, rows[0] ?? 0) ?? "")]));
      const value = { ...takeRows(field, rows), labels: { ...field.labels, ...labels } };
      const display = Object.values(labels).join(" ");
      return oneSeries(frame, takeRows(time, rows), display === "" ? value : { ...value, display });
    });
  });
}

function oneSeries(frame: Frame, time: Field, field: Field): Frame {
  return { ...frame, name: field.display, shape: "series", fields: [time, field], length: time.values.length };
}

/** Time, one column for each label, and the value. */
function longTable(series: readonly Frame[]): Frame {
  const names = new Set(series.flatMap(({ fields }) => fields.flatMap(({ labels }) => Object.keys(labels))));
  const rows = series.flatMap((frame, index) => Array.from({ length: frame.length }, (_, row) => ({ index, row })));
  const timeOf = ({ index, row }: { index: number; row: number }) => series[index]?.fields[0]?.values[row] as number;
  rows.sort((a, b) => timeOf(a) - timeOf(b));
  const fieldOf = (index: number) => series[index]?.fields[1] as Field & { kind: "number" };
  const labelColumns = [...names].map((name) =>
    textField(
      name,
      rows.map(({ index }) => {
        const { labels } = fieldOf(index);
        return Object.hasOwn(labels, name) ? (labels[name] ?? null) : null;
      }),
    ),
  );
  const time: Field = { ...(series[0]?.fields[0] as Field), kind: "time", values: Float64Array.from(rows, timeOf) };
  const first = fieldOf(0);
  const value: Field = {
    kind: "number",
    values: Float64Array.from(rows, ({ index, row }) => fieldOf(index).values[row] ?? Number.NaN),
    name: first.name,
    display: first.name,
    labels: {},
    config: first.config,
  };
  return { refId: refIdsOf(series), shape: "table", fields: [time, ...labelColumns, value], length: rows.length };
}

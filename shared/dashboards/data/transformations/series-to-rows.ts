import { z } from "zod";
import { makeTable, numberField, numberFieldsOf, textField, timeField, timeFieldOf } from "../fields";
import type { Frame } from "../frame";
import { defineTransformation, done, refIdsOf, unable } from "./transformation";

export const seriesToRows = defineTransformation({
  id: "seriesToRows",
  title: "Series to rows",
  about: "One table of all series: a row for each point, newest first, with the name of its series.",
  options: z.object({}),
  run(frames) {
    const filled = frames.filter(({ length }) => length > 0);
    if (filled.length === 0) return done([...frames]);
    if (!filled.every((frame) => timeFieldOf(frame) && numberFieldsOf(frame).length > 0)) {
      return unable("not everything here is a series over time");
    }
    return done([rowsOf(filled)]);
  },
});

/** Time, name and value of every point. */
export function rowsOf(frames: readonly Frame[]): Frame {
  const points = frames.flatMap((frame) => {
    const times = timeFieldOf(frame)?.values ?? new Float64Array(0);
    return numberFieldsOf(frame).flatMap((field) =>
      Array.from(times, (time, row) => ({ time, name: field.display, value: field.values[row] ?? Number.NaN })),
    );
  });
  points.sort((a, b) => b.time - a.time);
  const fields = [
    timeField(Float64Array.from(points, ({ time }) => time)),
    textField(
      "Metric",
      points.map(({ name }) => name),
    ),
    numberField(
      "Value",
      Float64Array.from(points, ({ value }) => value),
    ),
  ];
  return makeTable(fields, { refId: refIdsOf(frames) });
}

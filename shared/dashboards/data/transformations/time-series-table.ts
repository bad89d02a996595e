import { z } from "zod";
import { makeField, makeTable, numberFieldsOf, textField, timeFieldOf } from "../fields";
import type { Field, Frame } from "../frame";
import { reduce } from "../reduce";
import type { Sparkline } from "../sparkline";
import { defineTransformation, done, entryOf, unable } from "./transformation";

const settings = z.object({ stat: z.string().catch("lastNotNull") }).catch({ stat: "lastNotNull" });

/** By query: `{"A": {"stat": "mean"}}`. What else stands beside them is of older forms. */
const options = z.object({}).catchall(settings);

export const timeSeriesTable = defineTransformation({
  id: "timeSeriesTable",
  title: "Time series to table",
  about: "A table with a row for each series: its labels, and a small line of its values.",
  options,
  run(frames, chosen) {
    const series = frames.filter((frame) => timeFieldOf(frame) && numberFieldsOf(frame).length > 0);
    if (series.length === 0) return frames.length === 0 ? done([]) : unable("there is no series over time");
    const refIds = [...new Set(series.map(({ refId }) => refId))];
    return done([
      ...refIds.map((refId) => {
        const stat = entryOf(chosen, refId)?.stat ?? "lastNotNull";
        const title = refIds.length > 1 ? `Trend #${refId}` : "Trend";
        return trendTable(
          series.filter((frame) => frame.refId === refId),
          title,
          stat,
        );
      }),
      ...frames.filter((frame) => !series.includes(frame)),
    ]);
  },
});

function trendTable(frames: readonly Frame[], title: string, stat: string): Frame {
  const lines = frames.flatMap((frame) => numberFieldsOf(frame).map((field) => ({ field, frame })));
  const names = new Set(lines.flatMap(({ field }) => Object.keys(field.labels)));
  const labelColumns: Field[] = [...names].map((name) =>
    textField(
      name,
      lines.map(({ field }) => entryOf(field.labels, name) ?? null),
    ),
  );
  // A series without labels would be a row without a name.
  const columns =
    labelColumns.length > 0
      ? labelColumns
      : [
          textField(
            "Metric",
            lines.map(({ field }) => field.display),
          ),
        ];
  const cells = lines.map(
    ({ field, frame }): Sparkline => ({
      kind: "sparkline",
      times: timeFieldOf(frame)?.values ?? new Float64Array(0),
      values: field.values,
      last: reduce(field, stat),
    }),
  );
  return makeTable([...columns, makeField(title, { kind: "other", values: cells })], { refId: frames[0]?.refId ?? "" });
}

import { z } from "zod";
import { heatmapOptionsSchema } from "../../options/heatmap";
import { makeTable, numberField, timeField } from "../fields";
import { calculateHeatmap } from "../heatmap-calculation";
import { histogramOf } from "../histogram";
import { defineTransformation, done, refIdsOf, unable } from "./transformation";

const histogramOptions = z.object({
  bucketSize: z.coerce.number().positive().optional().catch(undefined),
  bucketOffset: z.coerce.number().catch(0),
  bucketCount: z.coerce.number().int().min(1).max(1000).optional().catch(undefined),
  combine: z.boolean().catch(false),
});

export const histogram = defineTransformation({
  id: "histogram",
  title: "Histogram",
  about: "How often which values occur.",
  options: histogramOptions,
  run(frames, options) {
    const counted = histogramOf(frames, options);
    if (!counted) return unable("there are no numbers");
    const config = counted.series[0]?.field.config ?? {};
    const fields = [
      numberField("xMin", counted.lows, { config }),
      numberField("xMax", counted.highs, { config }),
      ...counted.series.map(({ field, counts }) => numberField(field.display, counts, { labels: field.labels })),
    ];
    return done([makeTable(fields, { refId: refIdsOf(frames) })]);
  },
});

const heatmapOptions = heatmapOptionsSchema.shape.calculation.unwrap();

export const heatmap = defineTransformation({
  id: "heatmap",
  title: "Create heatmap",
  about: "How many points fall into which stretch of time and of values.",
  options: heatmapOptions,
  run(frames, options) {
    const counted = calculateHeatmap(frames, options);
    if (!counted) return unable("there are no numbers over time");
    const { times, stepMs, rows, counts } = counted;
    const columns = rows.map(({ high }, row) =>
      numberField(String(high), counts.subarray(row * times.length, (row + 1) * times.length), { labels: { le: String(high) } }),
    );
    const fields = [timeField(times), ...columns];
    return done([{ refId: refIdsOf(frames), shape: "heatmap-rows", fields, length: times.length, stepMs }]);
  },
});

import { z } from "zod";
import { axisCustom, hideFromSchema, legendSchema, stackingSchema, tooltipSchema } from "./common";

export const timeseriesOptionsSchema = z.object({
  legend: legendSchema,
  tooltip: tooltipSchema,
});
export type TimeseriesOptions = z.infer<typeof timeseriesOptionsSchema>;

/** `fieldConfig.….custom` of a time series, per field. */
export const timeseriesCustomSchema = z.object({
  ...axisCustom,
  drawStyle: z.enum(["line", "bars", "points"]).catch("line"),
  lineInterpolation: z.enum(["linear", "smooth", "stepBefore", "stepAfter"]).catch("linear"),
  lineWidth: z.number().min(0).max(10).catch(1.5),
  /** Percent. */
  fillOpacity: z.number().min(0).max(100).catch(8),
  gradientMode: z.enum(["none", "opacity", "hue", "scheme"]).catch("none"),
  showPoints: z.enum(["auto", "always", "never"]).catch("auto"),
  pointSize: z.number().min(1).max(40).catch(5),
  barAlignment: z.union([z.literal(-1), z.literal(0), z.literal(1)]).catch(0),
  barWidthFactor: z.number().min(0.1).max(1).catch(0.6),
  lineStyle: z
    .object({ fill: z.enum(["solid", "dash", "dot"]).catch("solid"), dash: z.array(z.number()).optional().catch(undefined) })
    .catch({ fill: "solid" }),
  /** Lines go over gaps: always, never, or over gaps up to so many ms. */
  spanNulls: z.union([z.boolean(), z.number()]).catch(false),
  /** A gap where two points are further apart than this, in ms; false: gaps are where points are missing. */
  insertNulls: z.union([z.boolean(), z.number()]).catch(false),
  stacking: stackingSchema,
  /** Fills down to the series with this name. */
  fillBelowTo: z.string().optional().catch(undefined),
  transform: z.enum(["negative-Y", "constant"]).optional().catch(undefined),
  thresholdsStyle: z
    .object({ mode: z.enum(["off", "line", "dashed", "area", "line+area", "dashed+area", "series"]).catch("off") })
    .catch({ mode: "off" }),
  hideFrom: hideFromSchema,
});
export type TimeseriesCustom = z.infer<typeof timeseriesCustomSchema>;

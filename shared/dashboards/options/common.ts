// What the options of several kinds of panel have in common. Every field repairs itself: a dashboard is a file from anywhere, and
// one wrong option must not cost the panel. Names and values are those that dashboards of the field use.
import { z } from "zod";

/** `lastNotNull`, `mean`, `max` … (data/reducers). */
export const calcsSchema = z.array(z.string());

export const legendSchema = z
  .object({
    showLegend: z.boolean().catch(true),
    displayMode: z.enum(["list", "table"]).catch("list"),
    placement: z.enum(["bottom", "right"]).catch("bottom"),
    calcs: calcsSchema.catch([]),
    sortBy: z.string().optional().catch(undefined),
    sortDesc: z.boolean().optional().catch(undefined),
    width: z.number().optional().catch(undefined),
  })
  .catch({ showLegend: true, displayMode: "list", placement: "bottom", calcs: [] });
export type LegendOptions = z.infer<typeof legendSchema>;

export const tooltipSchema = z
  .object({
    mode: z.enum(["single", "multi", "none"]).catch("multi"),
    sort: z.enum(["none", "asc", "desc"]).catch("desc"),
  })
  .catch({ mode: "multi", sort: "desc" });

/** How frames become the values that a stat, a gauge or a pie shows. */
export const reduceOptionsSchema = z
  .object({
    /** One figure for each row instead of one for each field. */
    values: z.boolean().catch(false),
    calcs: calcsSchema.catch(["lastNotNull"]),
    /** Which fields: empty for the numeric ones, otherwise `/regex/` or a name. */
    fields: z.string().catch(""),
    limit: z.number().int().min(1).optional().catch(undefined),
  })
  .catch({ values: false, calcs: ["lastNotNull"], fields: "" });
export type ReduceOptions = z.infer<typeof reduceOptionsSchema>;

export const orientationSchema = z.enum(["auto", "horizontal", "vertical"]).catch("auto");

export const stackingSchema = z
  .object({
    mode: z.enum(["none", "normal", "percent"]).catch("none"),
    group: z.string().catch("A"),
  })
  .catch({ mode: "none", group: "A" });

export const hideFromSchema = z
  .object({
    viz: z.boolean().catch(false),
    legend: z.boolean().catch(false),
    tooltip: z.boolean().catch(false),
  })
  .catch({ viz: false, legend: false, tooltip: false });

export const axisCustom = {
  axisPlacement: z.enum(["auto", "left", "right", "hidden"]).catch("auto"),
  axisLabel: z.string().catch(""),
  axisSoftMin: z.number().optional().catch(undefined),
  axisSoftMax: z.number().optional().catch(undefined),
  axisCenteredZero: z.boolean().catch(false),
  axisGridShow: z.boolean().optional().catch(undefined),
  axisWidth: z.number().optional().catch(undefined),
  scaleDistribution: z
    .object({
      type: z.enum(["linear", "log", "symlog"]).catch("linear"),
      log: z.number().optional().catch(undefined),
      linearThreshold: z.number().optional().catch(undefined),
    })
    .catch({ type: "linear" }),
};

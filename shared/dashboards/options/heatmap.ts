import { z } from "zod";

/** More than these no number can be written with. */
const decimalsSchema = z.number().int().min(0).max(20).optional().catch(undefined);

export const heatmapOptionsSchema = z.object({
  /** Buckets are counted here out of plain series, instead of being in the data. */
  calculate: z.boolean().catch(false),
  calculation: z
    .object({
      xBuckets: z
        .object({ mode: z.enum(["size", "count"]).catch("size"), value: z.string().catch("") })
        .optional()
        .catch(undefined),
      yBuckets: z
        .object({
          mode: z.enum(["size", "count"]).catch("size"),
          value: z.string().catch(""),
          scale: z
            .object({ type: z.enum(["linear", "log", "symlog"]).catch("linear"), log: z.number().optional().catch(undefined) })
            .optional()
            .catch(undefined),
        })
        .optional()
        .catch(undefined),
    })
    .catch({}),
  color: z
    .object({
      mode: z.enum(["scheme", "opacity"]).catch("scheme"),
      scheme: z.string().catch("Oranges"),
      fill: z.string().catch("dark-orange"),
      scale: z.enum(["linear", "exponential"]).catch("exponential"),
      exponent: z.number().min(0.01).max(10).catch(0.5),
      steps: z.number().int().min(2).max(128).catch(64),
      reverse: z.boolean().catch(false),
      min: z.number().optional().catch(undefined),
      max: z.number().optional().catch(undefined),
    })
    .catch({
      mode: "scheme",
      scheme: "Oranges",
      fill: "dark-orange",
      scale: "exponential",
      exponent: 0.5,
      steps: 64,
      reverse: false,
    }),
  cellGap: z.number().min(0).max(25).catch(1),
  /** Cells outside of these are not drawn. */
  filterValues: z
    .object({ le: z.number().optional().catch(undefined), ge: z.number().optional().catch(undefined) })
    .catch({ le: 1e-9 }),
  rowsFrame: z
    .object({ layout: z.enum(["auto", "le", "ge", "unknown"]).catch("auto"), value: z.string().optional().catch(undefined) })
    .catch({ layout: "auto" }),
  yAxis: z
    .object({
      axisPlacement: z.enum(["left", "right", "hidden"]).catch("left"),
      axisLabel: z.string().optional().catch(undefined),
      unit: z.string().optional().catch(undefined),
      decimals: decimalsSchema,
      min: z.number().optional().catch(undefined),
      max: z.number().optional().catch(undefined),
      reverse: z.boolean().catch(false),
    })
    .catch({ axisPlacement: "left", reverse: false }),
  legend: z.object({ show: z.boolean().catch(true) }).catch({ show: true }),
  tooltip: z
    .object({ mode: z.enum(["single", "multi", "none"]).catch("single"), yHistogram: z.boolean().catch(false) })
    .catch({ mode: "single", yHistogram: false }),
  cellValues: z.object({ unit: z.string().optional().catch(undefined), decimals: decimalsSchema }).catch({}),
});
export type HeatmapOptions = z.infer<typeof heatmapOptionsSchema>;

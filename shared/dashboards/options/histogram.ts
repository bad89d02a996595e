import { z } from "zod";
import { legendSchema, stackingSchema, tooltipSchema } from "./common";

export const histogramOptionsSchema = z.object({
  /** Of one bucket; worked out from the data when absent. */
  bucketSize: z.number().positive().optional().catch(undefined),
  bucketOffset: z.number().catch(0),
  bucketCount: z.number().int().min(1).max(1000).optional().catch(undefined),
  /** All series in one. */
  combine: z.boolean().catch(false),
  legend: legendSchema,
  tooltip: tooltipSchema,
});
export type HistogramOptions = z.infer<typeof histogramOptionsSchema>;

export const histogramCustomSchema = z.object({
  fillOpacity: z.number().min(0).max(100).catch(80),
  lineWidth: z.number().min(0).max(10).catch(1),
  stacking: stackingSchema,
});

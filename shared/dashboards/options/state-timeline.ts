import { z } from "zod";
import { hideFromSchema, legendSchema, tooltipSchema } from "./common";

export const stateTimelineOptionsSchema = z.object({
  /** Equal neighbours become one stretch. */
  mergeValues: z.boolean().catch(true),
  showValue: z.enum(["auto", "always", "never"]).catch("auto"),
  alignValue: z.enum(["left", "center", "right"]).catch("left"),
  rowHeight: z.number().min(0.1).max(1).catch(0.9),
  perPage: z.number().int().min(1).optional().catch(undefined),
  legend: legendSchema,
  tooltip: tooltipSchema,
});
export type StateTimelineOptions = z.infer<typeof stateTimelineOptionsSchema>;

/** `fieldConfig.….custom` of state timelines and status histories. */
export const stateCustomSchema = z.object({
  lineWidth: z.number().min(0).max(10).catch(0),
  fillOpacity: z.number().min(0).max(100).catch(70),
  spanNulls: z.union([z.boolean(), z.number()]).catch(false),
  hideFrom: hideFromSchema,
});

import { z } from "zod";
import { axisCustom, hideFromSchema, legendSchema, orientationSchema, tooltipSchema } from "./common";

export const barChartOptionsSchema = z.object({
  orientation: orientationSchema,
  /** The field of the categories; the first one that is text or time when absent. */
  xField: z.string().optional().catch(undefined),
  /** A field whose value colours each bar. */
  colorByField: z.string().optional().catch(undefined),
  stacking: z.enum(["none", "normal", "percent"]).catch("none"),
  showValue: z.enum(["auto", "always", "never"]).catch("auto"),
  groupWidth: z.number().min(0).max(1).catch(0.7),
  barWidth: z.number().min(0).max(1).catch(0.97),
  barRadius: z.number().min(0).max(0.5).catch(0),
  xTickLabelRotation: z.number().catch(0),
  xTickLabelMaxLength: z.number().optional().catch(undefined),
  legend: legendSchema,
  tooltip: tooltipSchema,
});
export type BarChartOptions = z.infer<typeof barChartOptionsSchema>;

export const barChartCustomSchema = z.object({
  ...axisCustom,
  lineWidth: z.number().min(0).max(10).catch(1),
  fillOpacity: z.number().min(0).max(100).catch(80),
  hideFrom: hideFromSchema,
});

import { z } from "zod";
import { legendSchema, tooltipSchema } from "./common";

export const statusHistoryOptionsSchema = z.object({
  showValue: z.enum(["auto", "always", "never"]).catch("auto"),
  rowHeight: z.number().min(0.1).max(1).catch(0.9),
  colWidth: z.number().min(0.1).max(1).catch(0.9),
  perPage: z.number().int().min(1).optional().catch(undefined),
  legend: legendSchema,
  tooltip: tooltipSchema,
});
export type StatusHistoryOptions = z.infer<typeof statusHistoryOptionsSchema>;

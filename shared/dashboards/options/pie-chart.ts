import { z } from "zod";
import { hideFromSchema, legendSchema, reduceOptionsSchema, tooltipSchema } from "./common";

export const pieChartOptionsSchema = z.object({
  reduceOptions: reduceOptionsSchema,
  pieType: z.enum(["pie", "donut"]).catch("pie"),
  displayLabels: z.array(z.enum(["name", "value", "percent"])).catch([]),
  legend: z
    .object({ ...legendSchema.unwrap().shape, values: z.array(z.enum(["value", "percent"])).catch([]) })
    .catch({ showLegend: true, displayMode: "list", placement: "right", calcs: [], values: [] }),
  tooltip: tooltipSchema,
  sort: z.enum(["desc", "asc", "none"]).catch("desc"),
});
export type PieChartOptions = z.infer<typeof pieChartOptionsSchema>;

export const pieChartCustomSchema = z.object({ hideFrom: hideFromSchema });

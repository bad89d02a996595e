import { z } from "zod";
import { orientationSchema, reduceOptionsSchema } from "./common";

export const barGaugeOptionsSchema = z.object({
  reduceOptions: reduceOptionsSchema,
  orientation: orientationSchema,
  displayMode: z.enum(["basic", "gradient", "lcd"]).catch("gradient"),
  valueMode: z.enum(["color", "text", "hidden"]).catch("color"),
  namePlacement: z.enum(["auto", "top", "left", "hidden"]).catch("auto"),
  showUnfilled: z.boolean().catch(true),
});
export type BarGaugeOptions = z.infer<typeof barGaugeOptionsSchema>;

import { z } from "zod";
import { orientationSchema, reduceOptionsSchema } from "./common";

export const statOptionsSchema = z.object({
  reduceOptions: reduceOptionsSchema,
  orientation: orientationSchema,
  textMode: z.enum(["auto", "value", "value_and_name", "name", "none"]).catch("auto"),
  colorMode: z.enum(["value", "background", "background_solid", "none"]).catch("value"),
  graphMode: z.enum(["none", "area", "line"]).catch("area"),
  justifyMode: z.enum(["auto", "center"]).catch("auto"),
  showPercentChange: z.boolean().catch(false),
  wideLayout: z.boolean().catch(true),
  text: z
    .object({ titleSize: z.number().optional().catch(undefined), valueSize: z.number().optional().catch(undefined) })
    .catch({}),
});
export type StatOptions = z.infer<typeof statOptionsSchema>;

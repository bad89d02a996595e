import { z } from "zod";
import { orientationSchema, reduceOptionsSchema } from "./common";

export const gaugeOptionsSchema = z.object({
  reduceOptions: reduceOptionsSchema,
  orientation: orientationSchema,
  showThresholdLabels: z.boolean().catch(false),
  showThresholdMarkers: z.boolean().catch(true),
});
export type GaugeOptions = z.infer<typeof gaugeOptionsSchema>;

import { z } from "zod";

export const logsOptionsSchema = z.object({
  showTime: z.boolean().catch(true),
  showLabels: z.boolean().catch(false),
  wrapLogMessage: z.boolean().catch(true),
  prettifyLogMessage: z.boolean().catch(false),
  enableLogDetails: z.boolean().catch(true),
  sortOrder: z.enum(["Descending", "Ascending"]).catch("Descending"),
  dedupStrategy: z.enum(["none", "exact", "numbers", "signature"]).catch("none"),
});
export type LogsOptions = z.infer<typeof logsOptionsSchema>;

import { z } from "zod";

export const alertListOptionsSchema = z.object({
  maxItems: z.number().int().min(1).max(1000).catch(20),
  /** Only alerts whose name or instance holds this word. */
  alertName: z.string().catch(""),
  /** Matchers of labels: `severity="critical"`. */
  alertInstanceLabelFilter: z.string().catch(""),
  sortOrder: z.enum(["importance", "name", "newest", "oldest"]).catch("importance"),
  states: z
    .object({
      firing: z.boolean().catch(true),
      pending: z.boolean().catch(true),
      resolved: z.boolean().catch(false),
    })
    .catch({ firing: true, pending: true, resolved: false }),
});
export type AlertListOptions = z.infer<typeof alertListOptionsSchema>;

import { z } from "zod";

export const dashboardListOptionsSchema = z.object({
  showStarred: z.boolean().catch(true),
  showRecentlyViewed: z.boolean().catch(false),
  showSearch: z.boolean().catch(false),
  showHeadings: z.boolean().catch(true),
  query: z.string().catch(""),
  tags: z.array(z.string()).catch([]),
  folder: z.string().optional().catch(undefined),
  maxItems: z.number().int().min(1).max(1000).catch(10),
  includeVars: z.boolean().catch(false),
  keepTime: z.boolean().catch(false),
});
export type DashboardListOptions = z.infer<typeof dashboardListOptionsSchema>;

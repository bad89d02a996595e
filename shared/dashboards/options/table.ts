import { z } from "zod";

export const tableOptionsSchema = z.object({
  showHeader: z.boolean().catch(true),
  cellHeight: z.enum(["sm", "md", "lg", "auto"]).catch("sm"),
  /** First rows first. */
  sortBy: z.array(z.object({ displayName: z.string(), desc: z.boolean().catch(false) })).catch([]),
  /** Which frame is shown, when there are several. */
  frameIndex: z.number().int().min(0).catch(0),
  footer: z
    .object({
      show: z.boolean().catch(false),
      reducer: z.array(z.string()).catch(["sum"]),
      fields: z
        .union([z.string(), z.array(z.string())])
        .optional()
        .catch(undefined),
      countRows: z.boolean().catch(false),
      enablePagination: z.boolean().catch(false),
    })
    .catch({ show: false, reducer: ["sum"], countRows: false, enablePagination: false }),
});
export type TableOptions = z.infer<typeof tableOptionsSchema>;

const tableCellSchema = z
  .object({
    type: z
      .enum([
        "auto",
        "color-text",
        "color-background",
        "gauge",
        "sparkline",
        "json-view",
        "data-links",
        "image",
        "pill",
        "markdown",
      ])
      .catch("auto"),
    mode: z.enum(["basic", "gradient", "lcd"]).catch("basic"),
    valueDisplayMode: z.enum(["color", "text", "hidden"]).catch("color"),
    applyToRow: z.boolean().catch(false),
    wrapText: z.boolean().catch(false),
  })
  .catch({ type: "auto", mode: "basic", valueDisplayMode: "color", applyToRow: false, wrapText: false });

/** `fieldConfig.….custom` of a table, per column. */
export const tableCustomSchema = z.object({
  align: z.enum(["auto", "left", "center", "right"]).catch("auto"),
  width: z.number().min(20).max(4000).optional().catch(undefined),
  minWidth: z.number().min(20).max(4000).optional().catch(undefined),
  filterable: z.boolean().catch(false),
  hidden: z.boolean().catch(false),
  inspect: z.boolean().catch(false),
  cellOptions: tableCellSchema,
});
export type TableCustom = z.infer<typeof tableCustomSchema>;

// A panel: what it asks, what becomes of the answers, and how they are drawn.
import { z } from "zod";
import { fieldConfigSourceSchema, fieldMatcherSchema, linkSchema } from "./field-config";
import { sourceRefSchema } from "./variable";

/** One query of a panel. `refId` names its frames: A, B … */
export const panelQuerySchema = z.object({
  refId: z.string(),
  source: sourceRefSchema,
  /** `promql`; queries for other kinds of source are kept and shown, and answered when such a source exists. */
  language: z.string().default("promql"),
  expr: z.string().default(""),
  /** `{{label}}` is the label's value; empty: the whole name; `__auto`: what tells the series apart. */
  legendFormat: z.string().default(""),
  /** At the end of the range only (`instant`), over it (`range`), or both. */
  mode: z.enum(["range", "instant", "both"]).default("range"),
  format: z.enum(["time_series", "table", "heatmap"]).default("time_series"),
  /** The least step: `15s`, `$__interval` …; empty: the panel's. */
  minStep: z.string().default(""),
  /** The step is this many times the interval, as old dashboards had it. */
  intervalFactor: z.number().min(1).default(1),
  hide: z.boolean().default(false),
  /** What was imported and is not ours to understand; goes back out as it came. */
  kept: z.record(z.string(), z.unknown()).optional(),
});
export type PanelQuery = z.infer<typeof panelQuerySchema>;

export const transformationSchema = z.object({
  /** `organize`, `merge`, `joinByField` … (data/transformations). */
  id: z.string(),
  options: z.record(z.string(), z.unknown()).default({}),
  disabled: z.boolean().default(false),
  /** Only frames that match take part. */
  filter: fieldMatcherSchema.optional(),
});
export type Transformation = z.infer<typeof transformationSchema>;

export const panelSchema = z.object({
  /** A number of its own within the dashboard, as links name it. */
  id: z.number().int(),
  title: z.string().default(""),
  description: z.string().default(""),
  isTransparent: z.boolean().default(false),
  links: z.array(linkSchema).default([]),
  /** `timeseries`, `stat` … as in renderer/panels; one that is not known there shows its data as a table. */
  type: z.string(),
  /** Checked and repaired by the panel's own schema in options/. */
  options: z.record(z.string(), z.unknown()).default({}),
  fieldConfig: fieldConfigSourceSchema.default({ defaults: {}, overrides: [] }),
  queries: z.array(panelQuerySchema).default([]),
  transformations: z.array(transformationSchema).default([]),
  queryOptions: z
    .object({
      maxDataPoints: z.number().int().min(1).max(11_000).optional(),
      /** The least interval: `15s` or `>15s`. */
      minInterval: z.string().optional(),
      /** The panel's own range instead of the dashboard's: `6h`. */
      timeFrom: z.string().optional(),
      /** The range this much earlier: `1d`. */
      timeShift: z.string().optional(),
      hideTimeOverride: z.boolean().optional(),
    })
    .default({}),
  /** The JSON that an unknown panel was imported from, for exporting it as it came. */
  kept: z.record(z.string(), z.unknown()).optional(),
});
export type Panel = z.infer<typeof panelSchema>;

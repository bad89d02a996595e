// A dashboard as it is kept: panels by name, and a layout tree that places them. Files hold exactly this, as JSON.
import { z } from "zod";
import { linkSchema } from "./field-config";
import { layoutSchema } from "./layout";
import { panelSchema } from "./panel";
import { sourceRefSchema, variableSchema } from "./variable";

/** Marks a file as ours, whatever its name. */
export const dashboardKind = "watchdeck-dashboard";
/** A file with a higher number was written by a newer Watchdeck, and is refused rather than half understood. */
export const dashboardVersion = 1;

/** Marks on the time axis, from a query: where it has a value above zero, or where its series begin and end. */
export const annotationQuerySchema = z.object({
  name: z.string(),
  isEnabled: z.boolean().default(true),
  isHidden: z.boolean().default(false),
  color: z.string().default("blue"),
  /** `query`: `expr` below; `alerts`: changes of this console's alerts; `manual`: what was noted by hand. */
  kind: z.enum(["query", "alerts", "manual"]).default("query"),
  source: sourceRefSchema,
  expr: z.string().default(""),
  minStep: z.string().default(""),
  /** With `{{label}}`. */
  titleFormat: z.string().default(""),
  textFormat: z.string().default(""),
  tagKeys: z.string().default(""),
  /** The value is a time (epoch ms) to mark, instead of the sample's own. */
  useValueForTime: z.boolean().default(false),
});
export type AnnotationQuery = z.infer<typeof annotationQuerySchema>;

export const dashboardLinkSchema = linkSchema.extend({
  /** An address, or all dashboards with one of the tags. */
  kind: z.enum(["link", "dashboards"]).default("link"),
  tags: z.array(z.string()).default([]),
  asDropdown: z.boolean().default(false),
  icon: z.string().default(""),
  tooltip: z.string().default(""),
  includeVars: z.boolean().default(false),
  keepTime: z.boolean().default(false),
});
export type DashboardLink = z.infer<typeof dashboardLinkSchema>;

export const refreshChoices = ["", "1s", "5s", "10s", "30s", "1m", "5m"] as const;

export const timeSettingsSchema = z.object({
  /** `now-6h`, `now/d`, `boot` (since this machine started), or an ISO 8601 time. */
  from: z.string().default("now-6h"),
  to: z.string().default("now"),
  /** `browser` (the viewer's own), `utc`, or a name like `Europe/Berlin`. */
  timeZone: z.string().default("browser"),
  /** `5s`; empty: not by itself. */
  refresh: z.string().default(""),
  /** How far behind `now` is, for data that comes late: `1m`. */
  nowDelay: z.string().default(""),
  hideTimePicker: z.boolean().default(false),
  weekStart: z.enum(["", "monday", "sunday", "saturday"]).default(""),
});
export type TimeSettings = z.infer<typeof timeSettingsSchema>;

export const dashboardSchema = z.object({
  kind: z.literal(dashboardKind),
  version: z.literal(dashboardVersion),
  /** Never changes, also when the dashboard is renamed or moved: links and stars name it. */
  uid: z.string().regex(/^[A-Za-z0-9_-]{1,80}$/),
  title: z.string().min(1).max(500),
  description: z.string().default(""),
  tags: z.array(z.string()).default([]),
  isEditable: z.boolean().default(true),
  /** The source of every query that names none; empty: the one that the top bar names. */
  source: sourceRefSchema,
  time: timeSettingsSchema.default(timeSettingsSchema.parse({})),
  /** Whether the charts share their cursor, and with `tooltip` their tooltips too. */
  cursorSync: z.enum(["off", "crosshair", "tooltip"]).default("crosshair"),
  links: z.array(dashboardLinkSchema).default([]),
  variables: z.array(variableSchema).default([]),
  annotations: z.array(annotationQuerySchema).default([]),
  elements: z.record(z.string(), panelSchema).default({}),
  layout: layoutSchema.default({ kind: "grid", items: [] }),
});
export type Dashboard = z.infer<typeof dashboardSchema>;

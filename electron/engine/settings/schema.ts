import { z } from "zod";
import { connectionSchema } from "#shared/contract/connections";
import { logPlaceSchema } from "#shared/contract/logs";
import { sourceIdSchema } from "#shared/contract/query";
import { periodSchema } from "#shared/contract/sampling";
import { preferencesSchema } from "#shared/contract/settings";

/** The layout of settings.json that this version writes. A file with a higher number comes from a newer Watchdeck. */
export const settingsVersion = 1;

/** A rule file to load at the start: what the file is called, where it lies, and which source evaluates it. */
export const ruleFileEntrySchema = z.object({
  id: z.string().min(1),
  name: z.string().min(1),
  path: z.string().min(1),
  source: sourceIdSchema,
  enabled: z.boolean().default(true),
});
export type RuleFileEntry = z.infer<typeof ruleFileEntrySchema>;

/** A folder whose rule files are loaded, now and when they come, change or go. */
export const ruleFolderEntrySchema = z.object({
  id: z.string().min(1).max(200),
  path: z.string().min(1).max(4096),
  source: sourceIdSchema,
  /** Names of files in it that the user has switched off. */
  off: z.array(z.string().min(1).max(4096)).default([]),
});
export type RuleFolderEntry = z.infer<typeof ruleFolderEntrySchema>;

/** How the user has set one collector; what is absent is as the collector came. */
export const collectorSettingSchema = z.object({
  /** The collector's name. One that this version does not know is kept: a newer one, or another system, may. */
  id: z.string().min(1).max(200),
  everyMs: periodSchema.optional(),
  isOn: z.boolean().optional(),
});
export type CollectorSetting = z.infer<typeof collectorSettingSchema>;

/** A folder of the user's whose dashboards are shown beside our own. */
export const dashboardFolderSchema = z.object({ id: z.string().min(1).max(200), path: z.string().min(1).max(4096) });
export type DashboardFolder = z.infer<typeof dashboardFolderSchema>;

export const settingsSchema = z.object({
  version: z.literal(settingsVersion),
  preferences: preferencesSchema,
  connections: z.array(connectionSchema),
  ruleFiles: z.array(ruleFileEntrySchema),
  ruleFolders: z.array(ruleFolderEntrySchema),
  collectors: z.array(collectorSettingSchema),
  dashboardFolders: z.array(dashboardFolderSchema),
  /** Logs of this machine that may be read. */
  logPlaces: z.array(logPlaceSchema),
});
export type Settings = z.infer<typeof settingsSchema>;

export const newSettings = (): Settings => ({
  version: settingsVersion,
  preferences: preferencesSchema.parse({}),
  connections: [],
  ruleFiles: [],
  ruleFolders: [],
  collectors: [],
  dashboardFolders: [],
  logPlaces: [],
});

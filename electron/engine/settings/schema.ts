import { z } from "zod";
import { connectionSchema } from "#shared/contract/connections";
import { sourceIdSchema } from "#shared/contract/query";
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

export const settingsSchema = z.object({
  version: z.literal(settingsVersion),
  preferences: preferencesSchema,
  connections: z.array(connectionSchema),
  ruleFiles: z.array(ruleFileEntrySchema),
});
export type Settings = z.infer<typeof settingsSchema>;

export const newSettings = (): Settings => ({
  version: settingsVersion,
  preferences: preferencesSchema.parse({}),
  connections: [],
  ruleFiles: [],
});

import { z } from "zod";
import { doNotDisturbSchema, quietHoursSchema } from "../model/do-not-disturb";
import { prometheusApiSettingsSchema } from "./prometheus-api";

/** What the user may change in the console, with the values of a first start. Connections and rule files are kept beside it. */
export const preferencesSchema = z.object({
  theme: z.enum(["system", "dark", "light"]).default("system"),
  density: z.enum(["comfortable", "compact"]).default("comfortable"),
  notifications: z.boolean().default(true),
  /** Whether an end is said too, quietly, in the place of the notice that told of the beginning. */
  sayResolved: z.boolean().default(true),
  noticeSound: z.boolean().default(false),
  /** Notices in an hour of what is not critical; 0: as many as there are. */
  noticeBudgetPerHour: z.number().int().min(0).max(1000).default(5),
  quietHours: quietHoursSchema.default({ isOn: false, fromMinute: 22 * 60, toMinute: 7 * 60, weekdays: [0, 1, 2, 3, 4, 5, 6] }),
  doNotDisturb: doNotDisturbSchema.default({ isOn: false }),
  /** Whether critical alerts are told in quiet hours and while nobody is to be disturbed. */
  criticalBreaksThrough: z.boolean().default(true),
  /** Lets secrets be stored without encryption where the system offers none; the console then shows a lasting mark. */
  allowUnencryptedSecrets: z.boolean().default(false),
  /** How long this machine's history is kept: raw samples, then buckets of 10 s, then of 1 min; and how large it may be, in MB of 10^6 bytes. */
  historyRawHours: z.number().int().min(1).max(744).default(24),
  historyTenSecondDays: z.number().int().min(1).max(365).default(7),
  historyMinuteDays: z.number().int().min(1).max(3650).default(90),
  historyMegabytes: z.number().int().min(50).max(1_000_000).default(1000),
  prometheusApi: prometheusApiSettingsSchema.prefault({}),
});
export type Preferences = z.infer<typeof preferencesSchema>;

/** Trouble worth telling once: a damaged file that was set aside, a collector that keeps failing. */
export const problemSchema = z.object({
  id: z.string(),
  at: z.number(),
  severity: z.enum(["info", "warning", "critical"]),
  text: z.string(),
});
export type Problem = z.infer<typeof problemSchema>;

export const settingsCalls = {
  "settings.get": { input: z.object({}), output: preferencesSchema },
  /** Changes the fields that are given; written to disk before it answers. */
  "settings.update": {
    input: z.object({
      theme: preferencesSchema.shape.theme.unwrap().optional(),
      density: preferencesSchema.shape.density.unwrap().optional(),
      notifications: z.boolean().optional(),
      sayResolved: z.boolean().optional(),
      noticeSound: z.boolean().optional(),
      noticeBudgetPerHour: preferencesSchema.shape.noticeBudgetPerHour.unwrap().optional(),
      quietHours: quietHoursSchema.optional(),
      doNotDisturb: doNotDisturbSchema.optional(),
      criticalBreaksThrough: z.boolean().optional(),
      allowUnencryptedSecrets: z.boolean().optional(),
      historyRawHours: preferencesSchema.shape.historyRawHours.unwrap().optional(),
      historyTenSecondDays: preferencesSchema.shape.historyTenSecondDays.unwrap().optional(),
      historyMinuteDays: preferencesSchema.shape.historyMinuteDays.unwrap().optional(),
      historyMegabytes: preferencesSchema.shape.historyMegabytes.unwrap().optional(),
      prometheusApi: prometheusApiSettingsSchema.optional(),
    }),
    output: preferencesSchema,
  },
  "problems.list": { input: z.object({}), output: z.object({ problems: z.array(problemSchema) }) },
  "problems.dismiss": { input: z.object({ id: z.string() }), output: z.object({}) },
};

export const settingsEvents = {
  "settings.changed": preferencesSchema,
  "problems.changed": z.object({ problems: z.array(problemSchema) }),
};

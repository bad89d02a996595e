import { z } from "zod";

export const secretStorageSchema = z.object({
  /** `keychain`: encrypted by the operating system. `file`: a 0600 file, not encrypted. `refused`: not stored until the user allows `file`. */
  kind: z.enum(["keychain", "file", "refused"]),
  /** In words, for the mark: "the system offers no keyring". */
  detail: z.string(),
});
export type SecretStorage = z.infer<typeof secretStorageSchema>;

export const aboutSchema = z.object({
  version: z.string(),
  shell: z.enum(["desktop", "browser"]),
  dataFolder: z.string(),
  versions: z.record(z.string(), z.string()),
  secretStorage: secretStorageSchema,
});
export type About = z.infer<typeof aboutSchema>;

/** The engine's own health, once a second: the status bar, and the proof that it still runs. */
export const engineStatusSchema = z.object({
  time: z.number(),
  startedAt: z.number(),
  series: z.number(),
  samplesPerSecond: z.number(),
  /** Of one core, over the last seconds. */
  cpuPercent: z.number(),
  residentBytes: z.number(),
  /** How late rules are evaluated; absent when there are none. */
  evaluationLagMs: z.number().optional(),
  collectors: z.array(
    z.object({
      name: z.string(),
      state: z.enum(["ok", "no-data", "failing", "late", "waiting"]),
      durationMs: z.number().optional(),
      /** Why there is no data, or what failed. */
      reason: z.string().optional(),
    }),
  ),
});
export type EngineStatus = z.infer<typeof engineStatusSchema>;

export const appCalls = {
  "app.about": { input: z.object({}), output: aboutSchema },
  "engine.status": { input: z.object({}), output: engineStatusSchema },
};

export const appEvents = {
  "engine.status": engineStatusSchema,
};

import { z } from "zod";
import { collectorRowSchema } from "./sampling";

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

/**
 * `shell`: the process that keeps the engine and the window. `window`: what draws, a browser's own process too. `utility`:
 * helpers of the browser or of a collector.
 */
export const processRoles = ["engine", "shell", "window", "gpu", "utility"] as const;
export type ProcessRole = (typeof processRoles)[number];

/** One of the processes that Watchdeck consists of. */
export const ownProcessSchema = z.object({
  role: z.enum(processRoles),
  pid: z.number(),
  /** Of one core, over the last seconds; absent before the second look. */
  cpuPercent: z.number().optional(),
  residentBytes: z.number(),
  /** The same with shared pages shared out among those who share them, where the system says. */
  proportionalBytes: z.number().optional(),
  /** How often it went to sleep and was woken; absent where the system does not say. */
  wakeupsPerSecond: z.number().optional(),
});
export type OwnProcess = z.infer<typeof ownProcessSchema>;

/** The engine's own health, once a second: the status bar, and the proof that it still runs. What seldom changes is asked for. */
export const engineStatusSchema = z.object({
  time: z.number(),
  startedAt: z.number(),
  series: z.number(),
  samplesPerSecond: z.number(),
  /** Of one core, over the last seconds: all of `processes` together. */
  cpuPercent: z.number(),
  /** Of all of `processes`: the proportional figure where it is known, else the resident one. */
  memoryBytes: z.number(),
  wakeupsPerSecond: z.number().optional(),
  /** All that could be found of us; where a system does not tell, the engine alone. */
  processes: z.array(ownProcessSchema),
  /** How late the sampling's ticks came in the last ten seconds, at worst and on average. */
  lateness: z.object({ maxMs: z.number(), meanMs: z.number() }),
  /** How late rules are evaluated; absent when there are none. */
  evaluationLagMs: z.number().optional(),
  /** Collectors that fail or are late. */
  troubled: z.array(collectorRowSchema.pick({ name: true, state: true, reason: true })),
});
export type EngineStatus = z.infer<typeof engineStatusSchema>;

export const appCalls = {
  "app.about": { input: z.object({}), output: aboutSchema },
  "engine.status": { input: z.object({}), output: engineStatusSchema },
};

export const appEvents = {
  "engine.status": engineStatusSchema,
};

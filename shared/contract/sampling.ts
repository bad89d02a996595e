import { z } from "zod";

const shortestPeriodMs = 1000;
const longestPeriodMs = 3_600_000;

/** How often a collector runs: whole seconds, because the sampling ticks in them. */
export const periodSchema = z.number().int().min(shortestPeriodMs).max(longestPeriodMs).multipleOf(1000);

/**
 * `waiting`: has not run yet. `idle`: nothing shown and no rule asks for what it measures. `off`: switched off in the
 * settings. `late`: did not answer within its deadline.
 */
export const collectorStateSchema = z.enum(["ok", "no-data", "failing", "late", "waiting", "idle", "off"]);
export type CollectorState = z.infer<typeof collectorStateSchema>;

/** One collector of this machine: what it is, how it is set, and what its last run brought and cost. */
export const collectorRowSchema = z.object({
  name: z.string(),
  /** One sentence: what it measures and where it reads it. */
  about: z.string(),
  state: collectorStateSchema,
  /** Why there is no data, or what failed. */
  reason: z.string().optional(),
  everyMs: z.number(),
  defaultEveryMs: z.number(),
  isOn: z.boolean(),
  /** It runs only while something shown or a loaded rule asks for what it measures. */
  isOnDemand: z.boolean(),
  /** Of the last run, from its start to its last sample in the store. */
  durationMs: z.number().optional(),
  /** Samples of the last run. */
  samples: z.number().optional(),
  /**
   * CPU time of the engine's process over one run, a mean of the last ones without the very first; absent before the first
   * that could be told apart from the others.
   */
  cpuMs: z.number().optional(),
  /** The run waits for a disk, a device or another program: what else the engine did meanwhile is in `cpuMs` too. */
  isCpuUpperBound: z.boolean().optional(),
});
export type CollectorRow = z.infer<typeof collectorRowSchema>;

export const samplingCalls = {
  /** Every collector that knows this system, in the order in which they run; the Settings page asks again and again. */
  "sampling.collectors": { input: z.object({}), output: z.object({ collectors: z.array(collectorRowSchema) }) },
  /** Changes one collector, at once and for good; what is left out stays as it is. */
  "sampling.change": {
    input: z.object({ name: z.string().max(200), everyMs: periodSchema.optional(), isOn: z.boolean().optional() }),
    output: z.object({}),
  },
  /** Every collector as it came. */
  "sampling.reset": { input: z.object({}), output: z.object({}) },
};

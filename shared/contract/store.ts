import { z } from "zod";

/** One tier of the history: raw samples, or buckets of so many milliseconds. */
const tierSchema = z.object({
  /** 0: raw samples. */
  resolutionMs: z.number(),
  keepMs: z.number(),
  blocks: z.number(),
  bytes: z.number(),
  /** Epoch ms of the oldest and newest sample; absent while there is none. The newest samples of all are still in memory. */
  from: z.number().optional(),
  to: z.number().optional(),
});

export const historySchema = z.object({
  state: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("writing") }),
    /** Nothing is written since then, for the reason said. */
    z.object({ kind: z.literal("paused"), since: z.number(), say: z.string() }),
    /** There is no store on disk; `say` tells why. */
    z.object({ kind: z.literal("memory"), say: z.string().optional() }),
  ]),
  folder: z.string().optional(),
  /** Of all files of the store. */
  bytes: z.number(),
  mostBytes: z.number(),
  series: z.number(),
  /** Finest first. */
  tiers: z.array(tierSchema),
});
export type History = z.infer<typeof historySchema>;

const selectorSchema = z.string().min(1).max(10_000);

export const storeCalls = {
  /** What is kept of this machine, and how large it is. */
  "store.history": { input: z.object({}), output: historySchema },
  /** Which series of the local store a selector (`node_disk_io_now{device="sda"}`) matches: how many, and the first few as text. */
  "store.match": {
    input: z.object({ selector: selectorSchema }),
    output: z.object({ series: z.number(), examples: z.array(z.string()) }),
  },
  /** Deletes the series that a selector matches, with all of their samples; there is no way back. Answers how many there were. */
  "store.delete": { input: z.object({ selector: selectorSchema }), output: z.object({ series: z.number() }) },
};

export const storeStreams = {
  /** The samples of a range, both ends included, as OpenMetrics text in pieces; of all series, or of those that match one of the selectors. */
  "store.export": {
    input: z.object({ selectors: z.array(selectorSchema).max(100), fromMs: z.number(), toMs: z.number() }),
    frame: z.discriminatedUnion("kind", [
      z.object({ kind: z.literal("text"), text: z.string() }),
      /** That was all; so many chunks could not be read and were left out. */
      z.object({ kind: z.literal("end"), damaged: z.number() }),
    ]),
  },
};

import { z } from "zod";
import { diagnosticSchema } from "../model/failure";
import { instantResultSchema, labelsSchema, seriesSchema } from "../model/series";

/** Which source answers: `local` is this machine, anything else a connection's id. */
export const sourceIdSchema = z.string().min(1).max(200);

const exprSchema = z.string().min(1).max(100_000);

/** What every answer carries beside the data. */
const answerSchema = z.object({
  warnings: z.array(z.string()),
  infos: z.array(z.string()),
  /** How long the source took, in ms, network included. */
  tookMs: z.number(),
  /** Of the local store: samples as they were taken (`raw`), or buckets of that length, that were read; absent for servers. */
  tiers: z.array(z.enum(["raw", "10s", "1m"])).optional(),
});

export const rangeQuerySchema = z.object({
  source: sourceIdSchema,
  expr: exprSchema,
  /** Epoch ms; the last step is the last `startMs + k * stepMs` that is not after `endMs`. */
  startMs: z.number(),
  endMs: z.number(),
  stepMs: z.number().positive(),
});

/** Of which series names and values are asked: one metric's, or those of a selector, with samples in that time. Absent: all. */
const selectingSchema = {
  metric: z.string().optional(),
  matcher: exprSchema.optional(),
  startMs: z.number().optional(),
  endMs: z.number().optional(),
};

/** One measurement of many that were counted together, with what its maker said of it: mostly the trace that it was part of. */
export const exemplarSchema = z.object({
  timeMs: z.number(),
  value: z.number(),
  labels: labelsSchema,
  /** Of the series that it was counted in. */
  series: labelsSchema,
});
export type Exemplar = z.infer<typeof exemplarSchema>;

/** Of more than so many the highest are told: no chart has room for all. */
export const mostExemplars = 500;

export const queryCalls = {
  /** One instant query at `timeMs` (absent: now, by the source's own clock). Wrong expressions fail as `bad-query` with places. */
  "query.instant": {
    input: z.object({ source: sourceIdSchema, expr: exprSchema, timeMs: z.number().optional() }),
    output: answerSchema.extend({ result: instantResultSchema }),
  },
  /** One range query. */
  "query.range": { input: rangeQuerySchema, output: answerSchema.extend({ series: z.array(seriesSchema) }) },
  /** Exemplars of the series that an expression reads, oldest first; none from a source that keeps none. */
  "query.exemplars": {
    input: z.object({ source: sourceIdSchema, expr: exprSchema, startMs: z.number(), endMs: z.number() }),
    output: z.object({
      exemplars: z.array(exemplarSchema),
      /** Whether the source has them at all. */
      isSupported: z.boolean(),
    }),
  },
  /** What is wrong with an expression before it is run, by our own parser; an empty list means nothing found. */
  "query.check": {
    input: z.object({ source: sourceIdSchema, expr: z.string().max(100_000) }),
    output: z.object({ diagnostics: z.array(diagnosticSchema) }),
  },
  /** Label names, for completion and for the variables of dashboards. */
  "query.labelNames": {
    input: z.object({ source: sourceIdSchema, ...selectingSchema }),
    output: z.object({ names: z.array(z.string()) }),
  },
  /** Values of one label (`__name__` for the metrics), for the same; at most `limit`. */
  "query.labelValues": {
    input: z.object({
      source: sourceIdSchema,
      label: z.string().min(1),
      ...selectingSchema,
      limit: z.number().int().min(1).max(200_000).default(10_000),
    }),
    output: z.object({ values: z.array(z.string()), truncated: z.boolean() }),
  },
  /** Type and help per metric name, as far as the source knows them. */
  "query.metadata": {
    input: z.object({ source: sourceIdSchema }),
    output: z.object({ metrics: z.record(z.string(), z.object({ type: z.string(), help: z.string() })) }),
  },
};

export const queryStreams = {
  /**
   * Range queries over the local store that go on: the first frame holds the whole window, each later one only the points
   * since. A slow reader misses no point: what it did not grant credit for is sent together in the next frame.
   */
  "query.live": {
    input: z.object({
      queries: z
        .array(z.object({ id: z.string(), expr: exprSchema }))
        .min(1)
        .max(100),
      windowMs: z.number().min(1000).max(3_600_000),
      stepMs: z.number().int().min(1000),
    }),
    frame: z.object({
      /** Whether this frame replaces all that was there (the first one, and after the clock jumped). */
      isWhole: z.boolean(),
      /** The step times of this frame, epoch ms; every series below has one value per step, NaN where it has no point. */
      times: z.instanceof(Float64Array),
      results: z.array(
        z.object({
          id: z.string(),
          series: z.array(z.object({ labels: z.record(z.string(), z.string()), values: z.instanceof(Float64Array) })),
          /** Why this query has no series: a sentence; the other queries go on. */
          problem: z.string().optional(),
        }),
      ),
    }),
  },
};

import { z } from "zod";

/** Any JavaScript number: unlike `z.number()`, NaN and the infinities too, which are ordinary sample values. */
export const anyNumberSchema = z.custom<number>((value) => typeof value === "number");

export const labelsSchema = z.record(z.string(), z.string());

/**
 * One series as columns: `times[i]` (epoch milliseconds, rising) belongs to `values[i]`. NaN is a value like any other;
 * a missing point is simply not there, so a gap is two times further apart than the step.
 */
export const seriesSchema = z.object({
  labels: labelsSchema,
  times: z.instanceof(Float64Array),
  values: z.instanceof(Float64Array),
});
export type Series = z.infer<typeof seriesSchema>;

/** What an instant query answers, in the four shapes of Prometheus's API. Vector columns run parallel: one entry per element. */
export const instantResultSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("vector"),
    labels: z.array(labelsSchema),
    times: z.instanceof(Float64Array),
    values: z.instanceof(Float64Array),
  }),
  z.object({ kind: z.literal("matrix"), series: z.array(seriesSchema) }),
  z.object({ kind: z.literal("scalar"), time: z.number(), value: anyNumberSchema }),
  z.object({ kind: z.literal("string"), time: z.number(), value: z.string() }),
]);
export type InstantResult = z.infer<typeof instantResultSchema>;

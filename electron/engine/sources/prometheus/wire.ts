// What a server sends: https://prometheus.io/docs/prometheus/latest/querying/api/. Whatever a server may leave out is
// optional here, and Go's empty slices arrive as null. Points are checked one by one in to-model.ts, where they become numbers:
// a schema per point would cost more than the answer.
import { z } from "zod";

const texts = z.array(z.string()).nullish();

/** https://prometheus.io/docs/prometheus/latest/querying/api/#format-overview */
export const envelopeSchema = z.object({
  status: z.enum(["success", "error"]),
  data: z.unknown().optional(),
  errorType: z.string().optional(),
  error: z.string().optional(),
  warnings: texts,
  infos: texts,
});
export type Envelope = z.infer<typeof envelopeSchema>;

/** A label set as it was parsed; a plain record schema would drop a label named `__proto__` without a word. */
const metricSchema = z.custom<Record<string, unknown>>(
  (value) => typeof value === "object" && value !== null && !Array.isArray(value),
);
/** Only that it is a list: going through a million points twice would show. */
const points = z.custom<unknown[]>((value) => Array.isArray(value)).nullish();

/** https://prometheus.io/docs/prometheus/latest/querying/api/#instant-vectors; `histogram` stands in place of `value`. */
export const vectorElementSchema = z.object({
  metric: metricSchema,
  value: z.unknown().optional(),
  histogram: z.unknown().optional(),
});
/** https://prometheus.io/docs/prometheus/latest/querying/api/#range-vectors */
export const matrixElementSchema = z.object({ metric: metricSchema, values: points, histograms: points });
export type VectorElement = z.infer<typeof vectorElementSchema>;
export type MatrixElement = z.infer<typeof matrixElementSchema>;

export const queryDataSchema = z.discriminatedUnion("resultType", [
  z.object({ resultType: z.literal("vector"), result: z.array(vectorElementSchema).nullish() }),
  z.object({ resultType: z.literal("matrix"), result: z.array(matrixElementSchema).nullish() }),
  z.object({ resultType: z.literal("scalar"), result: z.tuple([z.number(), z.string()]) }),
  z.object({ resultType: z.literal("string"), result: z.tuple([z.number(), z.string()]) }),
]);
export type QueryData = z.infer<typeof queryDataSchema>;

/** Label names, label values. */
export const namesSchema = z.array(z.string()).nullish();

/** https://prometheus.io/docs/prometheus/latest/querying/api/#querying-metric-metadata */
export const metadataSchema = z
  .record(z.string(), z.array(z.object({ type: z.string().default("unknown"), help: z.string().default("") })).nullish())
  .nullish();

/** https://prometheus.io/docs/prometheus/latest/querying/api/#build-information; servers of other makes send more, or less. */
export const buildInfoSchema = z.object({
  application: z.string().optional(),
  version: z.string().optional(),
  revision: z.string().optional(),
  goVersion: z.string().optional(),
});
export type BuildInfo = z.infer<typeof buildInfoSchema>;

// What a Loki sends: https://grafana.com/docs/loki/latest/reference/loki-http-api/. Whatever a version may leave out is optional
// here, and Go's empty slices arrive as null, or not at all. Lines are checked one by one in to-entries.ts, where they become
// entries: a schema per line would cost more than the answer.
import { z } from "zod";
import { queryDataSchema as metricDataSchema } from "../prometheus/wire";

/** A label set as it was parsed; a plain record schema would drop a label named `__proto__` without a word. */
const labelSet = z.custom<Record<string, unknown>>(
  (value) => typeof value === "object" && value !== null && !Array.isArray(value),
  "not a set of labels",
);
/** Only that it is a list. */
const rows = z.custom<unknown[]>((value) => Array.isArray(value), "not a list").nullish();
const count = z.number().nullish();

export const streamSchema = z.object({ stream: labelSet.nullish(), values: rows });
export type WireStream = z.infer<typeof streamSchema>;

/** https://grafana.com/docs/loki/latest/reference/loki-http-api/#statistics */
const summarySchema = z.object({ totalBytesProcessed: count, totalLinesProcessed: count });

const streamsDataSchema = z.object({
  resultType: z.literal("streams"),
  result: z.array(streamSchema).nullish(),
  encodingFlags: z.array(z.string()).nullish(),
});

export const queryAnswerSchema = z.object({
  status: z.literal("success"),
  data: z
    .discriminatedUnion("resultType", [streamsDataSchema, ...metricDataSchema.options])
    .and(z.object({ stats: z.object({ summary: summarySchema.nullish() }).nullish() })),
  warnings: z.array(z.string()).nullish(),
});
export type QueryAnswer = z.infer<typeof queryAnswerSchema>;

/** Label names and values. Where there are none, `data` is missing. */
export const namesSchema = z.object({ status: z.literal("success"), data: z.array(z.string()).nullish() });

/** https://grafana.com/docs/loki/latest/reference/loki-http-api/#query-log-statistics; a bare object. */
export const indexStatsSchema = z.object({ streams: z.number(), entries: z.number(), bytes: z.number() });

/** https://grafana.com/docs/loki/latest/reference/loki-http-api/#detected-fields; `{}` where there are none. */
export const detectedFieldsSchema = z.object({
  fields: z
    .array(z.object({ label: z.string(), type: z.string(), cardinality: z.number(), parsers: z.array(z.string()).nullish() }))
    .nullish(),
});

export const buildInfoSchema = z.object({ version: z.string().nullish() });

/** https://grafana.com/docs/loki/latest/reference/loki-http-api/#stream-logs: what comes over the socket. */
export const tailMessageSchema = z.object({
  streams: z.array(streamSchema).nullish(),
  dropped_entries: rows,
});

import { z } from "zod";
import { labelsSchema } from "./series";

/**
 * An instant to the nanosecond: decimal digits since 1970-01-01T00:00:00Z. Nineteen digits do not fit a double, so such times
 * travel as text, or as whole milliseconds and the nanoseconds beyond them.
 */
export const nsTimeSchema = z.string().regex(/^\d{1,19}$/, "a time in nanoseconds has at most 19 digits");
export type NsTime = z.infer<typeof nsTimeSchema>;

/** How bad a line says it is; `unknown`: it does not say. In this order, the worst first. */
export const logLevels = ["critical", "error", "warning", "info", "debug", "trace", "unknown"] as const;
export const logLevelSchema = z.enum(logLevels);
export type LogLevel = z.infer<typeof logLevelSchema>;

/** A longer line is sent in part; `logs.line` has the whole. */
export const longestLine = 256 * 1024;

/**
 * Log lines as columns: entry `i` of each is of line `i`. In the order of the query, or of arrival; lines of one stream that
 * have the same time keep the order in which their source tells them.
 */
export const logBlockSchema = z.object({
  /**
   * Label sets that no earlier block of the same answer or stream had, or that were forgotten since (`streamsInRound`). Lines refer
   * to them by number, counted from 0 over all blocks of it.
   */
  streams: z.array(labelsSchema),
  /** Epoch ms, and the nanoseconds beyond (0 to 999,999). */
  ms: z.instanceof(Float64Array),
  ns: z.instanceof(Float64Array),
  stream: z.instanceof(Float64Array),
  lines: z.array(z.string()),
  /** What the source knows of a line beside its stream's labels. Absent: of none in this block. */
  metadata: z.array(labelsSchema.nullable()).optional(),
  /** What the query's parsers made of it. Absent: nothing in this block. */
  parsed: z.array(labelsSchema.nullable()).optional(),
  /** Lines of which only the beginning is here, and how many characters they have. */
  cut: z.array(z.object({ index: z.number(), length: z.number() })).optional(),
});
export type LogBlock = z.infer<typeof logBlockSchema>;

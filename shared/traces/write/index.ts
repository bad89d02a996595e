// Writes traces as JSON that reading gives back as they were, in pieces: a trace of two hundred megabytes is no one string.
import type { SpanTable } from "../span-table";
import { writeJaeger } from "./jaeger";
import { writeOtlp } from "./otlp";

/** Jaeger's form has microseconds; all else of a span is in both. */
export function writeTraces(table: SpanTable, rows: Uint32Array, format: "jaeger" | "otlp"): Iterable<string> {
  return format === "jaeger" ? writeJaeger(table, rows) : writeOtlp(table, rows);
}

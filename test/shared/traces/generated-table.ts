// Generated traces as the window reads them.
import { type BuiltTrace, buildTrace } from "#shared/traces/build/index";
import { createTraceReading } from "#shared/traces/read/index";
import type { SpanTable } from "#shared/traces/span-table";
import { tracesIn } from "#shared/traces/traces-in";
import { type GenerateOptions, generateTrace, otlpBytes } from "../../support/traces/generator";

export interface ReadTrace extends BuiltTrace {
  table: SpanTable;
}

/** In OTLP, which can say everything. */
export function readGenerated(options: GenerateOptions): ReadTrace {
  const reading = createTraceReading();
  for (const bytes of otlpBytes(generateTrace(options))) reading.push(bytes);
  const { table } = reading.end();
  const rows = tracesIn(table)[0]?.rows ?? new Uint32Array(0);
  return { table, ...buildTrace(table, rows) };
}

// Asking a source as the window does: all parts of an answer put together, and whole traces read with the window's own reader.
import type { TraceSearch } from "#shared/contract/traces";
import type { TraceSummary } from "#shared/model/trace";
import { createTraceReading } from "#shared/traces/read/index";
import type { ReadOutcome } from "#shared/traces/span-table";
import { summariesOf } from "#shared/traces/summaries";
import { tracesIn } from "#shared/traces/traces-in";
import type { TraceSource } from "../../../electron/engine/sources/trace-source";
import { readSpans, type ToldSpan } from "./told-spans";

const never = new AbortController().signal;

export interface Found {
  /** Newest first. */
  summaries: TraceSummary[];
  ids: string[];
  warnings: string[];
  hasWholeTraces: boolean;
}

export async function findTraces(
  source: TraceSource,
  search: Partial<TraceSearch> & Pick<TraceSearch, "startMs" | "endMs">,
): Promise<Found> {
  const reading = createTraceReading();
  const summaries: TraceSummary[] = [];
  const warnings: string[] = [];
  let hasWholeTraces = false;
  for await (const part of source.search({ tags: [], limit: 20, ...search, signal: never })) {
    if (part.kind === "summaries") summaries.push(...part.summaries);
    else if (part.kind === "warning") warnings.push(part.say);
    else {
      hasWholeTraces = true;
      reading.push(part.bytes);
    }
  }
  if (hasWholeTraces) summaries.push(...summariesOf(reading.end().table));
  summaries.sort((a, b) => (BigInt(a.startNs) < BigInt(b.startNs) ? 1 : -1));
  return { summaries, ids: summaries.map(({ traceId }) => traceId), warnings, hasWholeTraces };
}

export interface FetchedTrace extends ReadOutcome {
  spans: ToldSpan[];
}

export async function fetchTrace(
  source: TraceSource,
  traceId: string,
  around: { startMs?: number; endMs?: number } = {},
): Promise<FetchedTrace> {
  const reading = createTraceReading();
  for await (const { bytes } of source.trace({ traceId, ...around, signal: never })) reading.push(bytes);
  const outcome = reading.end();
  const traces = tracesIn(outcome.table);
  if (traces.length !== 1) throw new Error(`there are ${traces.length} traces in the answer`);
  return { ...outcome, spans: readSpans(outcome.table, traces[0]?.rows ?? []) };
}

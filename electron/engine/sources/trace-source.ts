// What every source of traces can be asked: a Jaeger or a Zipkin. Whole traces pass through as the bytes that the server sent:
// reading a hundred megabytes of JSON would hold up the sampling, so the window does it, in a worker of its own.
import type { Dependency, TraceAbilities, TraceSearch } from "#shared/contract/traces";
import type { TraceSummary } from "#shared/model/trace";
import type { EpochMs, Milliseconds } from "#shared/units/time";

interface Wait {
  signal: AbortSignal;
  deadline?: Milliseconds;
}

/** A part of a search's answer. */
export type FoundTraces =
  | { kind: "summaries"; summaries: TraceSummary[] }
  | { kind: "bytes"; bytes: Uint8Array<ArrayBuffer> }
  | { kind: "warning"; say: string };

export interface TraceSource {
  abilities(asked: Wait): Promise<TraceAbilities>;
  /** Sorted. */
  services(asked: Wait): Promise<string[]>;
  operations(asked: { service: string } & Wait): Promise<string[]>;
  /** Nothing found is an answer without parts. A consumer that stops reading ends it. */
  search(asked: TraceSearch & Wait): AsyncIterable<FoundTraces>;
  /** The bytes of one trace, at most a megabyte a piece. Throws `not-found` when the source does not know it. */
  trace(
    asked: { traceId: string; startMs?: EpochMs | undefined; endMs?: EpochMs | undefined } & Wait,
  ): AsyncIterable<{ bytes: Uint8Array<ArrayBuffer>; totalBytes?: number | undefined }>;
  dependencies(asked: { endMs: EpochMs; lookbackMs: Milliseconds } & Wait): Promise<Dependency[]>;
}

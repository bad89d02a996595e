// What is asked of the samples of this machine, and what comes back.
import type { InstantResult, Series } from "#shared/model/series";
import type { Query } from "#shared/promql/ast";
import type { EpochMs, Milliseconds } from "#shared/units/time";
import type { TierId } from "../store/disk/disk";

export type Span = { kind: "instant"; time: EpochMs } | { kind: "range"; start: EpochMs; end: EpochMs; step: Milliseconds };

export interface QueryLimits {
  signal: AbortSignal;
  /** Longest wait for the answer, with the time in the queue. */
  deadline?: Milliseconds;
  /** How old the newest sample of a series may be; Prometheus's five minutes unless said otherwise. */
  lookback?: Milliseconds;
}

/** `raw` are samples as they were taken, the others buckets of that length. */
export type TierName = "raw" | "10s" | "1m";
export const tierNames: Readonly<Record<TierId, TierName>> = { 0: "raw", 1: "10s", 2: "1m" };

export interface QueryRemarks {
  warnings: string[];
  infos: string[];
  /** Which tiers of the store were read, finest first; empty for a query that needs no samples. */
  tiers: TierName[];
}

export interface Queries {
  instant(query: Query, time: EpochMs, limits: QueryLimits): Promise<QueryRemarks & { result: InstantResult }>;
  range(
    query: Query,
    range: { start: EpochMs; end: EpochMs; step: Milliseconds },
    limits: QueryLimits,
  ): Promise<QueryRemarks & { series: Series[] }>;
  /** Ends what is under way; the threads are gone when it resolves. */
  close(): Promise<void>;
}

// What every source of logs can be asked: a Loki, or the logs of this machine that somebody picked. As with metrics, sources
// answer in the shapes of shared/model and throw AppErrors.
import type { DetectedField, LogStats, LogVolume } from "#shared/contract/logs";
import type { LogEntry } from "#shared/logs/block";
import type { Diagnostic } from "#shared/model/failure";
import type { Labels } from "#shared/model/labels";
import type { NsTime } from "#shared/model/log";
import type { InstantResult, Series } from "#shared/model/series";
import type { EpochMs, Milliseconds } from "#shared/units/time";

/** From the start on, and before the end. */
export interface LogSpan {
  startNs: NsTime;
  endNs: NsTime;
}

interface Wait {
  signal: AbortSignal;
  /** Longest wait for an answer; default 60 s, of a page where there are pages. */
  deadline?: Milliseconds;
}

/** A part of the answer of a log query, in the query's order. */
export interface LogPage {
  entries: LogEntry[];
  /** What has been read so far, this page included. */
  stats: LogStats;
  /** How far the reading has come. */
  reachedNs: NsTime;
  done?: "limit" | "end" | undefined;
  warnings: string[];
}

export type TailState =
  | { kind: "connecting" }
  | { kind: "open"; sinceMs: EpochMs }
  | { kind: "waiting"; reason: string; retryAtMs: EpochMs };

/** Who is told of what a tail hears. */
export interface TailListener {
  onEntries(entries: LogEntry[]): void;
  /** So many lines were left out by the server. */
  onDropped(count: number): void;
  onState(state: TailState): void;
  /** It ends for good: what it was asked can never be answered. */
  onFailure(error: unknown): void;
}

export interface LogSource {
  /** What the expression is, and mistakes in it found without asking a server. */
  check(expr: string): { kind?: "lines" | "metric" | undefined; diagnostics: Diagnostic[] };
  /** Lines page by page. A consumer that stops reading ends it. Throws `bad-query` with places for a wrong expression. */
  query(asked: { expr: string; direction: "backward" | "forward"; limit: number } & LogSpan & Wait): AsyncIterable<LogPage>;
  /** Follows until the signal aborts: reconnects, fills what was missed, never tells a line twice. */
  tail(asked: { expr: string; afterNs?: NsTime | undefined; signal: AbortSignal }, listener: TailListener): void;
  /** Metric queries. */
  instant(asked: { expr: string; time?: EpochMs | undefined } & Wait): Promise<{ result: InstantResult; warnings: string[] }>;
  range(
    asked: { expr: string; start: EpochMs; end: EpochMs; step: Milliseconds } & Wait,
  ): Promise<{ series: Series[]; warnings: string[] }>;
  volume(asked: { expr: string; stepMs: Milliseconds } & LogSpan & Wait): Promise<LogVolume>;
  labelNames(asked: { selector?: string | undefined } & LogSpan & Wait): Promise<string[]>;
  labelValues(asked: { label: string; selector?: string | undefined; limit: number } & LogSpan & Wait): Promise<string[]>;
  fields(asked: { expr: string } & LogSpan & Wait): Promise<DetectedField[]>;
  /** All absent where the source cannot tell. */
  estimate(
    asked: { expr: string } & LogSpan & Wait,
  ): Promise<{ streams?: number | undefined; entries?: number | undefined; bytes?: number | undefined }>;
  /** Lines of the same stream around one, oldest first, without the line itself. */
  context(
    asked: { labels: Labels; timeNs: NsTime; start: string; before: number; after: number } & Wait,
  ): Promise<{ before: LogEntry[]; after: LogEntry[] }>;
  /** The whole of a line. Throws `not-found` when it is not there any more. */
  line(asked: { labels: Labels; timeNs: NsTime; start: string } & Wait): Promise<string>;
}

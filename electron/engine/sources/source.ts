// What every source of data can be asked, whichever it is. Sources answer in the shapes of shared/model and throw
// AppErrors; the wire shapes of a server stop inside its folder.
import type { Exemplar } from "#shared/contract/query";
import type { Diagnostic } from "#shared/model/failure";
import type { InstantResult, Series } from "#shared/model/series";
import type { Query } from "#shared/promql/ast";
import type { EpochMs, Milliseconds } from "#shared/units/time";
import type { LogSource } from "./log-source";
import type { TraceSource } from "./trace-source";

export interface Answer {
  warnings: string[];
  infos: string[];
  /** Which tiers of the local store were read; absent for servers. */
  tiers?: ("raw" | "10s" | "1m")[];
}

export interface InstantQuery {
  expr: string;
  /** The expression parsed, from whoever asks it again and again: it spares a source that evaluates itself the parsing. */
  parsed?: Query;
  /** Absent: now, by the source's own clock. */
  time?: EpochMs;
  signal: AbortSignal;
  /** Longest wait for the answer; default 30 s. */
  deadline?: Milliseconds;
}

export interface RangeQuery {
  expr: string;
  start: EpochMs;
  end: EpochMs;
  step: Milliseconds;
  signal: AbortSignal;
  deadline?: Milliseconds;
}

/** Of all series that the expression reads. */
export interface ExemplarQuery {
  expr: string;
  start: EpochMs;
  end: EpochMs;
  signal: AbortSignal;
  deadline?: Milliseconds;
}

/** Of which series names and values are asked: one metric's, or those of a selector; all, when neither is given. */
export interface Selecting {
  metric?: string;
  /** `up{job="node"}` */
  matcher?: string;
  /** Of series that have samples in this time, as far as the source can tell. Absent: all that it knows. */
  start?: EpochMs;
  end?: EpochMs;
}

/** A source that speaks PromQL. */
export interface MetricsSource {
  instant(query: InstantQuery): Promise<Answer & { result: InstantResult }>;
  range(query: RangeQuery): Promise<Answer & { series: Series[] }>;
  /** Mistakes in an expression found without asking a server. */
  check(expr: string): Diagnostic[] | Promise<Diagnostic[]>;
  labelNames(request: Selecting & { signal: AbortSignal }): Promise<string[]>;
  labelValues(request: Selecting & { label: string; limit: number; signal: AbortSignal }): Promise<string[]>;
  metadata(request: { signal: AbortSignal }): Promise<Record<string, { type: string; help: string }>>;
  /** Undefined where the source turns out to have none; absent where it never has. */
  exemplars?(query: ExemplarQuery): Promise<Exemplar[] | undefined>;
}

/** Finds the source behind an id: `local`, or a connection's. Throws `not-found` in words when a connection is gone. */
export interface Sources {
  /** Of a Loki too: it answers metric queries, in LogQL. */
  metrics(id: string): MetricsSource;
  /** The logs of this host, or a Loki's. */
  logs(id: string): Promise<LogSource>;
  /** A Jaeger's or a Zipkin's. */
  traces(id: string): Promise<TraceSource>;
  /** What people call it: "this host", or the connection's name; the id itself when it is gone. */
  nameOf(id: string): string;
}

// What passes between the window and the worker that reads traces.
import type { Failure } from "#shared/model/failure";
import type { SpanDetail, Trace, TraceSummary } from "#shared/model/trace";
import type { TraceComparison } from "#shared/traces/compare";
import type { FlameGraph } from "#shared/traces/flame-graph";
import type { ValuePlace } from "#shared/traces/span-detail";
import type { SpanEvents } from "#shared/traces/span-events";
import type { ReadProblem } from "#shared/traces/span-table";
import type { StatisticsOptions, StatisticsRow } from "#shared/traces/statistics";

/** Traces that came together: found by a search, fetched one by one, or out of a file. */
export interface AnswerRead {
  answerId: string;
  summaries: TraceSummary[];
  problems: ReadProblem[];
  /** The text broke off: spans may be missing. */
  isCut: boolean;
  /** How long the text was. */
  bytes: number;
}

/** A trace to be drawn. What it says in words is asked of the reader by its key. */
export interface OpenTrace {
  key: string;
  trace: Trace;
  /** How many events all of its spans have. */
  events: number;
  /** What was found wrong with the text that it was read from; nothing where others came in the same text, who may be meant. */
  problems: ReadProblem[];
}

export type SavedFormat = "jaeger" | "otlp";

/** All that can be asked, and what comes back. */
export interface ReadingCalls {
  begin: { input: { answerId: string }; output: undefined };
  push: { input: { answerId: string; bytes: Uint8Array<ArrayBuffer> }; output: undefined };
  end: { input: { answerId: string }; output: AnswerRead };
  file: { input: { answerId: string; file: Blob }; output: AnswerRead };
  /** Forgets an answer, read or half read. */
  close: { input: { answerId: string }; output: undefined };
  open: { input: { answerId: string; traceId: string }; output: OpenTrace };
  release: { input: { key: string }; output: undefined };
  detail: { input: { key: string; position: number }; output: SpanDetail };
  value: { input: { key: string; position: number; place: ValuePlace }; output: string };
  find: { input: { key: string; words: string }; output: Uint32Array };
  statistics: { input: { key: string; options: StatisticsOptions }; output: StatisticsRow[] };
  flame: { input: { key: string }; output: FlameGraph };
  logs: { input: { key: string }; output: SpanEvents };
  compare: { input: { a: string; b: string }; output: TraceComparison };
  tagKeys: { input: { key: string }; output: { key: string; spans: number }[] };
  spanIds: { input: { key: string; positions: Uint32Array }; output: string[] };
  positionOf: { input: { key: string; spanId: string }; output: number | undefined };
  save: { input: { of: string; format: SavedFormat }; output: Blob };
}
export type ReadingCall = keyof ReadingCalls;

export type ReadingRequest = { [N in ReadingCall]: { id: number; name: N; input: ReadingCalls[N]["input"] } }[ReadingCall];

/** To the window: an answer to a request, how far a file is read, or that an answer had to go to make room. */
export type ReadingNews =
  | { id: number; ok: true; value: unknown }
  | { id: number; ok: false; failure: Failure }
  | { progress: string; bytes: number }
  | { dropped: string };

// What travels between the engine and its query worker. One question is under way at a time.
import type { Failure } from "#shared/model/failure";
import type { Labels } from "#shared/model/labels";
import type { InstantResult } from "#shared/model/series";
import type { Selection } from "#shared/promql/storage";
import type { Job } from "./evaluation";
import type { PackedAnswer } from "./packed-answer";

export type ToWorker =
  /** Which selections the job will need: for plans that would themselves take long. */
  | { t: "plan"; job: Job; stop: Int32Array }
  /** `stop` lies in shared memory: its one number becomes 1 when the answer is wanted no more. */
  | { t: "evaluate"; job: Job; selections: Selection[]; data: PackedAnswer; stop: Int32Array };

/** A label set that the engine gave a number comes back as that number. */
export type SentLabels = Labels | number;

interface Columns {
  times: Float64Array<ArrayBuffer>;
  values: Float64Array<ArrayBuffer>;
}

export type SentOutcome =
  | { kind: "instant"; result: Exclude<InstantResult, { kind: "vector" } | { kind: "matrix" }> }
  | ({ kind: "vector"; labels: SentLabels[] } & Columns)
  | { kind: "matrix" | "range"; series: ({ labels: SentLabels } & Columns)[] };

export type FromWorker =
  | { t: "planned"; selections: Selection[] }
  | { t: "evaluated"; outcome: SentOutcome; warnings: string[]; infos: string[] }
  | { t: "failed"; failure: Failure }
  | { t: "bug"; message: string; stack: string };

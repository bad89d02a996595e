// What every part of the evaluator is given. All steps of a query are evaluated at once: a value is a column with one
// entry per step, so that series are selected and matched once per query, not once per step.
import { AppError } from "../../model/failure";
import type { Labels } from "../../model/labels";
import type { EpochMs, Milliseconds } from "../../units/time";
import type { Selectable } from "../storage";

/** One series of an instant vector over all steps. Where `present[i]` is 0 it has no point; NaN is a value. */
export interface VectorColumn {
  labels: Labels;
  values: Float64Array;
  present: Uint8Array;
}

export type Value =
  | { type: "scalar"; values: Float64Array }
  | { type: "string"; value: string }
  | { type: "vector"; columns: VectorColumn[] };

export interface Context {
  /** The times to evaluate at, rising. Inside a subquery these are its own. */
  steps: Float64Array;
  /** Start, end and step of the query as it was asked, also inside subqueries. An instant query has step 0. */
  query: { start: EpochMs; end: EpochMs; step: Milliseconds };
  storage: Selectable;
  /** How old the newest sample of a series may be. */
  lookback: Milliseconds;
  budget: Budget;
}

/** Prometheus's default for how long a series without new samples stays visible. */
export const defaultLookback: Milliseconds = 300_000;
/** The step of a subquery that names none: Prometheus's default evaluation interval. */
export const defaultSubqueryStep: Milliseconds = 60_000;

/** What a query may use up before it is ended. */
export interface Budget {
  /** Counts samples read or made; throws when there are too many, or when nobody waits any more. */
  spend(samples: number): void;
}

export function createBudget(maxSamples: number, signal?: { readonly aborted: boolean }): Budget {
  let left = maxSamples;
  return {
    spend(samples) {
      left -= samples;
      if (signal?.aborted) throw new AppError({ kind: "cancelled", say: "The query was cancelled.", retry: true });
      if (left >= 0) return;
      throw new AppError({
        kind: "refused",
        say: `The query would touch more than ${maxSamples.toLocaleString("en")} samples; narrow its selectors or its time range.`,
      });
    },
  };
}

export function emptyColumn(labels: Labels, steps: number): VectorColumn {
  return { labels, values: new Float64Array(steps), present: new Uint8Array(steps) };
}

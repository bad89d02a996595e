// What every part of the evaluator is given. All steps of a query are evaluated at once: a value is a column with one
// entry per step, so that series are selected and matched once per query, not once per step.
import type { Labels } from "../../model/labels";
import type { EpochMs, Milliseconds } from "../../units/time";
import type { Annotations } from "../annotations";
import type { Selectable } from "../storage";
import type { Budget } from "./budget";

/** One series of an instant vector over all steps. Where `present[i]` is 0 it has no point; NaN is a value. */
export interface VectorColumn {
  labels: Labels;
  values: Float64Array;
  present: Uint8Array;
  /** With delayed name removal: the metric's name goes at the end of the evaluation. */
  dropsName?: boolean;
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
  /** The step of a subquery that names none. */
  subqueryStep: Milliseconds;
  /** Names go at the end instead of at once, so that what comes later can still read them: experimental in Prometheus. */
  delaysNameRemoval: boolean;
  budget: Budget;
  annotations: Annotations;
}

/** Prometheus's default for how long a series without new samples stays visible. */
export const defaultLookback: Milliseconds = 300_000;
/** The step of a subquery that names none: Prometheus's default evaluation interval. */
export const defaultSubqueryStep: Milliseconds = 60_000;

/**
 * Thousands of columns are made in one query, and memory of its own for each costs more than filling it. So they are cut from
 * slabs; a slab is never used again, and goes when the last of its columns does.
 */
const slabBytes = 1 << 18;
let slab = new ArrayBuffer(0);
let used = 0;

export function emptyColumn(labels: Labels, steps: number): VectorColumn {
  const bytes = 8 * steps + ((steps + 7) & ~7);
  // Some steps are kept inside their arrays, and very many fill a slab alone.
  if (steps <= 8 || bytes > slabBytes / 8) return { labels, values: new Float64Array(steps), present: new Uint8Array(steps) };
  if (used + bytes > slab.byteLength) {
    slab = new ArrayBuffer(slabBytes);
    used = 0;
  }
  const column = {
    labels,
    values: new Float64Array(slab, used, steps),
    present: new Uint8Array(slab, used + 8 * steps, steps),
  };
  used += bytes;
  return column;
}

import type { EpochMs, Milliseconds } from "../../units/time";
import { type Annotations, noAnnotations } from "../annotations";
import type { Query } from "../ast";
import { FindingError, queryError, toDiagnostic } from "../diagnostics";
import type { Selectable } from "../storage";
import { type Budget, createBudget, type Stop } from "./budget";
import { type Context, defaultLookback, defaultSubqueryStep } from "./context";
import { findUnsupported } from "./support";
import { makeSteps } from "./times";

export interface EvaluateOptions {
  storage: Selectable;
  /** Looked at while the query runs; an object whose getter knows a deadline will do. */
  signal?: Stop;
  /** The most samples a query may touch; 20 million unless said otherwise. */
  maxSamples?: number;
  /** How old the newest sample of a series may be; five minutes unless said otherwise. */
  lookback?: Milliseconds;
  /** The step of subqueries that name none; a minute unless said otherwise. */
  subqueryStep?: Milliseconds;
  /** Metric names go at the end of the evaluation instead of at once: an experimental setting of Prometheus, off there as here. */
  delayedNameRemoval?: boolean;
  /** Told what the evaluation remarks; see `createAnnotations`. */
  annotations?: Annotations;
}

/** The times of a query's answer; step 0 is one moment, the start. */
export interface QuerySpan {
  start: EpochMs;
  end: EpochMs;
  step: Milliseconds;
}

const defaultMaxSamples = 20_000_000;

/** `steps` are those of the span unless given. */
export function createContext(options: EvaluateOptions, query: QuerySpan, steps?: Float64Array): Context {
  const budget = createBudget(options.maxSamples ?? defaultMaxSamples, options.signal);
  return {
    steps: steps ?? stepsOf(query, budget),
    query,
    storage: options.storage,
    lookback: options.lookback ?? defaultLookback,
    subqueryStep: options.subqueryStep ?? defaultSubqueryStep,
    delaysNameRemoval: options.delayedNameRemoval ?? false,
    annotations: options.annotations ?? noAnnotations,
    budget,
  };
}

function stepsOf({ start, end, step }: QuerySpan, budget: Budget): Float64Array {
  if (step === 0) return Float64Array.of(start);
  return makeSteps(start, step, end < start ? 0 : Math.floor((end - start) / step) + 1, budget);
}

/** Runs an evaluation; what is wrong with the query comes out as an AppError with its place in the text. */
export function withPlaces<T>({ text, expr }: Query, run: () => T): T {
  const unsupported = findUnsupported(expr);
  if (unsupported.length > 0) {
    throw queryError(
      unsupported.map((finding) => toDiagnostic(text, finding)),
      "not-supported",
    );
  }
  try {
    return run();
  } catch (error) {
    if (!(error instanceof FindingError)) throw error;
    throw queryError([toDiagnostic(text, error.finding)], error.kind);
  }
}

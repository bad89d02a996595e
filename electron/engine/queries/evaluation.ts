// The evaluation of one query over samples that were read before: the same here and in the worker.
import type { InstantResult, Series } from "#shared/model/series";
import { createAnnotations } from "#shared/promql/annotations";
import type { Query } from "#shared/promql/ast";
import { evaluateInstant, evaluateRange } from "#shared/promql/evaluate";
import { planSelections, selectionKey } from "#shared/promql/plan";
import type { Selection } from "#shared/promql/storage";
import type { Milliseconds } from "#shared/units/time";
import type { Prefetched } from "./prefetched";
import type { Span } from "./query-answer";

/** What to evaluate; survives a structured clone. */
export interface Job {
  query: Query;
  span: Span;
  maxSamples: number;
  lookback?: Milliseconds;
}

export type Outcome = { kind: "instant"; result: InstantResult } | { kind: "range"; series: Series[] };

export interface Evaluated {
  outcome: Outcome;
  warnings: string[];
  infos: string[];
}

/** What the evaluation of the job will select, in its order; what it selects several times is there once. */
export function planOf({ query, span, ...options }: Job): Selection[] {
  const selections = planSelections(query, querySpan(span), options);
  if (selections.length < 2) return selections;
  return [...new Map(selections.map((selection) => [selectionKey(selection), selection])).values()];
}

export function evaluate(job: Job, storage: Prefetched, signal: { readonly aborted: boolean }): Evaluated {
  const { query, span, ...limits } = job;
  const annotations = createAnnotations(query.text);
  const options = { ...limits, storage, signal, annotations };
  const outcome: Outcome =
    span.kind === "instant"
      ? { kind: "instant", result: evaluateInstant(query, span.time, options) }
      : { kind: "range", series: evaluateRange(query, span, options) };
  return { outcome, warnings: [...annotations.warnings, ...damageOf(storage)], infos: annotations.infos };
}

/** An instant is a range that ends where it starts. */
export const querySpan = (span: Span) => (span.kind === "instant" ? { start: span.time, end: span.time, step: 0 } : span);

function damageOf(storage: Prefetched): string[] {
  const count = storage.damaged();
  if (count === 0) return [];
  const chunks = count === 1 ? "one damaged chunk" : `${count} damaged chunks`;
  return [`The answer lacks the samples of ${chunks} of the store; \`watchdeck store verify\` says what is lost.`];
}

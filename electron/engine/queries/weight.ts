// About how long a query will take, before it is run: what is light is answered at once where it is asked, what is heavy
// elsewhere. A guess that is wrong costs little: an evaluation here that takes longer than expected is begun anew in a worker.
import { childrenOf, type Duration, type Expr } from "#shared/promql/ast";
import type { Selection } from "#shared/promql/storage";
import type { Milliseconds } from "#shared/units/time";
import type { StoreAnswer } from "../store/reading/pieces";
import type { Span } from "./query-answer";

/** What is expected to take no longer is evaluated in place. */
export const lightLimit: Milliseconds = 10;

const nanoseconds = 1e-6;
const microseconds = 1e-3;
/** What one of each costs, as measured. */
const cost = {
  sampleSeen: 3 * nanoseconds,
  sampleUnpacked: 20 * nanoseconds,
  sampleInWindow: 0.5 * nanoseconds,
  sampleSorted: 25 * nanoseconds,
  valueComputed: 40 * nanoseconds,
  seriesPassed: 0.5 * microseconds,
  seriesMatched: 10 * microseconds,
};
/** Functions that put the samples of each window in order. */
const sorting: ReadonlySet<string | undefined> = new Set(["quantile_over_time", "mad_over_time"]);
/** Functions that write labels anew. */
const relabelling: ReadonlySet<string> = new Set(["label_replace", "label_join", "sort_by_label", "sort_by_label_desc"]);

/** Values that each node of the expression computes for one series, subqueries with theirs. */
export function valuesPerSeries(expr: Expr, span: Span): number {
  if (span.kind === "instant") return countValues(expr, 1, 0);
  const length = Math.max(0, span.end - span.start);
  return countValues(expr, Math.floor(length / span.step) + 1, length);
}

function countValues(expr: Expr, steps: number, length: Milliseconds): number {
  if (expr.type !== "subquery") {
    return childrenOf(expr).reduce((sum, child) => sum + countValues(child, steps, length), steps);
  }
  const range = lengthOf(expr.range, Number.POSITIVE_INFINITY);
  const step = expr.step ? lengthOf(expr.step, 1) : 60_000;
  // Each step looks at a whole window of what is inside.
  const inWindows = steps * (range / step);
  return inWindows + countValues(expr.expr, (length + range) / step, length + range);
}

/** A plan walks through the steps of its subqueries; beyond so many values it is long itself. */
const longPlan = 200_000;

export const isLongPlan = (expr: Expr, span: Span): boolean => hasSubquery(expr) && valuesPerSeries(expr, span) > longPlan;

const hasSubquery = (expr: Expr): boolean => expr.type === "subquery" || childrenOf(expr).some(hasSubquery);

/** Arithmetic on durations is rare: what it comes to is not worked out here, and the worst is expected. */
const lengthOf = (duration: Duration, worst: Milliseconds): Milliseconds =>
  duration.type === "literal" ? Math.max(1, duration.seconds * 1000) : worst;

/** The work on label sets, for each series. */
function labelWork(expr: Expr): Milliseconds {
  const isMatched =
    (expr.type === "binary" && expr.left.type !== "number" && expr.right.type !== "number") ||
    (expr.type === "call" && relabelling.has(expr.name)) ||
    (expr.type === "aggregate" && expr.operator === "count_values");
  const own = isMatched ? cost.seriesMatched : cost.seriesPassed;
  return childrenOf(expr).reduce((sum, child) => sum + labelWork(child), own);
}

/** The expected time of an evaluation over what was read. */
export function expectedTime(expr: Expr, span: Span, selections: readonly Selection[], answer: StoreAnswer): Milliseconds {
  let mostSeries = 1;
  let allSeries = 0;
  let hasChunks = false;
  for (const [index, found] of answer.selections.entries()) {
    const count = answer.newest?.[index]?.labels.length ?? found.length;
    allSeries += count;
    mostSeries = Math.max(mostSeries, count);
    hasChunks ||= found.some(({ pieces }) => pieces.some(({ kind }) => kind === "chunk"));
  }
  let windows = 0;
  for (const [index, { range, step, func }] of selections.entries()) {
    if (range === undefined || allSeries === 0) continue;
    const samples = answer.samples * ((answer.selections[index]?.length ?? 0) / allSeries);
    // Each sample lies in as many windows as steps go by within the range.
    const inWindows = samples * (step > 0 ? Math.max(1, range / step) : 1);
    windows += inWindows * (sorting.has(func) ? cost.sampleSorted : cost.sampleInWindow);
  }
  const perSample = cost.sampleSeen + (hasChunks ? cost.sampleUnpacked : 0);
  const perSeries = valuesPerSeries(expr, span) * cost.valueComputed + labelWork(expr);
  return answer.samples * perSample + windows + mostSeries * perSeries;
}

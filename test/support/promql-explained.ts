// The differences between our evaluator and Prometheus, each with its reason; most of them are those of 3.5, which stable
// systems carry: where newer ones have changed their mind we follow those. All else must be alike.
import { childrenOf, type Expr, isComparison, unwrap } from "#shared/promql/ast";
import { parsePromql } from "#shared/promql/parse";
import type { Remarked } from "./promql-answers";

interface Explained {
  reason: string;
  /** Whether the values of the query may differ in the way that was found; `late` where names are removed at the end. */
  values?: (expr: Expr, found: string, late: boolean) => boolean;
  /** The remark as both are taken to say it; undefined when one of them need not say it. */
  remark?: (text: string, expr: Expr) => string | undefined;
}

const explained: readonly Explained[] = [
  {
    reason: "3.5 left out what a comparison filters before it looked whether each has one partner and all results are unique.",
    values: (expr, found) => found.includes('ours is the execution failure "multiple matches for labels') && some(expr, isFilter),
  },
  {
    reason:
      "3.5 refused equal label sets after label_replace and label_join even where they never have a point at the same time.",
    values: (expr, found) =>
      found.includes('theirs is the execution failure "vector cannot contain metrics with the same labelset"') &&
      some(expr, (part) => isCallOf(part, "label_replace", "label_join") || part.type === "unary"),
  },
  {
    reason: "3.5 refused label sets that became equal when names were removed late, also where they take turns.",
    values: (_, found, late) =>
      late && found.endsWith('theirs is the execution failure "vector cannot contain metrics with the same labelset"'),
  },
  {
    reason: "3.5 forgot in a subquery that a name was to be removed late.",
    values: (expr, _, late) => late && some(expr, (part) => isCallOf(part, "last_over_time") && some(part, isSubquery)),
  },
  {
    reason: "Which of 0 and -0 a sort puts first is chance, and the quantile between them one or the other.",
    values: (expr, found) => / is 0 instead of 0 at /.test(found) && some(expr, isQuantile),
  },
  {
    reason: "3.5 worded a parameter that is no number otherwise, and did not look at one where there is nothing to choose from.",
    values: (_, found) =>
      /ours is the execution failure "(Parameter value is NaN|Ratio value is NaN|Scalar value .* overflows)/.test(found),
  },
  {
    reason: "3.5 answered NaN for a share from 0 up in a histogram without a bucket that ends at 0 or below.",
    values: (expr) => some(expr, (part) => isCallOf(part, "histogram_fraction") && part.type === "call" && isZero(part.args[0])),
  },
  {
    reason: "3.5 left NaN out of the values whose median deviation it took.",
    values: (expr) => some(expr, (part) => isCallOf(part, "mad_over_time")),
  },
  {
    reason: "Prometheus forgets the offset of a selector with `@` inside timestamp() when it looks, but not when it reads.",
    values: (expr) => some(expr, (part) => isCallOf(part, "timestamp") && childrenOf(part).some(isPinnedAndMoved)),
  },
  {
    reason: "3.14 finds nothing in a subquery with `@` that predict_linear looks at; 3.5 does, and so do we.",
    values: (expr) => some(expr, (part) => isCallOf(part, "predict_linear") && childrenOf(part).some(isPinnedSubquery)),
  },
  {
    reason: "Go and JavaScript differ in the last digit of a sine or a power; some operations make a great difference of that.",
    values: (expr) => some(expr, (part) => isStepwise(part) && childrenOf(part).some((child) => some(child, isTranscendental))),
  },
  {
    reason: "Where values are almost equal, what lies between them is made of such last digits.",
    values: (expr, found) => isLastDigits(found) && some(expr, isTranscendental),
  },
  {
    reason: "3.5 did not warn of a sort in a range query.",
    remark: (text) => (text.includes("sort is ineffective for range queries") ? undefined : text),
  },
  {
    reason: "3.5 named the metric of a histogram only at the first step that has something to remark.",
    remark: (text) => (/histogram_quantile|bucket label/.test(text) ? text.replace(/ for metric name ".*?"/, "") : text),
  },
  {
    reason: "3.14 says how much and in which buckets a histogram had to be fixed; we say that it had to be.",
    remark: (text) => text.replace(/(fixed for monotonicity \(.*?\)).*( \(\d+:\d+\))$/, "$1$2"),
  },
  {
    reason: "Prometheus forgets where a subquery stands and says (1:1); we say where it is.",
    remark: (text, expr) => (some(expr, isSubquery) ? withoutCounterPlace(text) : text),
  },
];

/** Whether the difference found in the values of a query is one of those. */
export function isExplained(query: string, found: string, { delayedNameRemoval = false } = {}): boolean {
  // Both read the same language: what one of them cannot parse is never explained.
  if (found.includes("the bad_data failure")) return false;
  const { expr } = parsePromql(query);
  return explained.some(({ values }) => values?.(expr, found, delayedNameRemoval));
}

/** An answer with its remarks as both sides are taken to say them. */
export function withoutExplained(query: string, { answer, warnings, infos }: Remarked): Remarked {
  // The server gives no remarks beside an error.
  if (answer.kind === "failure") return { answer, warnings: [], infos: [] };
  const { expr } = parsePromql(query);
  const taken = (text: string): string | undefined =>
    explained.reduce<string | undefined>((left, { remark }) => (left !== undefined && remark ? remark(left, expr) : left), text);
  const takenOnce = (texts: readonly string[]) => [...new Set(texts.flatMap((text) => taken(text) ?? []))];
  return { answer, warnings: takenOnce(warnings), infos: takenOnce(infos) };
}

const some = (expr: Expr, holds: (expr: Expr) => boolean): boolean =>
  holds(expr) || childrenOf(expr).some((child) => some(child, holds));

const isCallOf = (part: Expr, ...names: string[]): boolean => part.type === "call" && names.includes(part.name);

const isSubquery = (part: Expr): boolean => part.type === "subquery";

const isQuantile = (part: Expr): boolean =>
  isCallOf(part, "quantile_over_time") || (part.type === "aggregate" && part.operator === "quantile");

const isFilter = (part: Expr): boolean => part.type === "binary" && isComparison(part.operator) && !part.returnBool;

const isZero = (expr: Expr | undefined): boolean => expr?.type === "number" && expr.value === 0;

function isPinnedAndMoved(expr: Expr): boolean {
  const inner = unwrap(expr);
  return inner.type === "vector-selector" && Boolean(inner.at && inner.offset);
}

const isPinnedSubquery = (expr: Expr): boolean => {
  const inner = unwrap(expr);
  return inner.type === "subquery" && inner.at !== undefined;
};

const transcendental = "exp ln log2 log10 sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh".split(" ");
const isTranscendental = (part: Expr): boolean =>
  isCallOf(part, ...transcendental) || (part.type === "binary" && ["^", "atan2"].includes(part.operator));

const stepwise = "floor ceil round sgn sin cos tan changes resets rate increase irate".split(" ");
/** Whether nearly equal operands may give quite unequal results. */
function isStepwise(part: Expr): boolean {
  if (part.type === "aggregate") return part.operator === "count_values";
  return isCallOf(part, ...stepwise) || (part.type === "binary" && (isComparison(part.operator) || part.operator === "%"));
}

const withoutCounterPlace = (text: string): string =>
  text.includes("might not be a counter") ? text.replace(/ \(\d+:\d+\)$/, "") : text;

/** The two numbers of the difference are nearer to each other than the last digit of a one, some times over. */
function isLastDigits(found: string): boolean {
  const [ours, theirs] = / is (\S+) instead of (\S+) at /.exec(found)?.slice(1).map(Number) ?? [];
  return ours !== undefined && theirs !== undefined && Math.abs(ours - theirs) < 1e-14;
}

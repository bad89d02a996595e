// Puts the evals of a script to whatever answers, in all the ways that Prometheus's own runner does: an instant query is
// asked again as the middle of a range query, and again at other times with `@` pinning each selector to the first one.
import { AppError } from "#shared/model/failure";
import { childrenOf, type Expr, type TimeModifiers } from "#shared/promql/ast";
import { parsePromql } from "#shared/promql/parse";
import type { PromqlAnswers, Remarked, Window } from "./promql-answers";
import type { ScriptEval } from "./promql-script";
import { complaint, resultComplaint } from "./promql-script-compare";

/** What is wrong with the answers to an eval, or undefined. */
export async function runEval({ query, at, expected }: ScriptEval, answers: PromqlAnswers): Promise<string | undefined> {
  if (typeof at === "object") return complaint(expected, await answers.range(query, at));
  for (const moment of [{ query, time: at }, ...pinned(query, at)]) {
    const wrong = await runInstant(moment, { query, at, expected }, answers);
    if (wrong) return moment.query === query ? wrong : `asked as ${moment.query} at ${moment.time / 1000} s: ${wrong}`;
  }
  return undefined;
}

type InstantEval = Pick<ScriptEval, "query" | "at" | "expected">;

async function runInstant(
  { query, time }: { query: string; time: number },
  { expected }: InstantEval,
  answers: PromqlAnswers,
): Promise<string | undefined> {
  const remarked = await answers.instant(query, time);
  const wrong = complaint(expected, remarked);
  const { result } = expected;
  const hasOtherType = result.kind === "string" || (result.kind === "series" && result.window);
  if (wrong || expected.fail || hasOtherType || /(start|end|range|step)\(\)/.test(query)) return wrong;
  const window = { start: time - 60_000, end: time + 60_000, step: 60_000 };
  const ranged = await answers.range(query, window);
  if (ranged.answer.kind === "failure") return `as a range query: failed: ${ranged.answer.message}`;
  if (expected.ordered) return undefined;
  const middle = middleOf(ranged, window, result.kind === "scalar");
  const rangeWrong = resultComplaint(expected, middle);
  return rangeWrong && `as a range query: ${rangeWrong}`;
}

function middleOf({ answer }: Remarked, { start, step }: Window, isScalar: boolean): Remarked["answer"] {
  if (answer.kind !== "matrix") return answer;
  const samples = answer.series.flatMap(({ labels, times, values }) => {
    const index = Array.from(times).indexOf(start + step);
    return index < 0 ? [] : [{ labels, value: values[index] ?? Number.NaN }];
  });
  return isScalar ? { kind: "scalar", value: samples[0]?.value ?? Number.NaN } : { kind: "vector", samples };
}

/** What they give depends on the time of the evaluation even if all that they are given is pinned. */
const movingFunctions = new Set(
  "days_in_month day_of_month day_of_week day_of_year end hour minute month year predict_linear range start step time timestamp".split(
    " ",
  ),
);

/** The query with `@ time` on every selector and subquery that has none, at other times; none if it cannot be pinned. */
function pinned(query: string, time: number): { query: string; time: number }[] {
  let expr: Expr;
  try {
    ({ expr } = parsePromql(query));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    // A query that does not parse gives the same error however it is asked.
    return [];
  }
  const places: number[] = [];
  if (!findPlaces(expr, places)) return [];
  const pin = ` @ ${(time / 1000).toFixed(3)}`;
  const text = places.sort((a, b) => b - a).reduce((so, place) => so.slice(0, place) + pin + so.slice(place), query);
  const times = time === 0 ? [-1000, 0, 1000] : [-10 * time, 0, Math.trunc(time / 5), time, 10 * time];
  return times.map((moment) => ({ query: text, time: moment }));
}

/** Where a pin belongs; what is inside a subquery is pinned with it. False when something moves regardless. */
function findPlaces(expr: Expr, places: number[]): boolean {
  switch (expr.type) {
    case "vector-selector":
    case "subquery":
      return findPlace(expr, expr.to, places);
    case "matrix-selector":
      return findPlace(expr.selector, expr.to, places);
    case "call":
      if (movingFunctions.has(expr.name)) return false;
      break;
  }
  return childrenOf(expr).every((child) => findPlaces(child, places));
}

function findPlace({ at }: TimeModifiers, end: number, places: number[]): boolean {
  if (!at) places.push(end);
  // `@ start()` and `@ end()` are another time in each of the ways of asking.
  return !at || at.kind === "time";
}

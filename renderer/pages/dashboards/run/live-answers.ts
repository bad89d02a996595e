import type { Answers, Plan, QueryOutcome } from "./answers";
import type { LiveHub } from "./live-hub";

/** What a panel's queries have on the live stream; undefined until something has come of each of them. */
export function answersOfLive(
  makePlan: (range: Plan["range"]) => Plan,
  live: LiveHub,
): (Answers & { isStale: boolean }) | undefined {
  const range = live.range();
  if (!range) return undefined;
  const plan = makePlan(range);
  const outcomes: QueryOutcome[] = [];
  let isStale = false;
  for (const query of plan.queries) {
    const reading = live.read(query.expr);
    if (!reading) return undefined;
    isStale ||= reading.isStale;
    const { series, problem, failure } = reading;
    if (problem !== undefined) outcomes.push({ query, failure: { kind: "bad-query", say: problem, retry: false } });
    else if (failure && series.length === 0) outcomes.push({ query, failure });
    else outcomes.push({ query: { ...query, stepMs: live.stepMs }, answer: { series, notices: [], tookMs: 0 } });
  }
  const failure = outcomes.find((outcome) => outcome.failure !== undefined)?.failure;
  return { plan, outcomes, at: range.to, failure, isStale };
}

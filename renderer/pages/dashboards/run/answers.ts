// What has come of a panel's queries, before it is made into what the panel draws.
import type { PanelPlan, PlannedQuery } from "#shared/dashboards/queries/plan";
import { type Failure, toFailure } from "#shared/model/failure";
import type { EpochMs } from "#shared/units/time";
import type { Answer, QueryPool } from "./query-pool";

export type Plan = Readonly<PanelPlan>;

export interface QueryOutcome {
  query: PlannedQuery;
  /** Absent where it failed, or cannot be asked. */
  answer?: Answer;
  failure?: Failure;
}

/** One round of asking. */
export interface Answers {
  plan: Plan;
  outcomes: readonly QueryOutcome[];
  at: EpochMs;
  /** Why nothing, or not everything, was answered. */
  failure?: Failure | undefined;
}

/** Asks all of them side by side; one that fails takes nothing from the others. */
export async function askAll(plan: Plan, pool: QueryPool, now: () => EpochMs, signal: AbortSignal): Promise<Answers> {
  const outcomes = await Promise.all(
    plan.queries.map(async (query): Promise<QueryOutcome> => {
      if (query.unsupported !== undefined) return { query };
      try {
        return { query, answer: await pool.ask(query, signal) };
      } catch (error) {
        return { query, failure: toFailure(error) };
      }
    }),
  );
  return { plan, outcomes, at: now(), failure: outcomes.find(({ failure }) => failure !== undefined)?.failure };
}

export const hasAnswer = ({ outcomes }: Answers): boolean => outcomes.some(({ answer }) => answer !== undefined);

/** What one source has said must not stand, however pale, for what another is being asked. */
export function areOfSameSources(one: Plan, other: Plan): boolean {
  const sourcesOf = ({ queries }: Plan) => [...new Set(queries.map(({ source }) => source))].sort().join("\n");
  return sourcesOf(one) === sourcesOf(other);
}

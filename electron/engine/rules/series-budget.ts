// How many series all rules together may keep in the local store, whose memory every series takes some of.
import { AppError } from "#shared/model/failure";

export const mostSeriesOfRules = 50_000;

export interface SeriesBudget {
  /** A rule writes so many series from now on. Throws in words when that is too much for all of them together. */
  spend(ruleId: string, count: number): void;
  /** The rule is gone. */
  free(ruleId: string): void;
}

export function createSeriesBudget(most = mostSeriesOfRules): SeriesBudget {
  const counts = new Map<string, number>();
  let total = 0;
  return {
    spend(ruleId, count) {
      const before = counts.get(ruleId) ?? 0;
      // One that writes less than before is welcome to.
      if (count > before && total - before + count > most) {
        const say = `All rules together record ${total} series here, and no more than ${most} are kept: aggregate more, or switch some off.`;
        throw new AppError({ kind: "refused", say });
      }
      total += count - before;
      counts.set(ruleId, count);
    },
    free(ruleId) {
      total -= counts.get(ruleId) ?? 0;
      counts.delete(ruleId);
    },
  };
}

import type { Failure } from "#shared/model/failure";
import type { EpochMs } from "#shared/units/time";
import { useLink } from "../../../bridge/use-link";
import { useAlertSummary } from "../../../stores/inbox";

/** Why what is on the board may not be about now. */
export type Stale = { kind: "away" } | { kind: "failed"; failure: Failure } | { kind: "stalled"; since: EpochMs };

export function useStale(failure: Failure | undefined): Stale | undefined {
  const link = useLink();
  const stalledSince = useAlertSummary().data?.stalledSince;
  if (link !== "connected") return { kind: "away" };
  if (failure) return { kind: "failed", failure };
  return stalledSince === undefined ? undefined : { kind: "stalled", since: stalledSince };
}

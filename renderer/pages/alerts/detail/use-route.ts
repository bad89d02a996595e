import { originLabel } from "#shared/alerting/route";
import type { CallOutput } from "#shared/contract/index";
import type { InboxAlert } from "#shared/model/alert";
import { useAsk } from "../../../bridge/use-ask";
import { bySource } from "../url";

type Route = CallOutput<"routing.simulate">;

/** Which way an alert takes to whom. */
export function useRoute(alert: InboxAlert | undefined, nameOfSource: (id: string) => string) {
  // As the router sees them: whose numbers they are about and who says so can be matched too.
  const labels = alert
    ? { ...alert.labels, [bySource]: nameOfSource(alert.source), [originLabel]: alert.origins[0]?.kind ?? "rule" }
    : {};
  return useAsk("routing.simulate", { labels }, { enabled: alert !== undefined });
}

/** How long its groups are made to wait at most before they tell of a change. */
export const longestWaitOf = (route: Route | undefined): number =>
  Math.max(0, ...(route?.ends ?? []).flatMap(({ groupWaitMs, groupIntervalMs }) => [groupWaitMs, groupIntervalMs]));

// The past of alerts, as the board and an alert's page draw it.
import type { CallOutput, CallRequest } from "#shared/contract/index";
import { hours } from "#shared/units/time";
import type { Clock } from "../clock";
import type { Ledger } from "../ledger/ledger";
import { bandKinds, bandsOf, firingTimes, median } from "./bands";
import type { Inbox } from "./inbox";

/** An alert that changed oftener than this in the range is drawn from its latest changes on. */
const mostChanges = 1000;
/** A time in which nobody looked is noted when it ends; longer ones than this are found only by asking far back. */
const longestGap = hours(24 * 60);

export async function alertPasts(
  { ledger, inbox, clock }: { ledger: Pick<Ledger, "list">; inbox: Pick<Inbox, "observedSince">; clock: Pick<Clock, "now"> },
  { ids, fromMs, toMs }: CallRequest<"alerts.bands">,
): Promise<CallOutput<"alerts.bands">> {
  const unobserved = await ledger.list({
    alertId: "",
    kinds: ["unobserved"],
    fromMs,
    toMs: toMs + longestGap,
    limit: mostChanges,
  });
  const gaps = unobserved.entries
    .map((entry) => ({ fromMs: entry.fromMs ?? entry.at, toMs: entry.at }))
    .filter((gap) => gap.fromMs < toMs);
  const range = { fromMs, toMs };
  const alerts = [];
  for (const id of ids) {
    const { entries } = await ledger.list({
      alertId: id,
      kinds: [...bandKinds, "acknowledged"],
      fromMs,
      toMs,
      limit: mostChanges,
    });
    const before = await ledger.list({ alertId: id, kinds: [...bandKinds], toMs: fromMs - 1, limit: 1 });
    const changes = entries.filter(({ kind }) => kind !== "acknowledged");
    // A range is asked to the end of the minute: what fires now has not fired that long yet.
    const lengths = firingTimes(changes, { fromMs, toMs: Math.min(toMs, clock.now()) });
    const medianFiringMs = median(lengths);
    const since = inbox.observedSince(id);
    const isNew = since !== undefined && since > fromMs && before.entries.length === 0;
    alerts.push({
      id,
      bands: bandsOf([...before.entries, ...changes], isNew ? [...gaps, { fromMs, toMs: since }] : gaps, range),
      fired: lengths.length,
      acknowledged: entries.length - changes.length,
      ...(medianFiringMs !== undefined && { medianFiringMs }),
    });
  }
  return { alerts };
}

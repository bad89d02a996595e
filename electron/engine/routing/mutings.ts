// What keeps an alert from being told now. Asked in this order, and the first that does is the reason: it was acknowledged, it is
// inhibited, its route is quiet at this time, it is silenced here, its Alertmanager keeps it quiet.
import type { Inhibitor } from "#shared/alerting/inhibition";
import { intervalMuting } from "#shared/alerting/interval-muting";
import type { ResolvedRoute } from "#shared/alerting/route";
import { joinWords } from "#shared/alerting/routing-words";
import type { InboxAlert, Muted } from "#shared/model/alert";
import type { Labels } from "#shared/model/labels";
import type { TimeInterval } from "#shared/model/routing";
import { type Silence, silenceStateAt } from "#shared/model/silence";
import type { EpochMs } from "#shared/units/time";
import type { RoutedAlert } from "./routed-alerts";

export interface MutingContext {
  inhibitor: Inhibitor;
  timeIntervals: readonly TimeInterval[];
  nameOf(alertId: string): string | undefined;
  serverMuted(alertId: string): Muted | undefined;
}

/** Of an alert as part of a group of one route. */
export function mutedIn(alert: RoutedAlert, route: ResolvedRoute, at: EpochMs, context: MutingContext): Muted | undefined {
  return (
    acknowledgement(alert.row, at) ??
    inhibition(alert.labels, context) ??
    intervalMuting(route, context.timeIntervals, at) ??
    silencing(alert.silences, at) ??
    context.serverMuted(alert.row.id)
  );
}

/** Of an alert as a whole: what mutes it wherever it goes. Nothing does once it is over. */
export function mutedEverywhere(alert: RoutedAlert, at: EpochMs, context: MutingContext): Muted | undefined {
  if (alert.row.state === "resolved") return undefined;
  return (
    acknowledgement(alert.row, at) ??
    inhibition(alert.labels, context) ??
    intervalsOf(alert.ends, context.timeIntervals, at) ??
    silencing(alert.silences, at) ??
    context.serverMuted(alert.row.id)
  );
}

/** Of made-up labels: nobody has acknowledged them, and no server knows them. */
export function mutedLabels(
  labels: Labels,
  interval: Muted | undefined,
  silences: readonly Silence[],
  at: EpochMs,
  context: MutingContext,
): Muted | undefined {
  return inhibition(labels, context) ?? interval ?? silencing(silences, at);
}

/** Whoever cares for an alert wants to hear of its end all the same. */
function acknowledgement({ acknowledged, state }: InboxAlert, at: EpochMs): Muted | undefined {
  if (!acknowledged || state === "resolved") return undefined;
  const { comment, untilMs } = acknowledged;
  if (untilMs !== undefined && untilMs <= at) return undefined;
  return { by: "acknowledged", ids: [], say: comment === "" ? "acknowledged" : `acknowledged: ${comment}`, untilMs };
}

const mostNamed = 3;

function inhibition(labels: Labels, { inhibitor, nameOf }: MutingContext): Muted | undefined {
  const ids = inhibitor.inhibitedBy(labels);
  if (ids.length === 0) return undefined;
  const names = [...new Set(ids.map((id) => nameOf(id) ?? "an alert"))];
  const shown = names.length > mostNamed ? [...names.slice(0, mostNamed), "others"] : names;
  return { by: "inhibition", ids, say: `inhibited by ${joinWords(shown)}` };
}

function intervalsOf(ends: readonly ResolvedRoute[], intervals: readonly TimeInterval[], at: EpochMs): Muted | undefined {
  let first: Muted | undefined;
  for (const end of ends) {
    const muted = intervalMuting(end, intervals, at);
    if (!muted) return undefined;
    first ??= muted;
  }
  return first;
}

function silencing(silences: readonly Silence[], at: EpochMs): Muted | undefined {
  const active = silences.filter((silence) => silenceStateAt(silence, at) === "active");
  // The one that holds longest: that is for how long nothing will be told.
  const longest = active.reduce<Silence | undefined>((a, b) => (a && a.endsAt >= b.endsAt ? a : b), undefined);
  if (!longest) return undefined;
  const by = longest.createdBy === "" ? "silenced" : `silenced by ${longest.createdBy}`;
  const say = longest.comment === "" ? by : `${by}: ${longest.comment}`;
  return { by: "silence", ids: active.map(({ id }) => id), say, untilMs: longest.endsAt };
}

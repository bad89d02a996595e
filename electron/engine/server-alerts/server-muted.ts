// What Alertmanagers do to keep an alert quiet, in words.
import type { Muted } from "#shared/model/alert";
import type { EpochMs } from "#shared/units/time";
import type { AlertmanagerView, ManagedSeen } from "./view";

/** An alert at the Alertmanager that tells of it. */
export interface SeenAt {
  server: AlertmanagerView;
  alert: ManagedSeen;
}

/** Undefined while at least one of them would notify. Of one that is silent, what it said last counts until its silences end. */
export function mutedAt(seen: readonly SeenAt[], now: EpochMs): Muted | undefined {
  let soonest: Muted | undefined;
  for (const at of seen) {
    const muted = silenced(at, now) ?? inhibited(at);
    if (!muted) return undefined;
    if (!soonest || (muted.untilMs ?? Number.POSITIVE_INFINITY) < (soonest.untilMs ?? Number.POSITIVE_INFINITY)) soonest = muted;
  }
  return soonest;
}

function silenced({ server, alert }: SeenAt, now: EpochMs): Muted | undefined {
  const ids = alert.silencedBy;
  if (ids.length === 0) return undefined;
  const known = ids.map((id) => server.silences.get(id)).filter((silence) => silence !== undefined);
  const longest = known.sort((a, b) => b.endsAt - a.endsAt)[0];
  // Of a server that is silent nobody knows whether its silences still hold, but that they do not outlive their end.
  if (server.silent !== undefined && (!longest || longest.endsAt < now)) return undefined;
  if (!longest) return { by: "server", ids, say: `silenced at ${server.name}` };
  const who = longest.createdBy === "" ? "" : ` by ${longest.createdBy}`;
  const why = longest.comment === "" ? "" : `: ${longest.comment}`;
  return { by: "server", ids, say: `silenced at ${server.name}${who}${why}`, untilMs: longest.endsAt };
}

function inhibited({ server, alert }: SeenAt): Muted | undefined {
  const [first, ...others] = alert.inhibitedBy;
  if (first === undefined) return undefined;
  const source = server.alerts.get(first);
  const name = source ? ` by ${source.name}` : "";
  const more = others.length === 0 ? "" : ` and ${others.length} more`;
  return { by: "server", ids: alert.inhibitedBy, say: `inhibited at ${server.name}${name}${more}` };
}

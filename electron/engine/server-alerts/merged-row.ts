// A row of the inbox out of what servers tell of one alert.
import type { AlertOrigin } from "#shared/model/alert";
import type { EpochMs } from "#shared/units/time";
import type { OriginAlert } from "../inbox/inbox";
import type { Candidate } from "./same-alert";
import { mutedAt, type SeenAt } from "./server-muted";

/** A row with what it was made of, so that the next one can be told from it. */
export interface Made {
  alert: OriginAlert;
  /** Of the Prometheus's alert, and the earliest of the Alertmanagers': another one may be another story. */
  activeAt?: EpochMs | undefined;
  startsAt?: EpochMs | undefined;
  /** Everything that it was made of; undefined for one of the last run. */
  made: readonly unknown[] | undefined;
}

export interface Now {
  at: EpochMs;
  /** When each connection was heard of before what it says now. */
  heardAt: ReadonlyMap<string, EpochMs>;
}

/** Prometheus knows the value and since when; Alertmanagers know what keeps it quiet, and whether it fires when Prometheus is silent. */
export function ruleRow(
  before: Made | undefined,
  { id, candidate: { server, alert }, managed }: { id: string; candidate: Candidate; managed: readonly SeenAt[] },
  { at, heardAt }: Now,
): Made {
  const { name, labels, annotations, state, value, activeAt, ruleId } = alert;
  const isConfirmed = managed.some((seen) => seen.server.silent === undefined);
  const unknown = server.silent !== undefined && isConfirmed ? undefined : (server.silent ?? alert.unknown);
  const serverMuted = mutedAt(managed, at);
  const startsAt = earliest(managed);
  // A Prometheus that was started anew forgets since when; the Alertmanager remembers that the alert never ended.
  const wentOn = isConfirmed && startsAt === before?.startsAt;
  const story = before && (wentOn || isSameStory(before.activeAt, activeAt, heardAt.get(server.id))) ? before.alert : undefined;
  const firedAt = state === "firing" ? (story?.firedAt ?? alert.firedAt) : undefined;
  const parts = [server.id, alert, ...partsOf(managed), unknown, firedAt, serverMuted && JSON.stringify(serverMuted)];
  if (before && isEqual(before.made, parts)) return before;
  return {
    made: parts,
    activeAt,
    startsAt: startsAt ?? before?.startsAt,
    alert: {
      id,
      name,
      source: server.id,
      origins: [{ kind: "prometheus", connection: server.id, ...(ruleId !== undefined && { ruleId }) }, ...managed.map(toOrigin)],
      labels,
      annotations,
      state,
      ...(unknown !== undefined && { unknown }),
      ...(value !== undefined && { value }),
      activeAt: Math.min(story?.activeAt ?? activeAt, activeAt),
      ...(firedAt !== undefined && { firedAt }),
      ...(serverMuted && { serverMuted }),
    },
  };
}

/** Of an alert that only Alertmanagers tell of. It fires: what is pending, Prometheus keeps to itself. */
export function managedRow(
  before: Made | undefined,
  { id, managed }: { id: string; managed: readonly SeenAt[] },
  { at, heardAt }: Now,
): Made {
  const speaking = managed.filter(({ server }) => server.silent === undefined);
  // The first of all gives the row its place, also while it is silent and another one's word counts.
  const [place] = managed as [SeenAt, ...SeenAt[]];
  const { server, alert } = speaking[0] ?? place;
  const unknown = speaking.length > 0 ? undefined : server.silent;
  const serverMuted = mutedAt(managed, at);
  const startsAt = earliest(managed) ?? alert.startsAt;
  const story = before && isSameStory(before.startsAt, startsAt, heardAt.get(server.id)) ? before.alert : undefined;
  const firedAt = story?.firedAt ?? startsAt;
  const parts = [alert, ...partsOf(managed), unknown, firedAt, serverMuted && JSON.stringify(serverMuted)];
  if (before && isEqual(before.made, parts)) return before;
  return {
    made: parts,
    startsAt,
    alert: {
      id,
      name: alert.name,
      source: place.server.id,
      origins: managed.map(toOrigin),
      labels: alert.labels,
      annotations: alert.annotations,
      state: "firing",
      ...(unknown !== undefined && { unknown }),
      activeAt: Math.min(story?.activeAt ?? startsAt, startsAt),
      firedAt,
      ...(serverMuted && { serverMuted }),
    },
  };
}

/**
 * Whether a beginning that differs is no new one. Behind one address there may be two servers of a pair, each with a beginning of its
 * own; what began anew began after it was last seen.
 */
const isSameStory = (was: EpochMs | undefined, begins: EpochMs, heardAt = Number.NEGATIVE_INFINITY): boolean =>
  was === undefined || begins === was || begins <= heardAt;

function partsOf(managed: readonly SeenAt[]): unknown[] {
  const parts: unknown[] = [];
  for (const { server, alert } of managed) parts.push(server.id, alert);
  return parts;
}

const isEqual = (a: readonly unknown[] | undefined, b: readonly unknown[]): boolean =>
  a !== undefined && a.length === b.length && a.every((part, index) => part === b[index]);

const earliest = (managed: readonly SeenAt[]): EpochMs | undefined =>
  managed.length === 0 ? undefined : Math.min(...managed.map(({ alert }) => alert.startsAt));

const toOrigin = ({ server, alert }: SeenAt): AlertOrigin => ({
  kind: "alertmanager",
  connection: server.id,
  fingerprint: alert.fingerprint,
  receivers: alert.receivers,
  silencedBy: alert.silencedBy,
  inhibitedBy: alert.inhibitedBy,
  ...(alert.generatorUrl !== undefined && { generatorUrl: alert.generatorUrl }),
});

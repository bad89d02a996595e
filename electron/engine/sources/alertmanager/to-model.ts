// From the wire to the shapes that the engine works with.
import type { Labels } from "#shared/model/labels";
import type { Silence } from "#shared/model/silence";
import type { EpochMs } from "#shared/units/time";
import { toLabels, toTime } from "../wire-labels";
import type { SilenceToPost, WireAlert, WireSilence } from "./wire";

/** An alert as one Alertmanager tells it. */
export interface ManagedAlert {
  /** Of its labels: unlike any other alert's there. */
  fingerprint: string;
  labels: Labels;
  annotations: Labels;
  startsAt: EpochMs;
  /** When somebody last sent it there. */
  updatedAt: EpochMs;
  receivers: string[];
  silencedBy: string[];
  inhibitedBy: string[];
  /** As it was sent: it may be anything, a script in the place of a link too. */
  generatorUrl?: string;
}

const longestUrl = 4000;

/** Undefined for an alert without a beginning: nobody could say since when it fires. */
export function toManagedAlert(wire: WireAlert): ManagedAlert | undefined {
  const startsAt = toTime(wire.startsAt);
  if (startsAt === undefined) return undefined;
  const generatorUrl = wire.generatorURL?.slice(0, longestUrl) ?? "";
  return {
    fingerprint: wire.fingerprint,
    labels: toLabels(wire.labels),
    annotations: toLabels(wire.annotations),
    startsAt,
    updatedAt: toTime(wire.updatedAt) ?? startsAt,
    receivers: (wire.receivers ?? []).map(({ name }) => name),
    silencedBy: wire.status?.silencedBy ?? [],
    inhibitedBy: wire.status?.inhibitedBy ?? [],
    ...(generatorUrl !== "" && { generatorUrl }),
  };
}

/** Undefined for a silence that says nothing: without matchers, or without times. */
export function toSilence(wire: WireSilence, home: string): Silence | undefined {
  const startsAt = toTime(wire.startsAt);
  const endsAt = toTime(wire.endsAt);
  const matchers = wire.matchers ?? [];
  if (startsAt === undefined || endsAt === undefined || matchers.length === 0) return undefined;
  return {
    id: wire.id,
    home,
    // Before 0.22 there were no negative matchers, and the field was not sent.
    matchers: matchers.map(({ name, value, isRegex, isEqual }) => ({ name, value, isRegex, isEqual: isEqual ?? true })),
    startsAt,
    endsAt,
    createdBy: wire.createdBy ?? "",
    comment: wire.comment ?? "",
    updatedAt: toTime(wire.updatedAt) ?? startsAt,
  };
}

export type SilenceDraft = Pick<Silence, "matchers" | "startsAt" | "endsAt" | "createdBy" | "comment"> & {
  id?: string | undefined;
};

export const toPostedSilence = ({ id, matchers, startsAt, endsAt, createdBy, comment }: SilenceDraft): SilenceToPost => ({
  ...(id !== undefined && { id }),
  matchers: matchers.map(({ name, value, isRegex, isEqual }) => ({ name, value, isRegex, isEqual })),
  startsAt: new Date(startsAt).toISOString(),
  endsAt: new Date(endsAt).toISOString(),
  createdBy,
  comment,
});

// What a group of alerts is worth saying now, given what was said before. A pure step: the clock and the memory are arguments.
// The rules are Alertmanager's.
import type { z } from "zod";
import type { notificationReasonSchema } from "../model/notification";
import { type EpochMs, type Milliseconds, seconds } from "../units/time";

export type NotificationReason = z.infer<typeof notificationReasonSchema>;

/** What one integration was told of a group last: the alerts' ids, and when. */
export interface Told {
  at: EpochMs;
  firing: readonly string[];
  resolved: readonly string[];
}

export interface GroupNow {
  now: EpochMs;
  /** Those that nothing keeps from being told. */
  firing: readonly string[];
  resolved: readonly string[];
  /** Absent: nothing is known to have been told. */
  told: Told | undefined;
  sendResolved: boolean;
  groupIntervalMs: Milliseconds;
  repeatIntervalMs: Milliseconds;
}

export type GroupDecision =
  | { kind: "send"; reason: NotificationReason; told: Told }
  /** Nothing leaves the machine, yet it counts as told: ends for somebody who does not want to hear of ends. */
  | { kind: "note"; told: Told }
  /** `nobody-knew`: it ended before anybody was told that it began. `already-told`: nothing is new, and it is not time to repeat. */
  | { kind: "nothing"; why: "empty" | "nobody-knew" | "already-told" };

/** What was told of alerts that fire stops counting after so many times the repeat interval. */
const forgottenAfterRepeats = 2;

export function decide(group: GroupNow): GroupDecision {
  const { now, firing, resolved, sendResolved } = group;
  if (firing.length === 0 && resolved.length === 0) return { kind: "nothing", why: "empty" };
  const told = isForgotten(group.told, group) ? undefined : group.told;
  const next: Told = { at: now, firing, resolved };
  const knownFiring = new Set(told?.firing);

  if (firing.some((id) => !knownFiring.has(id))) {
    return { kind: "send", reason: knownFiring.size === 0 ? "first notification" : "new alerts added", told: next };
  }
  if (firing.length === 0) {
    // Unlike in Alertmanager this never stops counting: here the machine sleeps for a night, and an incident that was opened in
    // the evening has to be closed in the morning.
    if (!group.told || group.told.firing.length === 0) return { kind: "nothing", why: "nobody-knew" };
    return sendResolved ? { kind: "send", reason: "all alerts resolved", told: next } : { kind: "note", told: next };
  }
  const knownResolved = new Set(told?.resolved);
  if (sendResolved && resolved.some((id) => !knownResolved.has(id))) {
    return { kind: "send", reason: "some alerts resolved", told: next };
  }
  const repeatAt = (told?.at ?? now) + group.repeatIntervalMs;
  if (now >= repeatAt - slackOf(group)) return { kind: "send", reason: "repeat interval elapsed", told: next };
  return { kind: "nothing", why: "already-told" };
}

/**
 * Alertmanager wants more than the repeat interval to have passed, so that a millisecond decides whether a repetition that is due
 * at a tick comes then or one group interval later. Here the tick at which it is due is taken, though a timer ran a little early.
 */
const slackOf = ({ groupIntervalMs }: GroupNow): Milliseconds => Math.min(seconds(1), groupIntervalMs / 10);

export const isForgotten = (
  told: Told | undefined,
  { now, repeatIntervalMs }: Pick<GroupNow, "now" | "repeatIntervalMs">,
): boolean => told === undefined || now - told.at > forgottenAfterRepeats * repeatIntervalMs;

/**
 * What counts as told once alerts have left the group without a word, because something muted them when they ended: they are
 * forgotten, so that they are news when they fire again. (Alertmanager goes on taking them for told.)
 */
export function withoutAlerts(told: Told, ids: ReadonlySet<string>): Told {
  const isKept = (id: string) => !ids.has(id);
  return { ...told, firing: told.firing.filter(isKept), resolved: told.resolved.filter(isKept) };
}

/**
 * When a group is looked at for the first time: a while after its first alert began, so that what belongs together is told
 * together. An alert that has waited already, at another place or before a restart, is told at once.
 */
export const firstLook = (now: EpochMs, startsAt: EpochMs, groupWaitMs: Milliseconds): EpochMs =>
  startsAt + groupWaitMs < now ? now : now + groupWaitMs;

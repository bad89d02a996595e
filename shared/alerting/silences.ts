// What may be done with a silence, as Alertmanager has it: which change keeps it, which makes another, and which is refused.
import type { SilenceDraft } from "../contract/silences";
import type { Matcher } from "../model/matcher";
import { type Silence, silenceStateAt } from "../model/silence";
import { type EpochMs, hours } from "../units/time";
import { checkMatcher, matchEverything, sameMatchers } from "./matchers";

/** How long one is kept after it ended. */
export const silenceKeptFor = hours(120);

/** What is wrong with a silence that somebody wants to save, in words; undefined when nothing is. */
export function checkSilence(
  { matchers, startsAt, endsAt }: Pick<SilenceDraft, "matchers" | "startsAt" | "endsAt">,
  now: EpochMs,
): string | undefined {
  const broken = checkSilenceMatchers(matchers);
  if (broken !== undefined) return broken;
  if (!Number.isFinite(startsAt) || !Number.isFinite(endsAt)) return "a silence needs a beginning and an end";
  if (endsAt <= startsAt) return "a silence ends after it begins: choose a later end";
  if (endsAt < now) return "that end is over already: choose one in the future";
  return undefined;
}

export function checkSilenceMatchers(matchers: readonly Matcher[]): string | undefined {
  if (matchers.length === 0) return 'a silence needs a matcher, such as alertname="DiskFull"';
  for (const matcher of matchers) {
    const problem = checkMatcher(matcher);
    if (problem !== undefined) return problem;
  }
  if (matchEverything(matchers)) {
    return "these matchers fit every alert: at least one of them has to ask for a label that is there";
  }
  return undefined;
}

/** Whether a draft changes a silence in place; else that one ends, and another begins. */
export function keepsIdentity(was: Silence, draft: SilenceDraft, now: EpochMs): boolean {
  if (!sameMatchers(was.matchers, draft.matchers)) return false;
  switch (silenceStateAt(was, now)) {
    case "active":
      return Math.floor(was.startsAt / 1000) === Math.floor(draft.startsAt / 1000) && draft.endsAt >= now;
    case "pending":
      return draft.startsAt >= now;
    case "expired":
      return false;
  }
}

/** A silence that ends now. One that has not begun yet never does. */
export function expired(silence: Silence, now: EpochMs): Silence {
  switch (silenceStateAt(silence, now)) {
    case "active":
      // It still holds at the instant of its end.
      return { ...silence, endsAt: now - 1, updatedAt: now };
    case "pending":
      return { ...silence, startsAt: now - 1, endsAt: now - 1, updatedAt: now };
    case "expired":
      return silence;
  }
}

// How long a silence holds: choices for its end, and what is left of it in words.
import { formatLongSpan, formatSpan } from "#shared/format/age";
import { formatDay, formatMinute } from "#shared/format/clock-time";
import { type Silence, silenceStateAt } from "#shared/model/silence";
import { type EpochMs, hours, type Milliseconds, minutes } from "#shared/units/time";

export type SilenceTimes = Pick<Silence, "startsAt" | "endsAt">;

/** When it ends: so long after its start, or at a moment. */
export type End = { kind: "after"; length: Milliseconds } | { kind: "at"; at: EpochMs };

export interface EndChoice {
  label: string;
  end: End;
}

export const usualEnd: End = { kind: "after", length: hours(2) };

/** When a working day begins, for "until tomorrow". */
const morning = 9;

/** What most people choose, for a silence that starts then. */
export function endChoices(startsAt: EpochMs): EndChoice[] {
  return [
    { label: "30 m", end: { kind: "after", length: minutes(30) } },
    { label: "1 h", end: { kind: "after", length: hours(1) } },
    { label: "2 h", end: { kind: "after", length: hours(2) } },
    { label: "4 h", end: { kind: "after", length: hours(4) } },
    { label: "Until tomorrow 9:00", end: { kind: "at", at: tomorrowMorning(startsAt) } },
    { label: "Until Monday 9:00", end: { kind: "at", at: mondayMorning(startsAt) } },
    { label: "1 week", end: { kind: "after", length: hours(7 * 24) } },
  ];
}

export const endOf = (end: End, startsAt: EpochMs): EpochMs => (end.kind === "at" ? end.at : startsAt + end.length);

export const isSameEnd = (one: End, other: End): boolean =>
  one.kind === "after" ? other.kind === "after" && one.length === other.length : other.kind === "at" && one.at === other.at;

/** Nine o'clock of the day after this one, by the clock of whoever looks: also where that day has 23 or 25 hours. */
export const tomorrowMorning = (from: EpochMs): EpochMs => morningIn(1, from);

/** Nine o'clock of the next Monday. */
export const mondayMorning = (from: EpochMs): EpochMs => morningIn((8 - new Date(from).getDay()) % 7 || 7, from);

function morningIn(days: number, from: EpochMs): EpochMs {
  const date = new Date(from);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days, morning).getTime();
}

/** What is left of it, or how long ago it ended: "22 m left", "1 h 5 m left", "starts in 5 m", "ended 3 h ago". */
export function leftWords(times: SilenceTimes, now: EpochMs): string {
  switch (silenceStateAt(times, now)) {
    case "pending":
      return `starts in ${formatSpan(times.startsAt - now)}`;
    case "active":
      return `${remaining(times.endsAt - now)} left`;
    case "expired":
      return `ended ${formatSpan(now - times.endsAt)} ago`;
  }
}

/** The seconds would only make it restless. */
const remaining = (left: Milliseconds): string => (left < hours(1) ? formatSpan(left) : formatLongSpan(left));

/** How much of an active silence has passed, from 0 to 1. */
export function passedPart({ startsAt, endsAt }: SilenceTimes, now: EpochMs): number {
  if (endsAt <= startsAt) return 1;
  return Math.min(1, Math.max(0, (now - startsAt) / (endsAt - startsAt)));
}

/** "09:00" for today, "22 Nov 09:00" for any other day. */
export function momentWords(at: EpochMs, now: EpochMs): string {
  const isToday = new Date(at).toDateString() === new Date(now).toDateString();
  return isToday ? formatMinute(at) : `${formatDay(at)} ${formatMinute(at)}`;
}

/** From when until when: "21 Nov 12:05 to 14:05". */
export function spanWords({ startsAt, endsAt }: SilenceTimes, now: EpochMs): string {
  const start = momentWords(startsAt, now);
  return `${start} to ${new Date(startsAt).toDateString() === new Date(endsAt).toDateString() ? formatMinute(endsAt) : momentWords(endsAt, now)}`;
}

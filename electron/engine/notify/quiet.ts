// When nobody is to be disturbed: by the switch, or in the hours that are set for it.
import type { Notice } from "#shared/contract/notifications";
import type { Preferences } from "#shared/contract/settings";
import { formatMinute } from "#shared/format/clock-time";
import { type DoNotDisturb, isDisturbing, type QuietHours } from "#shared/model/do-not-disturb";
import type { EpochMs } from "#shared/units/time";

export interface Quiet {
  /** In words, without an end: "do-not-disturb is on until 14:00". */
  say: string;
  /** Absent: until it is switched off. */
  untilMs?: EpochMs;
}

export type QuietPreferences = Pick<Preferences, "doNotDisturb" | "quietHours" | "criticalBreaksThrough">;

/** Why a notice of this urgency is not to be shown now; undefined when it may. */
export function quietAt(preferences: QuietPreferences, urgency: Notice["urgency"], now: EpochMs): Quiet | undefined {
  const { doNotDisturb, quietHours, criticalBreaksThrough } = preferences;
  if (urgency === "critical" && criticalBreaksThrough) return undefined;
  return switchedOn(doNotDisturb, now) ?? inQuietHours(quietHours, now);
}

function switchedOn(doNotDisturb: DoNotDisturb, now: EpochMs): Quiet | undefined {
  if (isDisturbing(doNotDisturb, now)) return undefined;
  const { untilMs } = doNotDisturb;
  if (untilMs === undefined) return { say: "do-not-disturb is on" };
  return { say: `do-not-disturb is on until ${formatMinute(untilMs)}`, untilMs };
}

function inQuietHours(quietHours: QuietHours, now: EpochMs): Quiet | undefined {
  const untilMs = quietHours.isOn ? endOfQuietHours(quietHours, now) : undefined;
  return untilMs === undefined ? undefined : { say: `quiet hours, until ${formatMinute(untilMs)}`, untilMs };
}

/** When the quiet hours that it is in now end. A span that begins and ends at the same minute is a whole day. */
export function endOfQuietHours({ fromMinute, toMinute, weekdays }: QuietHours, now: EpochMs): EpochMs | undefined {
  // The span may have begun yesterday. The calendar does the counting: a day with a clock change is not 24 hours long.
  for (const daysAgo of [0, 1]) {
    const start = new Date(now);
    start.setDate(start.getDate() - daysAgo);
    if (!weekdays.includes(start.getDay())) continue;
    start.setHours(0, fromMinute, 0, 0);
    const end = new Date(start);
    if (toMinute <= fromMinute) end.setDate(end.getDate() + 1);
    end.setHours(0, toMinute, 0, 0);
    if (start.getTime() <= now && now < end.getTime()) return end.getTime();
  }
  return undefined;
}

import { formatDay, formatMinute } from "#shared/format/clock-time";
import { type DoNotDisturb, isDisturbing } from "#shared/model/do-not-disturb";
import type { EpochMs } from "#shared/units/time";

/** How it stands: "Off", "On", "Until 14:05", "Until 22 Nov 09:00". */
export function disturbanceWords(doNotDisturb: DoNotDisturb, now: EpochMs): string {
  if (isDisturbing(doNotDisturb, now)) return "Off";
  const { untilMs } = doNotDisturb;
  if (untilMs === undefined) return "On";
  const isToday = formatDay(untilMs) === formatDay(now);
  return `Until ${isToday ? "" : `${formatDay(untilMs)} `}${formatMinute(untilMs)}`;
}

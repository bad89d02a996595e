import type { Preferences } from "#shared/contract/settings";
import { hours } from "#shared/units/time";
import type { KeepRules } from "./retention";

/** How long and how large the history may become, as the user has set it. */
export function keepRulesOf(preferences: Preferences): KeepRules {
  const { historyRawHours, historyTenSecondDays, historyMinuteDays, historyMegabytes } = preferences;
  const raw = hours(historyRawHours);
  // A wide step reads the coarse tier, so where that was kept for less there would be a hole over samples that are still there.
  const tenSeconds = Math.max(raw, hours(24 * historyTenSecondDays));
  const minutes = Math.max(tenSeconds, hours(24 * historyMinuteDays));
  return {
    keep: [raw, tenSeconds, minutes],
    mostBytes: historyMegabytes * 1e6,
  };
}

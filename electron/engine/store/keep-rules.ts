import type { Preferences } from "#shared/contract/settings";
import { hours } from "#shared/units/time";
import type { KeepRules } from "./retention";

/** How long and how large the history may become, as the user has set it. */
export function keepRulesOf(preferences: Preferences): KeepRules {
  const { historyRawHours, historyTenSecondDays, historyMinuteDays, historyMegabytes } = preferences;
  return {
    keep: [hours(historyRawHours), hours(24 * historyTenSecondDays), hours(24 * historyMinuteDays)],
    mostBytes: historyMegabytes * 1e6,
  };
}

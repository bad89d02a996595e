// What a dashboard shows when neither a link nor its file says: this machine live, a server's last hours.
import { type TimeSettings, timeSettingsSchema } from "#shared/dashboards/dashboard";
import type { TimeRange } from "#shared/dashboards/time/time-range";
import { localSource } from "../../../stores/address";

export interface UsualTime {
  range: TimeRange;
  refresh: string;
}

const unsaid = timeSettingsSchema.parse({});
const live: UsualTime = { range: { from: "now-15m", to: "now" }, refresh: "1s" };

/** A file that says what every new file says has said nothing. */
export function usualTime({ from, to, refresh }: TimeSettings, source: string): UsualTime {
  const isUnsaid = from === unsaid.from && to === unsaid.to && refresh === unsaid.refresh;
  return isUnsaid && source === localSource ? live : { range: { from, to }, refresh };
}

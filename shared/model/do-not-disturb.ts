import { z } from "zod";
import { type EpochMs, hours } from "../units/time";

export const doNotDisturbSchema = z.object({
  isOn: z.boolean(),
  /** Absent: until it is switched off. */
  untilMs: z.number().optional(),
});
export type DoNotDisturb = z.infer<typeof doNotDisturbSchema>;

export const quietHoursSchema = z.object({
  isOn: z.boolean(),
  /** Minutes since midnight by this machine's clock; a span that ends before it begins ends on the next day. */
  fromMinute: z.number().int().min(0).max(1439),
  toMinute: z.number().int().min(0).max(1439),
  /** The days on which it begins; 0 is Sunday. */
  weekdays: z.array(z.number().int().min(0).max(6)).max(7),
});
export type QuietHours = z.infer<typeof quietHoursSchema>;

/** Whether it still holds: what was on for an hour is off when that is over, though nobody switched it off. */
export const isDisturbing = ({ isOn, untilMs }: DoNotDisturb, now: EpochMs): boolean =>
  !isOn || (untilMs !== undefined && untilMs <= now);

/** For how long people want quiet. */
export const quietChoices = [
  { label: "For 1 hour", until: (now: EpochMs): EpochMs | undefined => now + hours(1) },
  { label: "Until tomorrow, 09:00", until: nextMorning },
  { label: "Until I switch it off", until: () => undefined },
] as const;

/** At nine by this machine's clock. Whoever asks in the small hours has not gone to bed yet, and means the same day. */
function nextMorning(now: EpochMs): EpochMs {
  const morning = new Date(now);
  if (morning.getHours() >= 5) morning.setDate(morning.getDate() + 1);
  return morning.setHours(9, 0, 0, 0);
}

/** The setting that a choice makes. */
export function quietUntil(untilMs: EpochMs | undefined): DoNotDisturb {
  return { isOn: true, ...(untilMs !== undefined && { untilMs }) };
}

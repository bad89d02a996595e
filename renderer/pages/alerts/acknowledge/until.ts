// How long an acknowledgement holds.
import { type EpochMs, hours } from "#shared/units/time";

export const untilChoices = ["1h", "4h", "tomorrow", "resolved", "custom"] as const;
export type UntilChoice = (typeof untilChoices)[number];

export const untilLabels: Readonly<Record<UntilChoice, string>> = {
  "1h": "1 hour",
  "4h": "4 hours",
  tomorrow: "Tomorrow 9:00",
  resolved: "Until it resolves",
  custom: "Until…",
};

/** The moment; absent when it is until the alert resolves. A problem for what is no moment to come. */
export function untilOf(choice: UntilChoice, custom: string, now: EpochMs): { untilMs?: EpochMs; problem?: string } {
  switch (choice) {
    case "1h":
      return { untilMs: now + hours(1) };
    case "4h":
      return { untilMs: now + hours(4) };
    case "tomorrow":
      return { untilMs: tomorrowAtNine(now) };
    case "resolved":
      return {};
    case "custom": {
      // Without a zone, as an input of type datetime-local gives it: this machine's time.
      const untilMs = Date.parse(custom);
      if (Number.isNaN(untilMs)) return { problem: "Choose a day and a time." };
      return untilMs > now ? { untilMs } : { problem: "That moment is over; choose one to come." };
    }
  }
}

function tomorrowAtNine(now: EpochMs): EpochMs {
  const date = new Date(now);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1, 9).getTime();
}

const two = (value: number): string => String(value).padStart(2, "0");

/** A moment as an input of type datetime-local takes it, in this machine's time. */
export function localText(at: EpochMs): string {
  const date = new Date(at);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

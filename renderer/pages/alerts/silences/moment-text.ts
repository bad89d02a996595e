// Moments as the browser's own date and time fields have them: `2026-11-21T12:05`, by the clock of whoever looks.
import type { EpochMs } from "#shared/units/time";

const two = (value: number) => String(value).padStart(2, "0");

export function toMomentText(at: EpochMs): string {
  const date = new Date(at);
  const year = String(date.getFullYear()).padStart(4, "0");
  return `${year}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** Undefined for what names no moment: an empty field, or one that is half filled in. */
export function readMomentText(text: string): EpochMs | undefined {
  const parts = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/.exec(text);
  if (!parts) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = parts.slice(1).map(Number);
  return new Date(year, month - 1, day, hour, minute).getTime();
}

// The ranges that were typed or dragged here last, for choosing them again.
import type { TimeRange } from "#shared/dashboards/time/time-range";

const key = "watchdeck.recent-ranges";
const most = 4;

type Kept = Pick<Storage, "getItem" | "setItem">;

export function readRecent(storage: Kept): readonly TimeRange[] {
  try {
    const saved: unknown = JSON.parse(storage.getItem(key) ?? "[]");
    return Array.isArray(saved) ? saved.filter(isRange).slice(0, most) : [];
  } catch {
    // Not JSON, or no storage: there are no recent ranges then.
    return [];
  }
}

export function rememberRange(storage: Kept, range: TimeRange): void {
  const others = readRecent(storage).filter(({ from, to }) => from !== range.from || to !== range.to);
  try {
    storage.setItem(key, JSON.stringify([range, ...others].slice(0, most)));
  } catch {
    // A full or forbidden storage costs only the convenience.
  }
}

function isRange(value: unknown): value is TimeRange {
  const range = value as Partial<TimeRange> | null;
  return typeof range?.from === "string" && typeof range.to === "string" && range.from.length <= 64 && range.to.length <= 64;
}

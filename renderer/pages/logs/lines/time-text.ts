import type { EpochMs } from "#shared/units/time";
import { zoneDay, zoneMinute, zoneMoment } from "../../../charts/time-zone";
import type { LineStore, StoredLine } from "./line-store";
import type { TimeStyle } from "./view-settings";

const zone = "browser";

/** `12:14:58.657`, always with as many digits, so that lines stand under one another. */
export function timeText({ ms, ns }: Pick<StoredLine, "ms" | "ns">, style: TimeStyle, hasDay: boolean): string {
  const seconds = String(Math.floor(ms / 1000) % 60).padStart(2, "0");
  const parts = String(ms % 1000).padStart(3, "0");
  const rest = style === "ns" ? String(ns).padStart(6, "0") : "";
  return `${hasDay ? dayText(ms) : ""}${zoneMinute(zone, ms)}:${seconds}.${parts}${rest}`;
}

const dayText = (ms: EpochMs): string => `${zoneDay(zone, ms).padStart(6, " ")} `;

/** Characters that such a time has. */
export const timeWidth = (style: TimeStyle, hasDay: boolean): number => 12 + (style === "ns" ? 6 : 0) + (hasDay ? 7 : 0);

/** The whole of it: `2026-11-21 12:14:58.657000123`. */
export const wholeTime = ({ ms, ns }: Pick<StoredLine, "ms" | "ns">): string => {
  const second = zoneMoment(zone, ms - (ms % 1000));
  return `${second}.${String(ms % 1000).padStart(3, "0")}${String(ns).padStart(6, "0")}`;
};

/** Whether the lines are of several days, and their times have to say which. */
export function areOfSeveralDays(store: LineStore): boolean {
  const { cells, start, size } = store.columns;
  if (size === 0) return false;
  return zoneDay(zone, cells.ms[start] ?? 0) !== zoneDay(zone, cells.ms[start + size - 1] ?? 0);
}

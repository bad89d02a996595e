// An alert's past as a strip: what it was doing is told by the height of a stretch as well as by its colour.
import type { AlertBand } from "#shared/contract/alerts";
import { formatLongSpan } from "#shared/format/age";
import type { EpochMs } from "#shared/units/time";

/** The strip's own units, however wide it is drawn. */
export const stripWidth = 1000;
export const stripHeight = 10;

export type BandState = AlertBand["state"];

/** Drawn one above the other: what wants to be seen last. */
export const bandStates = ["inactive", "unobserved", "unknown", "pending", "firing"] as const satisfies readonly BandState[];

const heights: Readonly<Record<BandState, number>> = { inactive: 4, unobserved: 6, unknown: 6, pending: 6, firing: 10 };

/** Shorter ones would not be seen in a cell of 160 pixels. */
const leastWidth: Readonly<Record<BandState, number>> = { inactive: 0, unobserved: 6, unknown: 6, pending: 6, firing: 9 };

/** Between two stretches, where there is room for it. */
const gap = 4;

export interface TimeSpan {
  fromMs: EpochMs;
  toMs: EpochMs;
}

/** One path for each state that occurs. */
export function bandPaths(bands: readonly AlertBand[], { fromMs, toMs }: TimeSpan): { state: BandState; path: string }[] {
  const scale = stripWidth / Math.max(1, toMs - fromMs);
  const parts = new Map<BandState, string>();
  for (const { state, ...band } of bands) {
    const from = Math.max(0, (band.fromMs - fromMs) * scale);
    const to = Math.min(stripWidth, (band.toMs - fromMs) * scale);
    if (to <= 0 || from >= stripWidth || to <= from) continue;
    const drawn = to - from > 3 * gap ? to - from - gap : to - from;
    const width = Math.max(leastWidth[state], drawn);
    const left = Math.min(from, stripWidth - width);
    const height = heights[state];
    const top = (stripHeight - height) / 2;
    parts.set(state, `${parts.get(state) ?? ""}M${round(left)} ${top}h${round(width)}v${height}h${round(-width)}z`);
  }
  return bandStates.flatMap((state) => {
    const path = parts.get(state);
    return path === undefined ? [] : [{ state, path }];
  });
}

const round = (value: number): number => Math.round(value * 10) / 10;

const words: Readonly<Record<BandState, string>> = {
  inactive: "quiet",
  unobserved: "not observed",
  unknown: "unknown",
  pending: "pending",
  firing: "firing",
};

/** "firing 2 h 4 m, not observed 3 h": what the strip shows, read out and as its tooltip; quiet is the rest. */
export function describeBands(bands: readonly AlertBand[]): string {
  const sums = new Map<BandState, number>();
  for (const { state, fromMs, toMs } of bands) sums.set(state, (sums.get(state) ?? 0) + toMs - fromMs);
  const told = (["firing", "pending", "unknown", "unobserved"] as const).filter((state) => (sums.get(state) ?? 0) > 0);
  if (told.length === 0) return sums.has("inactive") ? "quiet all the time" : "nothing is known of this time";
  return told.map((state) => `${words[state]} ${formatLongSpan(sums.get(state) ?? 0)}`).join(", ");
}

// Where a span's bar, its critical stretches and its events stand, in pixels. Only what is in the range is given: an element of
// millions of pixels is drawn wrongly by browsers.
import type { TimeRange } from "./time-range";

/** The bars' column: how wide it is, and which stretch of time it shows. */
export interface BarScale {
  range: TimeRange;
  width: number;
}

export interface BarPlace {
  left: number;
  width: number;
  /** It goes on beyond this side. */
  isCutLeft: boolean;
  isCutRight: boolean;
}

/** A moment is still seen. */
const least = 2;
/** What lies beyond the column on either side is drawn so far only. */
const beyond = 8;

export const pixelOf = ({ range, width }: BarScale, at: number): number =>
  ((at - range.from) / (range.to - range.from || 1)) * width;

export const timeAt = ({ range, width }: BarScale, pixel: number): number =>
  range.from + (pixel / (width || 1)) * (range.to - range.from);

/** Undefined for a bar that is wholly outside. */
export function placeBar(scale: BarScale, start: number, duration: number): BarPlace | undefined {
  const from = pixelOf(scale, start);
  const to = Math.max(from + least, pixelOf(scale, start + duration));
  if (to < 0 || from > scale.width) return undefined;
  const left = Math.max(-beyond, from);
  return {
    left,
    width: Math.min(scale.width + beyond, to) - left,
    isCutLeft: from < 0,
    isCutRight: to > scale.width,
  };
}

/** Which way a bar outside the range lies. */
export const sideOf = ({ range }: BarScale, start: number, duration: number): "left" | "right" =>
  start + duration < range.from ? "left" : "right";

export type LabelSide = "right" | "left" | "inside";

/** What stands between a bar and its duration. */
const gap = 5;

/** Where the duration of a bar is written: beside it where there is room, else on it. */
export function placeLabel({ width }: BarScale, bar: BarPlace, label: number): { side: LabelSide; left: number } {
  const end = Math.min(width, bar.left + bar.width);
  if (end + gap + label <= width) return { side: "right", left: end + gap };
  if (bar.left - gap - label >= 0) return { side: "left", left: bar.left - gap - label };
  return { side: "inside", left: Math.max(0, Math.max(0, bar.left) + 4, end - label - 4) };
}

/**
 * Stretches as one path of level lines. Those that share a pixel are drawn as one: a span of ten thousand children has as many
 * stretches on the critical path.
 */
export function stretchesPath(
  scale: BarScale,
  stretches: { from: ArrayLike<number>; to: ArrayLike<number>; first: number; end: number },
): string {
  let path = "";
  let openFrom = Number.NaN;
  let openTo = Number.NaN;
  const close = () => {
    if (!Number.isNaN(openFrom)) path += `M${round(openFrom)} 0H${round(openTo)}`;
  };
  for (let index = stretches.first; index < stretches.end; index++) {
    const from = Math.max(0, pixelOf(scale, stretches.from[index] ?? 0));
    const to = Math.min(scale.width, pixelOf(scale, stretches.to[index] ?? 0));
    if (to < 0 || from > scale.width || to < from) continue;
    if (from <= openTo + 1) {
      openTo = Math.max(openTo, to);
      continue;
    }
    close();
    openFrom = from;
    openTo = Math.max(to, from + 1);
  }
  close();
  return path;
}

const round = (pixel: number): number => Math.round(pixel * 10) / 10;

/** Events as short upright lines; those that share a pixel as one. */
export function ticksPath(scale: BarScale, events: ArrayLike<number>): string {
  let path = "";
  let last = Number.NaN;
  for (let index = 0; index < events.length; index++) {
    const at = Math.round(pixelOf(scale, events[index] ?? 0)) + 0.5;
    if (at === last || at < 0 || at > scale.width) continue;
    last = at;
    path += `M${at} -8V-3`;
  }
  return path;
}

/** Ticks of the axis: evenly over the range, as many as there is room for. */
export function ticksOf({ range, width }: BarScale): number[] {
  const parts = Math.max(1, Math.min(5, Math.floor(width / 110)));
  return Array.from({ length: parts + 1 }, (_, index) => range.from + ((range.to - range.from) * index) / parts);
}

// Which stretch of time a query covers, and how finely: what the range picker offers and what a range means at an instant.
import { type EpochMs, hours, type Milliseconds, minutes, seconds } from "#shared/units/time";

/** A window that ends now and moves with it, or one between two fixed instants. */
export type TimeRange = { kind: "last"; forMs: Milliseconds } | { kind: "between"; startMs: EpochMs; endMs: EpochMs };

export interface Choice {
  label: string;
  ms: Milliseconds;
}

export const rangeChoices: readonly Choice[] = [
  { label: "5 m", ms: minutes(5) },
  { label: "15 m", ms: minutes(15) },
  { label: "1 h", ms: hours(1) },
  { label: "6 h", ms: hours(6) },
  { label: "24 h", ms: hours(24) },
  { label: "7 d", ms: hours(24 * 7) },
  { label: "30 d", ms: hours(24 * 30) },
  { label: "90 d", ms: hours(24 * 90) },
];

/** Steps a person would pick; the automatic one is the first of them that keeps the point count in bounds. */
const stepChoices: readonly Choice[] = [
  { label: "1 s", ms: seconds(1) },
  { label: "2 s", ms: seconds(2) },
  { label: "5 s", ms: seconds(5) },
  { label: "10 s", ms: seconds(10) },
  { label: "15 s", ms: seconds(15) },
  { label: "30 s", ms: seconds(30) },
  { label: "1 m", ms: minutes(1) },
  { label: "2 m", ms: minutes(2) },
  { label: "5 m", ms: minutes(5) },
  { label: "15 m", ms: minutes(15) },
  { label: "30 m", ms: minutes(30) },
  { label: "1 h", ms: hours(1) },
  { label: "3 h", ms: hours(3) },
  { label: "6 h", ms: hours(6) },
  { label: "12 h", ms: hours(12) },
  { label: "1 d", ms: hours(24) },
];

/** About one point every two or three pixels of a wide chart: more would only cost time. */
const wantedPoints = 500;
/** Prometheus refuses a range query that would answer more points than this per series. */
export const mostPoints = 11_000;

export const shortestRange: Milliseconds = seconds(10);
export const longestRange: Milliseconds = hours(24 * 366);

/** How long the range is, whether it moves or not. */
export function lengthOf(range: TimeRange): Milliseconds {
  return range.kind === "last" ? range.forMs : range.endMs - range.startMs;
}

/** The finest step of `stepChoices` that draws a range with no more points than a chart can show. */
export function autoStep(lengthMs: Milliseconds): Milliseconds {
  const fitting = stepChoices.find((step) => lengthMs / step.ms <= wantedPoints);
  if (fitting) return fitting.ms;
  const day = hours(24);
  return Math.ceil(lengthMs / wantedPoints / day) * day;
}

/** The steps that can be chosen for a range: at least two points, and no more than a server answers. */
export function stepsFor(lengthMs: Milliseconds): readonly Choice[] {
  return stepChoices.filter((step) => lengthMs / step.ms <= mostPoints && step.ms * 2 <= lengthMs);
}

export interface Window {
  startMs: EpochMs;
  endMs: EpochMs;
  stepMs: Milliseconds;
}

/** A moving window is never further behind than this: with steps of hours, what is measured now would not be in it. */
const coarsestEnd: Milliseconds = minutes(1);

/**
 * What to ask for at `now`. A moving window ends on a multiple of its step, or on a whole minute where that is longer, so that
 * asking again a moment later gives the same points and not ones shifted by a fraction: a shifted grid makes rates flicker.
 */
export function windowOf(range: TimeRange, step: Milliseconds | "auto", now: EpochMs): Window {
  const lengthMs = lengthOf(range);
  const allowed = step !== "auto" && lengthMs / step <= mostPoints;
  const stepMs = allowed ? step : autoStep(lengthMs);
  if (range.kind === "between") return { startMs: range.startMs, endMs: range.endMs, stepMs };
  const grid = Math.min(stepMs, coarsestEnd);
  const endMs = Math.floor(now / grid) * grid;
  return { startMs: endMs - Math.floor(lengthMs / stepMs) * stepMs, endMs, stepMs };
}

/** Whether a pair of instants is a range at all: in order, long enough to draw, and not longer than a year. */
export function betweenOrWhyNot(startMs: EpochMs, endMs: EpochMs): TimeRange | string {
  if (!Number.isFinite(startMs)) return "The start is not a date and time.";
  if (!Number.isFinite(endMs)) return "The end is not a date and time.";
  if (endMs <= startMs) return "The end must be after the start.";
  if (endMs - startMs < shortestRange) return "The range must be at least 10 seconds long.";
  if (endMs - startMs > longestRange) return "The range must be at most a year long.";
  return { kind: "between", startMs, endMs };
}

/** An instant as a `datetime-local` input takes it, in the time zone of whoever looks. */
export function toLocalInput(at: EpochMs): string {
  const local = new Date(at - new Date(at).getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 19);
}

import type { EpochMs, Milliseconds } from "../units/time";

const steps = [
  { size: 86_400_000, unit: "d" },
  { size: 3_600_000, unit: "h" },
  { size: 60_000, unit: "m" },
  { size: 1000, unit: "s" },
] as const;

/** A length of time in its largest whole unit, for lists: `4 s`, `14 m`, `1 h`, `12 d`. */
export function formatSpan(span: Milliseconds): string {
  const step = steps.find(({ size }) => span >= size);
  return step ? `${Math.floor(span / step.size)}\u00a0${step.unit}` : "0\u00a0s";
}

/** A length of time in its two largest units: `12 d 4 h`, `3 m 20 s`. */
export function formatLongSpan(span: Milliseconds): string {
  const index = steps.findIndex(({ size }) => span >= size);
  const first = steps[index];
  if (!first) return "0\u00a0s";
  const second = steps[index + 1];
  const rest = second ? Math.floor((span % first.size) / second.size) : 0;
  const head = `${Math.floor(span / first.size)}\u00a0${first.unit}`;
  return second && rest > 0 ? `${head} ${rest}\u00a0${second.unit}` : head;
}

/** How long ago that was: `just now`, `4 s ago`. A clock that is a little ahead of ours is not in the future. */
export function formatAge(at: EpochMs, now: EpochMs): string {
  return now - at < 1000 ? "just now" : `${formatSpan(now - at)} ago`;
}

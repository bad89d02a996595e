import { formatDuration } from "#shared/format/duration";
import { AppError } from "#shared/model/failure";
import { type EpochMs, hours, type Milliseconds, minutes, seconds } from "#shared/units/time";

/** Prometheus answers no more than this many points per series, and neither does this host: a screen has fewer pixels. */
const mostPoints = 11_000;

const usualSteps = [
  ...[1, 2, 5, 10, 15, 30].map(seconds),
  ...[1, 2, 5, 10, 15, 30].map(minutes),
  ...[1, 2, 6, 12, 24, 24 * 7].map(hours),
];

/** Throws `bad-request` for a range that runs backwards or stands still, or whose answer would have too many points. */
export function refuseTooManyPoints({ start, end, step }: { start: EpochMs; end: EpochMs; step: Milliseconds }): void {
  if (!(step > 0)) throw new AppError({ kind: "bad-request", say: "The step of a range query must be longer than 0." });
  if (!(end >= start)) throw new AppError({ kind: "bad-request", say: "The end of the range lies before its start." });
  if ((end - start) / step <= mostPoints) return;
  const least = (end - start) / mostPoints;
  const enough = usualSteps.find((candidate) => candidate >= least) ?? Math.ceil(least / hours(24)) * hours(24);
  throw new AppError({
    kind: "bad-request",
    say: `A step of ${formatDuration(step)} over ${formatDuration(end - start)} makes more than 11,000 points per series: a step of ${formatDuration(enough)} would do.`,
  });
}

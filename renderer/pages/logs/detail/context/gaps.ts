import { formatLongSpan } from "#shared/format/age";
import { type Milliseconds, minutes, seconds } from "#shared/units/time";

/** From here on a pause is told, however slowly lines come. */
const always: Milliseconds = minutes(1);
/** And from here on where it is far longer than usual. */
const least: Milliseconds = seconds(2);
const unusual = 20;

/** How long the pauses are that are worth a word: one per line, undefined before the first and where nothing is remarkable. */
export function gapWords(times: readonly Milliseconds[]): (string | undefined)[] {
  const pauses = times.map((time, index) => time - (times[index - 1] ?? time));
  const sorted = pauses.slice(1).sort((a, b) => a - b);
  const usual = sorted[Math.floor(sorted.length / 2)] ?? 0;
  return pauses.map((pause) => {
    const isRemarkable = pause >= always || (pause >= least && pause >= usual * unusual);
    return isRemarkable ? `${formatLongSpan(pause)} later` : undefined;
  });
}

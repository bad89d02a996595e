// The histogram of lines as a drawing: one bar for each step, its levels on each other.
import type { LogVolume } from "#shared/contract/logs";
import { formatCount } from "#shared/format/count";
import { formatTicks } from "#shared/format/quantity";
import type { EpochMs, Milliseconds } from "#shared/units/time";
import type { ChartColours } from "../../../charts/chart-colours";
import type { Drawing, Stage } from "../../../charts/drawing";
import { plainColour } from "../../../charts/line-look";
import { valueAxis } from "../../../charts/ticks";
import { zoneStretch } from "../../../charts/time-zone";
import { levelLooks, stackOrder } from "./levels";

const axisKey = "lines";
/** Between two bars, in CSS pixels, where they are wide enough to spare it. */
const gap = 1;

/** `volume` has every step of its stretch of time, those without lines too: the pointer is always over one. */
export function volumeDrawing(volume: LogVolume, stepMs: Milliseconds, colours: () => ChartColours): Drawing {
  const { times } = volume;
  const levels = stackOrder.flatMap((level) => volume.levels.filter((each) => each.level === level));
  const totals = Float64Array.from(times, (_, index) => levels.reduce((sum, { counts }) => sum + (counts[index] ?? 0), 0));

  return {
    shape: axisKey,
    times,
    axes: [
      {
        key: axisKey,
        side: "left",
        leastWidth: 40,
        // Of one line there are no halves.
        fit: ({ max }, height) => valueAxis(0, Math.max(2, max), { unit: "number", most: height < 120 ? 2 : 4 }),
        words: (ticks) => formatTicks(ticks, "number"),
      },
    ],
    extent(_, startMs, endMs) {
      const seen = totals.filter((_, index) => inSight(times[index] as number, stepMs, startMs, endMs));
      return { min: 0, max: seen.reduce((most, total) => Math.max(most, total), 0) };
    },
    paint(stage) {
      for (const [index, time] of times.entries()) {
        if (inSight(time, stepMs, stage.startMs, stage.endMs)) paintBar(stage, time, index);
      }
    },
    tip(place) {
      const index = Math.floor((place.time - (times[0] ?? 0)) / stepMs);
      const time = times[index];
      if (time === undefined) return undefined;
      const present = [...levels].reverse().filter(({ counts }) => (counts[index] ?? 0) > 0);
      return {
        heading: zoneStretch("browser", time, time + stepMs),
        rows: present.map(({ level, counts }) => ({
          label: levelLooks[level].word,
          value: formatCount(counts[index] ?? 0),
          colour: plainColour(levelLooks[level].colour, colours()),
        })),
        ...(present.length === 0 && { note: "No lines" }),
      };
    },
  };

  function paintBar(stage: Stage, time: EpochMs, index: number): void {
    const { context, ratio } = stage;
    const toY = stage.toY(axisKey);
    const left = Math.round(stage.toX(time));
    const whole = Math.round(stage.toX(time + stepMs)) - left;
    const width = Math.max(1, whole > 3 * ratio ? whole - gap * ratio : whole);
    let below = 0;
    for (const { level, counts } of levels) {
      const count = counts[index] ?? 0;
      if (count === 0) continue;
      const bottom = Math.round(toY(below));
      below += count;
      // One error among thousands of lines has to be seen.
      const height = Math.max(ratio, bottom - Math.round(toY(below)));
      context.globalAlpha = levelLooks[level].strength;
      context.fillStyle = plainColour(levelLooks[level].colour, stage.colours);
      context.fillRect(left, bottom - height, width, height);
    }
    context.globalAlpha = 1;
  }
}

const inSight = (time: EpochMs, stepMs: Milliseconds, startMs: EpochMs, endMs: EpochMs): boolean =>
  time + stepMs > startMs && time < endMs;

/** How many lines there are of each level, the worst first. */
export function levelTotals({ levels }: LogVolume): { level: LogVolume["levels"][number]["level"]; count: number }[] {
  return levels
    .map(({ level, counts }) => ({ level, count: counts.reduce((sum, count) => sum + count, 0) }))
    .filter(({ count }) => count > 0);
}

/** The same in a sentence, for those who do not see it. */
export function volumeSummary(volume: LogVolume): string {
  const totals = levelTotals(volume);
  if (totals.length === 0) return "No lines.";
  return `${totals.map(({ level, count }) => `${formatCount(count)} ${levelLooks[level].word}`).join(", ")}.`;
}

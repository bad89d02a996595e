// The charts of the Overview and of query answers: one unit, one axis from zero, the palette's colours.
import { formatQuantity, formatTicks, type Unit } from "#shared/format/quantity";
import type { ChartColours } from "./chart-colours";
import type { ChartColumns } from "./columns";
import type { Drawing, Extent } from "./drawing";
import { lineData } from "./line-data";
import { lineDrawing } from "./line-drawing";
import { lineLook } from "./line-look";
import type { ThresholdLook } from "./paint-thresholds";
import { valueAxis } from "./ticks";
import { zoneMoment } from "./time-zone";

/** A line across the chart, with the side washed that it forbids. */
export interface Threshold {
  value: number;
  /** Which side is the bad one. */
  side: "above" | "below";
}

export interface SimpleLook {
  unit: Unit;
  isStacked: boolean;
  leastTop?: number | undefined;
  threshold?: Threshold | undefined;
  colours(): ChartColours;
}

const axisKey = "y";

export function simpleDrawing({ times, series }: ChartColumns, look: SimpleLook): Drawing {
  const { unit, isStacked, threshold } = look;
  // Copied: a feed's columns are views that move on, and the pointer asks later.
  const ownTimes = Float64Array.from(times);
  const looks = series.map(({ id, label, colour }, place) =>
    lineLook({
      ...{ id, label, axis: axisKey },
      colour: { kind: "place", place: colour === undefined ? place : colour - 1 },
      points: "never",
      // Stacked, the fill between a line and the one below is a band.
      ...(isStacked && { stack: { group: "A", isPercent: false }, fill: 0.3 }),
      write: (value) => formatQuantity(value, unit),
    }),
  );
  return lineDrawing({
    times: ownTimes,
    lines: lineData(
      ownTimes.length,
      series.map(({ values }) => ({ values: Float64Array.from(values) })),
      looks,
    ),
    looks,
    axes: [
      {
        key: axisKey,
        side: "left",
        fit(extent, height) {
          const { min, max } = withThreshold(extent, threshold);
          return valueAxis(min, max, { unit, most: Math.min(5, Math.max(2, Math.floor(height / 44))), leastTop: look.leastTop });
        },
        words: (ticks) => formatTicks(ticks, unit),
      },
    ],
    thresholds: threshold ? [thresholdLook(threshold)] : [],
    tip: { mode: "multi", sort: "desc" },
    writeTime: (time) => zoneMoment("browser", time),
    colours: look.colours,
  });
}

function withThreshold(extent: Extent, threshold: Threshold | undefined): Extent {
  if (!threshold || !(extent.min <= extent.max)) return extent;
  return { min: Math.min(extent.min, threshold.value), max: Math.max(extent.max, threshold.value * 1.05) };
}

function thresholdLook({ value, side }: Threshold): ThresholdLook {
  const [bad, fine] = ["critical", "transparent"] as const;
  return {
    axis: axisKey,
    line: "dashed",
    hasArea: true,
    steps: [
      { from: Number.NEGATIVE_INFINITY, colour: side === "below" ? bad : fine },
      { from: value, colour: side === "above" ? bad : fine, lineColour: bad },
    ],
  };
}

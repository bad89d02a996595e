import type uPlot from "uplot";
import { formatTicks, type Unit } from "#shared/format/quantity";
import type { EpochMs } from "#shared/units/time";
import { type ChartColours, fade, seriesColour } from "./chart-colours";
import type { ChartSeries } from "./columns";
import { traceLine } from "./line-path";
import { extentOf, shortStretches } from "./plot-data";
import { timeLabel, timeTicks, type ValueAxis, valueAxis } from "./ticks";

/** A line across the chart, with the side washed that it forbids. */
export interface Threshold {
  value: number;
  /** Which side is the bad one. */
  side: "above" | "below";
}

export interface PlotSettings {
  width: number;
  height: number;
  unit: Unit;
  series: readonly ChartSeries[];
  isStacked: boolean;
  leastTop?: number | undefined;
  threshold?: Threshold | undefined;
  /** With less time than this to show, the rest is left empty: a chart that has just begun is no zoom into a moment. */
  leastSpanMs?: number | undefined;
  /** Charts with the same key share their cursor. */
  syncKey?: string | undefined;
  /** Read at each drawing, so that a change of theme needs no new plot. */
  colours(): ChartColours;
  /** The stretch of time to show; all there is when undefined. */
  range(): { startMs: EpochMs; endMs: EpochMs } | undefined;
  onSelect?: ((startMs: EpochMs, endMs: EpochMs) => void) | undefined;
  onReset?: (() => void) | undefined;
}

const axisFont = (colours: ChartColours) => `11px ${colours.font}`;
/** Enough for most labels, so that charts one above another have their times in one line. */
const leastAxisWidth = 64;
const rightMargin = 10;
const lineWidth = 1.5;
/** In pixels; what is shorter is a dot. */
const shortestLine = 4;
/** Between the middles of two labels of the time axis, in pixels: the widest is about fifty. */
const leastTimeGap = 72;

/** Everything uPlot has to know, from what a chart of ours is asked to be. */
export function plotOptions(settings: PlotSettings): uPlot.Options {
  const { unit, series, isStacked, syncKey, colours } = settings;
  let axis: ValueAxis = { low: 0, high: 1, ticks: [0, 1] };
  return {
    width: settings.width,
    height: settings.height,
    ms: 1,
    padding: [8, rightMargin, 0, 0],
    legend: { show: false },
    cursor: {
      y: false,
      points: { size: 7, width: 2 },
      drag: { x: true, y: false, setScale: false },
      ...(syncKey !== undefined && {
        sync: {
          key: syncKey,
          setSeries: false,
          scales: ["x", null] as [string, null],
          // The pointer is shared; a drag is answered by the one chart it happened on.
          filters: { pub: (type: string) => type === "mousemove" || type === "mouseleave" },
        },
      }),
      bind: {
        dblclick: () => () => {
          settings.onReset?.();
          return null;
        },
      },
    },
    scales: {
      x: {
        time: true,
        range: (_plot, min, max) => {
          const range = settings.range();
          if (range) return [range.startMs, range.endMs];
          return [Math.min(min, max - (settings.leastSpanMs ?? 1000)), max];
        },
      },
      y: {
        // The y axis fits what is in sight, thresholds included; `axis` is remembered for its ticks.
        range: (plot) => {
          // Not from the x scale: while scales are being set, it still has its former ends.
          const range = settings.range();
          const extent = extentOf(
            plot.data,
            range?.startMs ?? Number.NEGATIVE_INFINITY,
            range?.endMs ?? Number.POSITIVE_INFINITY,
          );
          if (settings.threshold && extent.min <= extent.max) {
            extent.min = Math.min(extent.min, settings.threshold.value);
            extent.max = Math.max(extent.max, settings.threshold.value * 1.05);
          }
          const most = Math.min(5, Math.max(2, Math.floor(plot.height / 44)));
          axis = valueAxis(extent.min, extent.max, { unit, most, leastTop: settings.leastTop });
          return [axis.low, axis.high];
        },
      },
    },
    axes: [
      {
        stroke: () => colours().axisText,
        font: axisFont(colours()),
        size: 23,
        gap: 8,
        grid: { show: false },
        ticks: { show: false },
        splits: (plot, _axis, min, max) => timeTicks(min, max, plotWidth(plot) / leastTimeGap).times,
        values: (plot, ticks) => uncutTimeLabels(plot, ticks),
      },
      {
        stroke: () => colours().axisText,
        font: axisFont(colours()),
        size: (plot, values) => Math.max(leastAxisWidth, widestLabel(plot, values) + 12),
        gap: 6,
        grid: { stroke: () => colours().grid, width: 1 },
        ticks: { show: false },
        splits: () => axis.ticks,
        values: (_plot, ticks) => formatTicks(ticks, unit),
      },
    ],
    series: [
      {},
      ...series.map(
        (each, index): uPlot.Series => ({
          label: each.label,
          stroke: () => seriesColour(colours(), each.colour, index),
          // Stacked, the fill between a line and the one below is a band.
          ...(!isStacked || index === 0
            ? { fill: () => fade(seriesColour(colours(), each.colour, index), isStacked ? 0.3 : 0.08) }
            : {}),
          width: lineWidth,
          points: { show: false, filter: dotted, size: 5, width: 0, fill: () => seriesColour(colours(), each.colour, index) },
          spanGaps: false,
          // Bands are cut out of uPlot's own paths.
          ...(!isStacked && { paths: linePaths }),
        }),
      ),
    ],
    ...(isStacked && {
      bands: series.slice(1).map((each, index) => ({
        series: [index + 2, index + 1] as [number, number],
        fill: () => fade(seriesColour(colours(), each.colour, index + 1), 0.3),
      })),
    }),
    hooks: {
      setSelect: [
        (plot) => {
          const { left, width } = plot.select;
          if (width < 4) return;
          plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
          settings.onSelect?.(plot.posToVal(left, "x"), plot.posToVal(left + width, "x"));
        },
      ],
      draw: [(plot) => drawThreshold(plot, settings)],
    },
  };
}

/** uPlot's own lines have a point for each time, and stroking those is most of what a live chart costs. */
function linePaths(plot: uPlot, place: number, from: number, to: number): uPlot.Series.Paths {
  const [x, y] = [plot.scales.x, plot.scales.y];
  const [left, right, bottom, top] = [x?.min ?? 0, x?.max ?? 1, y?.min ?? 0, y?.max ?? 1];
  const { bbox } = plot;
  const toY = (value: number) => Math.round(bbox.top + bbox.height * (1 - (value - bottom) / (top - bottom)));
  const [stroke, fill] = [new Path2D(), new Path2D()];
  const corners = traceLine(
    {
      xs: plot.data[0],
      ys: plot.data[place] ?? [],
      from,
      to,
      toX: (value) => Math.round(bbox.left + (bbox.width * (value - left)) / (right - left)),
      toY,
    },
    { stroke, fill, base: toY(Math.min(Math.max(0, bottom), top)) },
  );
  // With a corner on every other pixel a line is a band of ink anyway; a pixel wide it shows more, and costs a third. The
  // name is what uPlot reads (its types say `width`).
  const own = corners > bbox.width / 2 ? { _width: 1 } : {};
  return { stroke, fill, ...own };
}

/** Where a line would be too short to be seen, a dot stands: an alert that has just begun to fire has a single point. */
function dotted(plot: uPlot, place: number): number[] | null {
  const { min, max } = plot.scales.x ?? {};
  if (min === undefined || max === undefined) return null;
  const found = shortStretches(plot.data[0], plot.data[place] ?? [], (shortestLine * (max - min)) / plotWidth(plot));
  return found.length > 0 ? found : null;
}

const plotWidth = (plot: uPlot) => plot.bbox.width / devicePixelRatio || plot.width;

/** Labels that would stick out over an end of the chart stay away; half a time is worse than none. */
function uncutTimeLabels(plot: uPlot, ticks: readonly number[]): string[] {
  const stepMs = ticks.length > 1 ? (ticks[1] as number) - (ticks[0] as number) : 60_000;
  return ticks.map((tick) => {
    const label = timeLabel(tick, stepMs);
    const half = textWidth(plot, label) / 2;
    const centre = plot.valToPos(tick, "x");
    const isCut = centre + half > plotWidth(plot) + rightMargin - 2;
    return isCut ? "" : label;
  });
}

function widestLabel(plot: uPlot, values: readonly string[] | null): number {
  return (values ?? []).reduce((widest, label) => Math.max(widest, textWidth(plot, label)), 0);
}

const textWidths = new Map<string, number>();

/** Remembered: a live chart asks for the same few labels at each update. */
function textWidth(plot: uPlot, text: string): number {
  const known = textWidths.get(text);
  if (known !== undefined) return known;
  const { ctx } = plot;
  ctx.save();
  ctx.font = `11px "Inter Variable"`;
  const width = Math.ceil(ctx.measureText(text).width);
  ctx.restore();
  // Labels of times go by; what is forgotten is measured again. Before the face is there, another one is measured.
  if (textWidths.size >= 500) textWidths.clear();
  if (document.fonts.status === "loaded") textWidths.set(text, width);
  return width;
}

function drawThreshold(plot: uPlot, { threshold, colours }: PlotSettings): void {
  if (!threshold) return;
  const { ctx, bbox } = plot;
  const y = plot.valToPos(threshold.value, "y", true);
  if (y < bbox.top || y > bbox.top + bbox.height) return;
  ctx.save();
  ctx.fillStyle = fade(colours().critical, 0.07);
  if (threshold.side === "above") ctx.fillRect(bbox.left, bbox.top, bbox.width, y - bbox.top);
  else ctx.fillRect(bbox.left, y, bbox.width, bbox.top + bbox.height - y);
  ctx.strokeStyle = colours().critical;
  ctx.lineWidth = devicePixelRatio;
  ctx.setLineDash([5 * devicePixelRatio, 4 * devicePixelRatio]);
  ctx.beginPath();
  ctx.moveTo(bbox.left, y);
  ctx.lineTo(bbox.left + bbox.width, y);
  ctx.stroke();
  ctx.restore();
}

import type uPlot from "uplot";
import type { EpochMs } from "#shared/units/time";
import type { ChartColours } from "./chart-colours";
import type { AxisLook, Drawing } from "./drawing";
import { fitText, textWidth } from "./text-width";
import { timeLabel, timeTicks, type ValueAxis } from "./ticks";
import type { TimeZone } from "./time-zone";

export interface PlotSettings {
  width: number;
  height: number;
  /** What is drawn now. Read at each drawing: under one shape it changes without a new plot. */
  drawing(): Drawing;
  /** Read at each drawing, so that a change of theme needs no new plot. */
  colours(): ChartColours;
  timeZone(): TimeZone;
  /** The stretch of time to show; all there is when undefined. */
  range(): { startMs: EpochMs; endMs: EpochMs } | undefined;
  /** With less time than this to show, the rest is left empty: a chart that has just begun is no zoom into a moment. */
  leastSpanMs?: number | undefined;
  /** Charts with the same key share their cursor. */
  syncKey?: string | undefined;
}

const axisFont = (colours: ChartColours) => `11px ${colours.font}`;
/** Enough for most labels, so that charts one above another have their times in one line. */
const leastAxisWidth = 64;
const rightMargin = 10;
/** Between the middles of two labels of the time axis, in pixels: the widest is about fifty. */
const leastTimeGap = 64;

/** The scales and axes of a plot. uPlot is given no series: it works out axes and the cursor, and drawings draw themselves. */
export function plotOptions(settings: PlotSettings): uPlot.Options {
  const { syncKey } = settings;
  const { axes } = settings.drawing();
  return {
    width: settings.width,
    height: settings.height,
    ms: 1,
    padding: [
      8,
      axes.some(({ side, isHidden }) => side === "right" && !isHidden) ? 0 : rightMargin,
      0,
      axes.some(({ side, isHidden }) => side === "left" && !isHidden) ? 0 : rightMargin,
    ],
    legend: { show: false },
    cursor: {
      y: false,
      points: { show: false },
      drag: { x: settings.drawing().across === undefined, y: false, setScale: false },
      ...(syncKey !== undefined && {
        sync: {
          key: syncKey,
          setSeries: false,
          scales: ["x", null] as [string, null],
          // The pointer is shared; a drag is answered by the one chart it happened on.
          filters: { pub: (type: string) => type === "mousemove" || type === "mouseleave" },
        },
      }),
      // Double clicks are answered by the plot.
      bind: { dblclick: () => () => null },
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
      ...Object.fromEntries(valueScales(settings)),
    },
    axes: [timeAxis(settings), ...axes.map((_, place) => valueAxisOptions(settings, place))],
    series: [{}],
  };
}

/** What was fitted last, for the ticks of the same drawing. */
const fitted = new WeakMap<AxisLook, ValueAxis>();

const axisAt = (settings: PlotSettings, place: number): AxisLook | undefined => settings.drawing().axes[place];

function valueScales(settings: PlotSettings): [string, uPlot.Scale][] {
  return settings.drawing().axes.map(({ key, distribution, isReversed }, place) => [
    key,
    {
      ...(distribution?.type === "log" && { distr: 3, log: distribution.base }),
      ...(distribution?.type === "symlog" && { distr: 4, log: distribution.base, asinh: distribution.threshold }),
      ...(isReversed && { dir: -1 as const }),
      range: (plot) => {
        const axis = axisAt(settings, place);
        if (!axis) return [0, 1];
        // Not from the x scale: while scales are being set, it still has its former ends.
        const range = settings.range();
        const [start, end] = [range?.startMs ?? Number.NEGATIVE_INFINITY, range?.endMs ?? Number.POSITIVE_INFINITY];
        const fit = axis.fit(settings.drawing().extent(axis.key, start, end), plot.height);
        fitted.set(axis, fit);
        return [fit.low, fit.high];
      },
    },
  ]);
}

function timeAxis(settings: PlotSettings): uPlot.Axis {
  return {
    stroke: () => settings.colours().axisText,
    font: axisFont(settings.colours()),
    size: 23,
    gap: 8,
    grid: { show: false },
    ticks: { show: false },
    splits(plot, _axis, min, max) {
      const most = plotWidth(plot) / leastTimeGap;
      const { across } = settings.drawing();
      return across ? across.ticks(min, max, most) : timeTicks(min, max, most, settings.timeZone()).times;
    },
    filter: (_plot, ticks) => ticks,
    values(plot, ticks) {
      const { across } = settings.drawing();
      return uncutLabels(plot, ticks, across ? across.words(ticks) : timeWords(ticks, settings.timeZone()));
    },
  };
}

function valueAxisOptions(settings: PlotSettings, place: number): uPlot.Axis {
  const { key, side, isHidden, hasGrid = true, label } = axisAt(settings, place) as AxisLook;
  const ticksNow = (): readonly number[] => {
    const axis = axisAt(settings, place);
    return (axis && fitted.get(axis)?.ticks) ?? [];
  };
  return {
    scale: key,
    side: side === "right" ? 1 : 3,
    show: !isHidden,
    stroke: () => settings.colours().axisText,
    font: axisFont(settings.colours()),
    size: (plot, values) => axisWidth(plot, axisAt(settings, place), values),
    gap: 6,
    ...(label && { label, labelSize: 18, labelGap: 2, labelFont: axisFont(settings.colours()) }),
    grid: { show: hasGrid, stroke: () => settings.colours().grid, width: 1 },
    ticks: { show: false },
    splits: () => [...ticksNow()],
    // Logarithmic axes would leave labels out by themselves; ours have room.
    filter: (_plot, ticks) => ticks,
    values: (plot, ticks) => {
      const axis = axisAt(settings, place);
      if (!axis) return [];
      const room = (axis.width ?? mostWidth(plot)) - 12;
      return axis.words(ticks).map((word) => fitText(word, room));
    },
  };
}

function axisWidth(plot: uPlot, axis: AxisLook | undefined, values: readonly string[] | null): number {
  if (axis?.width !== undefined) return axis.width;
  const widest = (values ?? []).reduce((most, word) => Math.max(most, textWidth(word)), 0);
  return Math.min(mostWidth(plot), Math.max(axis?.leastWidth ?? leastAxisWidth, widest + 12));
}

/** An axis with long words leaves most of the chart to what it is about. */
const mostWidth = (plot: uPlot): number => Math.max(60, Math.floor(plot.width * 0.35));

const plotWidth = (plot: uPlot) => plot.bbox.width / devicePixelRatio || plot.width;

function timeWords(ticks: readonly number[], timeZone: TimeZone): string[] {
  const stepMs = ticks.length > 1 ? (ticks[1] as number) - (ticks[0] as number) : 60_000;
  return ticks.map((tick) => timeLabel(tick, stepMs, timeZone));
}

/** Labels that would stick out over an end of the chart stay away; half a time is worse than none. */
function uncutLabels(plot: uPlot, ticks: readonly number[], words: readonly string[]): string[] {
  const left = plot.bbox.left / devicePixelRatio;
  return words.map((word, index) => {
    const half = textWidth(word) / 2;
    const centre = left + plot.valToPos(ticks[index] as number, "x");
    const isCut = centre + half > plot.width - 2 || centre - half < 2;
    return isCut ? "" : word;
  });
}

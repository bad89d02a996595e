// What a plot is asked to show. A plot (plot.ts) knows time, axes, the cursor and the zoom; lines, heatmaps and stretches of
// state are drawings on it.
import type { EpochMs } from "#shared/units/time";
import type { ChartColours } from "./chart-colours";
import type { ValueAxis } from "./ticks";

/** The smallest and the largest of something; the first above the second when there is nothing. */
export interface Extent {
  min: number;
  max: number;
}

/** How values lie along an axis. Below its threshold a `symlog` axis is linear, so that zero has a place on it. */
export type Distribution =
  | { type: "linear" }
  | { type: "log"; base: 2 | 10 }
  | { type: "symlog"; base: 2 | 10; threshold: number };

export interface AxisLook {
  /** Of its scale. */
  key: string;
  side: "left" | "right";
  isHidden?: boolean | undefined;
  label?: string | undefined;
  hasGrid?: boolean | undefined;
  /** In pixels, whatever its labels need. */
  width?: number | undefined;
  leastWidth?: number | undefined;
  distribution?: Distribution | undefined;
  isReversed?: boolean | undefined;
  /** Where the axis begins and ends, and its ticks, around what is drawn. */
  fit(extent: Extent, heightPx: number): ValueAxis;
  /** What stands beside the ticks. */
  words(ticks: readonly number[]): string[];
}

/** The place to draw on, in pixels of the canvas. */
export interface Stage {
  context: CanvasRenderingContext2D;
  /** Canvas pixels for each CSS pixel. */
  ratio: number;
  left: number;
  top: number;
  width: number;
  height: number;
  startMs: EpochMs;
  endMs: EpochMs;
  colours: ChartColours;
  toX(time: EpochMs): number;
  /** From a value of this axis to a pixel; not rounded. */
  toY(axisKey: string): (value: number) => number;
  /** The ends of this axis. */
  ends(axisKey: string): { low: number; high: number };
}

/** Where the pointer is. */
export interface TipPlace {
  /** The nearest of the drawing's times. */
  index: number;
  /** The time under the pointer itself. */
  time: EpochMs;
  /** In CSS pixels from the left and the top of the plot's own area. */
  x: number;
  y: number;
  toX(time: EpochMs): number;
  toY(axisKey: string, value: number): number;
  /** The value of this axis under the pointer. */
  valueAt(axisKey: string): number;
}

export interface TipRow {
  label: string;
  value: string;
  colour?: string | undefined;
  isNearest?: boolean | undefined;
}

/** What is said of the place under the pointer. */
export interface Tip {
  heading: string;
  rows: readonly TipRow[];
  /** Rows that there was no room for. */
  note?: string | undefined;
  /** Dots on the plot, in CSS pixels. */
  dots?: readonly { x: number; y: number; colour: string }[] | undefined;
  /** What is meant, framed: a cell, a stretch. In CSS pixels. */
  box?: { left: number; top: number; width: number; height: number } | undefined;
}

/** What lies along the lower edge where that is not time. */
export interface AcrossLook {
  /** Rising, at most about so many. */
  ticks(low: number, high: number, most: number): number[];
  words(ticks: readonly number[]): string[];
}

export interface Drawing {
  /** Under the same shape only what is drawn changes; another shape has other axes and needs a new plot. */
  shape: string;
  /** Rising; of something else than times where `across` is set. */
  times: ArrayLike<EpochMs>;
  across?: AcrossLook | undefined;
  axes: readonly AxisLook[];
  /** What an axis has to hold between two times. */
  extent(axisKey: string, startMs: EpochMs, endMs: EpochMs): Extent;
  /** Clipped to the plot's area; the grid is there already. */
  paint(stage: Stage): void;
  /** Undefined where nothing is. Called with each move of the pointer. */
  tip(place: TipPlace): Tip | undefined;
}

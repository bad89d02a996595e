// How a line of a chart over time looks.
import type { Milliseconds } from "#shared/units/time";
import type { ChartColours } from "./chart-colours";
import { colourAt, paletteColour, resolveColour, shadeColour } from "./named-colours";

export type LineColour =
  /** Of the palette, by its place from 0. */
  | { kind: "place"; place: number }
  /** A name or a text of a dashboard. */
  | { kind: "named"; name: string }
  | { kind: "shade"; name: string; place: number }
  /** By value, from each step upwards; the first step's is minus infinity. `at`: the value that stands for the whole line. */
  | { kind: "steps"; steps: readonly { from: number; colour: string }[]; at?: number | undefined }
  /** By value, along a scheme between two values. */
  | { kind: "scheme"; scheme: string; min: number; max: number; at?: number | undefined };

export interface LineLook {
  /** Stays the same from update to update; two lines of one chart never share it. */
  id: string;
  label: string;
  axis: string;
  colour: LineColour;
  draw: "line" | "bars" | "points";
  interpolation: "linear" | "smooth" | "stepBefore" | "stepAfter";
  width: number;
  dash?: readonly number[] | undefined;
  isDotted?: boolean | undefined;
  /** How much of the colour a fill has, 0 to 1. */
  fill: number;
  gradient: "none" | "opacity" | "hue" | "scheme";
  points: "auto" | "always" | "never";
  pointSize: number;
  barAlignment: -1 | 0 | 1;
  /** Of the room between two times, 0 to 1. */
  barWidth: number;
  /** The line breaks where two points are further apart than this. */
  gapMs: Milliseconds;
  /** It goes on over gaps up to this long, whatever `gapMs` says. */
  spanMs: Milliseconds;
  /** The id of the line down to which it is filled, instead of zero. */
  fillTo?: string | undefined;
  stack?: { group: string; isPercent: boolean } | undefined;
  /** Drawn upside down: what goes out, under what comes in. */
  isNegative?: boolean | undefined;
  isInTip: boolean;
  write(value: number): string;
}

const plain = {
  draw: "line",
  interpolation: "linear",
  width: 1.5,
  fill: 0.08,
  gradient: "none",
  points: "auto",
  pointSize: 5,
  barAlignment: 0,
  barWidth: 0.6,
  gapMs: Number.POSITIVE_INFINITY,
  spanMs: 0,
  isInTip: true,
} as const;

/** A plain line, and what is different about this one. */
export const lineLook = (own: Pick<LineLook, "id" | "label" | "axis" | "colour" | "write"> & Partial<LineLook>): LineLook => ({
  ...plain,
  ...own,
});

/** One colour for the whole line: of its swatch, its dot and its tooltip. */
export function plainColour(colour: LineColour, colours: ChartColours): string {
  switch (colour.kind) {
    case "place":
      return paletteColour(colour.place, colours);
    case "named":
      return resolveColour(colour.name, colours);
    case "shade":
      return shadeColour(colour.name, colour.place, colours);
    case "steps":
      return resolveColour(stepColour(colour.steps, colour.at ?? Number.NaN), colours);
    case "scheme":
      return colourAt(colour.scheme, ((colour.at ?? colour.min) - colour.min) / (colour.max - colour.min), colours);
  }
}

const stepColour = (steps: readonly { from: number; colour: string }[], value: number): string =>
  steps.findLast(({ from }) => value >= from)?.colour ?? steps[0]?.colour ?? "";

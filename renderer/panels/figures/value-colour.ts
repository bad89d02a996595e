// Which colour a value has: the one that its field's configuration gives it, or that of its place.
import type { Display } from "#shared/dashboards/data/display";
import type { Field } from "#shared/dashboards/data/frame";
import type { ChartColours } from "../../charts/chart-colours";
import { colourAt, paletteColour, placeOfName, resolveColour, shadeColour } from "../../charts/named-colours";

/** The colour of a value, or of the mark that stands for it. */
export function valueColour(display: Display, field: Field, index: number, colours: ChartColours): string {
  if (display.scheme !== undefined) return colourAt(display.scheme, display.share ?? 0, colours);
  if (display.color !== undefined) return resolveColour(display.color, colours);
  const { color } = field.config;
  if (color?.mode === "shades") return shadeColour(color.fixedColor ?? "green", index, colours);
  if (color?.mode === "palette-classic-by-name") return paletteColour(placeOfName(field.display), colours);
  return paletteColour(index, colours);
}

/** Whether the configuration says anything about a value's colour: what it says nothing about is written as text. */
export const hasColour = (display: Display, field: Field): boolean =>
  display.color === undefined ? display.scheme !== undefined || field.config.color !== undefined : display.color !== "text";

// Words on colours that a file chose: which of two inks is read on them, and which colour words may have themselves.
import type { ChartColours } from "../../charts/chart-colours";
import { contrast, legible, mix, parseColour, type Rgb, toHex } from "../../charts/colour-math";

/** What words need against their ground (WCAG 2.2, 1.4.3). */
const leastContrast = 4.5;
const inks = { dark: "#0b0e13", light: "#ffffff" } as const;

/** The ink that is read better on this colour where it lies on the panel. */
export function inkOn(colour: string, { panel, text }: ChartColours): string {
  const [top, below] = [parseColour(colour), parseColour(panel)];
  const [dark, light] = [parseColour(inks.dark), parseColour(inks.light)];
  if (!top || !below || !dark || !light) return text;
  const ground = seenOn(top, below);
  return contrast(ground, dark) >= contrast(ground, light) ? inks.dark : inks.light;
}

/** The colour itself where words of it can be read on the panel, otherwise the nearest of its hue. */
export function wordColour(colour: string, { panel }: ChartColours): string {
  const [own, below] = [parseColour(colour), parseColour(panel)];
  if (!own || !below) return colour;
  return toHex(legible(seenOn(own, below), below, leastContrast));
}

function seenOn(top: Rgb, below: Rgb): Rgb {
  return top.alpha >= 1 ? top : { ...mix(below, { ...top, alpha: 1 }, top.alpha), alpha: 1 };
}

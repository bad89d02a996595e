// What a colour of a dashboard is on the theme that is on. Dashboards name colours (`dark-red`, `semi-dark-orange`, `text`), or
// write them (`#eab839`, `rgba(…)`), for a ground they do not know. Here each is made one that can be seen on ours.
import type { ChartColours } from "./chart-colours";
import { legible, mix, parseColour, type Rgb, shift, toHex } from "./colour-math";
import { schemeColour } from "./colour-schemes";

/** Marks and lines stand out from their ground by this much (WCAG 2.2, 1.4.11). */
const leastContrast = 3;

/** The five shades of each hue, for a ground that is dark or light: from `super-light-` to `dark-`. */
const hues: ReadonlyMap<string, string> = new Map([
  ["red", "#f0525c"],
  ["orange", "#f58b35"],
  ["yellow", "#f3cf3f"],
  ["green", "#56b45f"],
  ["blue", "#5590f0"],
  ["purple", "#b272e0"],
]);

/** How much lighter (or darker) than the plain hue. */
const shades: ReadonlyMap<string, number> = new Map([
  ["super-light", 0.16],
  ["light", 0.08],
  ["", 0],
  ["semi-dark", -0.07],
  ["dark", -0.14],
]);

/** The few names of CSS that dashboards use. */
const cssNames: ReadonlyMap<string, string> = new Map(
  Object.entries({
    white: "#ffffff",
    black: "#000000",
    gray: "#808080",
    grey: "#808080",
    silver: "#c0c0c0",
    maroon: "#800000",
    olive: "#808000",
    lime: "#00ff00",
    aqua: "#00ffff",
    cyan: "#00ffff",
    teal: "#008080",
    navy: "#000080",
    fuchsia: "#ff00ff",
    magenta: "#ff00ff",
    pink: "#ffc0cb",
    brown: "#a52a2a",
    gold: "#ffd700",
    violet: "#ee82ee",
    indigo: "#4b0082",
    turquoise: "#40e0d0",
    salmon: "#fa8072",
    coral: "#ff7f50",
    crimson: "#dc143c",
    darkred: "#8b0000",
    darkgreen: "#006400",
    darkblue: "#00008b",
    lightgreen: "#90ee90",
    lightblue: "#add8e6",
  }),
);

/** For one theme; the same few names are asked for with each drawing. */
const resolved = new WeakMap<ChartColours, Map<string, string>>();
/** A file may hold any number of colours; they are worked out again before they fill the memory. */
const mostResolved = 2000;

/**
 * The colour that a name or a text means, as a canvas and a style take it. What is not a colour is grey. Opaque colours too near
 * their ground are made lighter or darker until they are seen; one that lets through is meant to be faint and stays.
 */
export function resolveColour(name: string, colours: ChartColours): string {
  let known = resolved.get(colours);
  if (!known) {
    known = new Map();
    resolved.set(colours, known);
  }
  const before = known.get(name);
  if (before !== undefined) return before;
  if (known.size >= mostResolved) known.clear();
  const found = resolve(name.trim().toLowerCase(), colours);
  known.set(name, found);
  return found;
}

function resolve(name: string, colours: ChartColours): string {
  if (name === "transparent") return "#00000000";
  if (name === "text") return colours.text;
  if (name === "critical") return colours.critical;
  if (name === "warning") return colours.warning;
  if (name === "panel-bg" || name === "background") return colours.panel;
  const place = /^palette-(\d{1,5})$/.exec(name)?.[1];
  if (place !== undefined) return paletteColour(Number(place), colours);
  const ground = groundOf(colours);
  const own = namedHue(name, { ground, isDark: colours.isDark }) ?? parseColour(cssNames.get(name) ?? name);
  if (!own) return colours.axisText;
  return toHex(own.alpha < 1 ? own : legible(own, ground, leastContrast));
}

function namedHue(name: string, { ground, isDark }: { ground: Rgb; isDark: boolean }): Rgb | undefined {
  const split = /^(?:(super-light|light|semi-dark|dark)-)?(red|orange|yellow|green|blue|purple)$/.exec(name);
  const base = parseColour(hues.get(split?.[2] ?? "") ?? "");
  if (!base) return undefined;
  const shade = shades.get(split?.[1] ?? "") ?? 0;
  if (isDark) return shift(legible(base, ground, leastContrast + 0.6), shade);
  // On a light ground the hue at the edge of what can be seen is the lightest, and the others go on from there.
  const lightest = shades.get("super-light") ?? 0;
  return shift(legible(base, ground, leastContrast), (shade - lightest) * lightSteps);
}

/** The shades lie closer together on a light ground: there is less room between what is seen and what is black. */
const lightSteps = 0.35;

const groundOf = (colours: ChartColours): Rgb => parseColour(colours.panel) ?? { red: 0.5, green: 0.5, blue: 0.5, alpha: 1 };

/** The colour of a series by its place: the palette's eight, and from the ninth on shades of them. */
export function paletteColour(index: number, colours: ChartColours): string {
  const place = Math.max(0, Math.floor(index));
  const own = colours.series[place % colours.series.length] ?? colours.axisText;
  const round = Math.floor(place / colours.series.length);
  if (round === 0) return own;
  const parsed = parseColour(own);
  if (!parsed) return own;
  const ground = groundOf(colours);
  // In turns towards the text and away from it, further each time, as far as there is room.
  const step = 0.09 * Math.ceil((((round - 1) % 6) + 1) / 2) * (round % 2 === 1 ? 1 : -1);
  return toHex(legible(shift(parsed, colours.isDark ? step : -step), ground, leastContrast));
}

/** The place in the palette of a name, so that `node-3` has one colour on every chart. */
export function placeOfName(name: string): number {
  let hash = 2166136261;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 16777619);
  return (hash >>> 0) % 64;
}

/** Of one hue, a little lighter or darker for each place: for `shades`. */
export function shadeColour(name: string, index: number, colours: ChartColours): string {
  const own = parseColour(resolveColour(name, colours));
  if (!own) return colours.axisText;
  const step = [0, 0.1, -0.1, 0.2, -0.18, 0.05, -0.05, 0.15, -0.14, 0.25][index % 10] ?? 0;
  return toHex(legible(shift(own, step), groundOf(colours), leastContrast));
}

/** The colour so far along a scheme: `continuous-GrYlRd`, `Oranges`, `Viridis`. An unknown scheme is the oranges. */
export function colourAt(scheme: string, share: number, colours: ChartColours): string {
  const at = Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : 0;
  return schemeColour(scheme, at, groundOf(colours), colours.isDark, (name) => parseColour(resolveColour(name, colours)));
}

/** From nothing to this colour, for heatmaps whose cells let through instead of changing their hue. */
export function fadedTo(name: string, share: number, colours: ChartColours): string {
  const own = parseColour(resolveColour(name, colours)) ?? groundOf(colours);
  return toHex(mix(groundOf(colours), own, Math.min(1, Math.max(0, share))));
}

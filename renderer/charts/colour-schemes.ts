// Scales of colours, by the names that dashboards give them. Those of one or two hues grow out of the ground, darker or lighter
// as the theme is, so that the least value is the faintest on either; those made to be read as they are stay as they are.
import { mix, ofHue, parseColour, type Rgb, toHex } from "./colour-math";

/** Named colours from the least to the most; `panel-bg` is the ground. */
const byNames: Readonly<Record<string, readonly string[]>> = {
  "continuous-grylrd": ["green", "yellow", "red"],
  "continuous-rdylgr": ["red", "yellow", "green"],
  "continuous-blylrd": ["dark-blue", "super-light-yellow", "dark-red"],
  "continuous-ylrd": ["super-light-yellow", "dark-red"],
  "continuous-blpu": ["blue", "purple"],
  "continuous-ylbl": ["super-light-yellow", "dark-blue"],
  "continuous-blues": ["panel-bg", "dark-blue"],
  "continuous-reds": ["panel-bg", "dark-red"],
  "continuous-greens": ["panel-bg", "dark-green"],
  "continuous-purples": ["panel-bg", "dark-purple"],
};

/** Hues in degrees of OKLCH, from near the ground to far from it. */
const byHues: Readonly<Record<string, { hues: readonly number[]; chroma?: number }>> = {
  oranges: { hues: [52] },
  reds: { hues: [24] },
  blues: { hues: [255] },
  greens: { hues: [148] },
  greys: { hues: [255], chroma: 0.005 },
  purples: { hues: [298] },
  bugn: { hues: [230, 150] },
  bupu: { hues: [235, 315] },
  gnbu: { hues: [150, 250] },
  orrd: { hues: [70, 25] },
  pubugn: { hues: [300, 240, 170] },
  pubu: { hues: [300, 245] },
  purd: { hues: [300, 0] },
  rdpu: { hues: [20, 320] },
  ylgnbu: { hues: [105, 170, 255] },
  ylgn: { hues: [105, 145] },
  ylorbr: { hues: [100, 50] },
  ylorrd: { hues: [100, 60, 24] },
};

/** Two ends with a middle that says neither: hues, or colours where a middle hue has its own. */
const byEnds: Readonly<Record<string, readonly string[]>> = {
  brbg: ["#8c510a", "#e0c27f", "#c9cccb", "#7fcabf", "#01665e"],
  prgn: ["#762a83", "#b894c8", "#cfcdd0", "#93cf94", "#1b7837"],
  piyg: ["#c51b7d", "#e6a3cf", "#d2cfd0", "#aad67c", "#4d9221"],
  puor: ["#b35806", "#f2b266", "#cfced0", "#aaa2cc", "#542788"],
  rdbu: ["#b2182b", "#ee9b7c", "#d2d2d2", "#86bcdb", "#2166ac"],
  rdgy: ["#b2182b", "#ee9b7c", "#dadada", "#9a9a9a", "#4d4d4d"],
  rdylbu: ["#d73027", "#f9a45e", "#f2e394", "#98c9df", "#4575b4"],
  rdylgn: ["#d73027", "#f9a45e", "#eedd7f", "#94cf65", "#1a9850"],
  spectral: ["#d53e4f", "#f98f53", "#eedd86", "#90d0a4", "#3288bd"],
};

/** Made to be even to the eye; drawn as they are on both grounds. */
const asTheyAre: Readonly<Record<string, readonly string[]>> = {
  viridis: ["#440154", "#3b528b", "#21918c", "#5ec962", "#fde725"],
  magma: ["#1b1044", "#51127c", "#b73779", "#fc8961", "#fcfdbf"],
  plasma: ["#0d0887", "#7e03a8", "#cc4778", "#f89540", "#f0f921"],
  inferno: ["#1b0c41", "#57106e", "#bc3754", "#f98e09", "#fcffa4"],
  cividis: ["#00224e", "#434e6c", "#7d7c78", "#bcaf6f", "#fee838"],
  turbo: ["#30123b", "#4686fb", "#1ae4b6", "#a2fc3c", "#fb8022", "#7a0403"],
  warm: ["#6e40aa", "#d23ea7", "#ff5e63", "#efa72f", "#aff05b"],
  cool: ["#6e40aa", "#4776df", "#1bbccc", "#3ce98b", "#aff05b"],
  cubehelix: ["#1a1530", "#15534c", "#7b7a34", "#d490c6", "#e6f0ee"],
  rainbow: ["#6e40aa", "#d23ea7", "#ff5e63", "#aff05b", "#1bbccc", "#6e40aa"],
  sinebow: ["#ff4040", "#c9b500", "#40e070", "#2aa8e0", "#9a40f0", "#ff4040"],
};

/** The names of the schemes for heatmaps, as the editor offers them. */
export const heatmapSchemes: readonly string[] = [
  ...["Oranges", "Reds", "Blues", "Greens", "Greys", "Purples"],
  ...["BuGn", "BuPu", "GnBu", "OrRd", "PuBuGn", "PuBu", "PuRd", "RdPu", "YlGnBu", "YlGn", "YlOrBr", "YlOrRd"],
  ...["BrBG", "PRGn", "PiYG", "PuOr", "RdBu", "RdGy", "RdYlBu", "RdYlGn", "Spectral"],
  ...["Viridis", "Magma", "Plasma", "Inferno", "Cividis", "Turbo", "Warm", "Cool", "Cubehelix", "Rainbow", "Sinebow"],
];

/** The colour at a share of the scheme. Of 256 that are worked out once for each scheme and ground. */
export function schemeColour(
  scheme: string,
  share: number,
  ground: Rgb,
  isDark: boolean,
  named: (name: string) => Rgb | undefined,
): string {
  const key = `${scheme.toLowerCase()} ${toHex(ground)}`;
  let table = tables.get(key);
  if (!table) {
    const stops = stopsOf(scheme.toLowerCase(), ground, isDark, named);
    table = Array.from({ length: 256 }, (_, index) => toHex(between(stops, index / 255)));
    if (tables.size >= 50) tables.clear();
    tables.set(key, table);
  }
  return table[Math.round(share * 255)] as string;
}

const tables = new Map<string, string[]>();

function stopsOf(scheme: string, ground: Rgb, isDark: boolean, named: (name: string) => Rgb | undefined): Rgb[] {
  const names = own(byNames, scheme);
  if (names) {
    // Not the ground itself: a value that is the least is still a value.
    const stops = names.map((name) => (name === "panel-bg" ? mix(ground, named("text") ?? ground, 0.16) : named(name)));
    return stops.filter((stop) => stop !== undefined);
  }
  const fixed = own(asTheyAre, scheme.replace(/^continuous-/, "")) ?? own(byEnds, scheme);
  if (fixed) return fixed.map(parseColour).filter((stop) => stop !== undefined);
  const { hues, chroma = 0.16 } = own(byHues, scheme) ?? { hues: [52] };
  return Array.from({ length: 9 }, (_, index) => {
    const share = index / 8;
    // Far end: bright on the dark ground, deep on the light one; the near end is the ground with a breath of the hue.
    const light = isDark ? 0.27 + 0.58 * share : 0.93 - 0.5 * share;
    return ofHue(light, chroma * (0.3 + 0.7 * Math.min(1, share * 1.6)), hueAt(hues, share));
  });
}

function hueAt(hues: readonly number[], share: number): number {
  const place = share * (hues.length - 1);
  const from = hues[Math.floor(place)] ?? 0;
  const to = hues[Math.min(hues.length - 1, Math.floor(place) + 1)] ?? from;
  // The shorter way around.
  const turn = ((to - from + 540) % 360) - 180;
  return from + turn * (place - Math.floor(place));
}

function between(stops: readonly Rgb[], share: number): Rgb {
  const place = share * (stops.length - 1);
  const index = Math.min(Math.max(0, stops.length - 2), Math.floor(place));
  const [from, to] = [stops[index], stops[index + 1] ?? stops[index]];
  if (!from || !to) return { red: 0.5, green: 0.5, blue: 0.5, alpha: 1 };
  return mix(from, to, place - index);
}

/** A scheme's name comes from a file and may be `constructor`. */
function own<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

// Colours as numbers: read from texts, mixed, and moved until they can be told from their ground. Mixing and moving happen in
// OKLab (https://bottosson.github.io/posts/oklab/), where equal steps look equal.

/** Red, green and blue from 0 to 1, and how much of it covers what is below. */
export interface Rgb {
  red: number;
  green: number;
  blue: number;
  alpha: number;
}

/** Lightness from 0 to 1, and the two axes of hue. */
interface Lab {
  light: number;
  a: number;
  b: number;
}

const hexPattern = /^#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i;
const number = String.raw`([+-]?\d{1,4}(?:\.\d{1,8})?)`;
const between = String.raw`\s*[\s,]\s*`;
const alphaPart = String.raw`(?:\s*[,/]\s*([+-]?\d{0,3}(?:\.\d{1,8})?)(%?))?`;
const rgbPattern = new RegExp(String.raw`^rgba?\(\s*${number}${between}${number}${between}${number}${alphaPart}\s*\)$`, "i");
const hslPattern = new RegExp(
  String.raw`^hsla?\(\s*${number}(?:deg)?${between}${number}%${between}${number}%${alphaPart}\s*\)$`,
  "i",
);

/** What a colour's text says, undefined for any other text: it is put into canvases and styles, and comes from strangers. */
export function parseColour(text: string): Rgb | undefined {
  if (text.length > 64) return undefined;
  const hex = hexPattern.exec(text)?.[1];
  if (hex !== undefined) return ofHex(hex);
  const rgb = rgbPattern.exec(text);
  if (rgb) {
    const [red = 0, green = 0, blue = 0] = rgb.slice(1, 4).map((part) => clamp(Number(part) / 255));
    return { red, green, blue, alpha: alphaOf(rgb[4], rgb[5]) };
  }
  const hsl = hslPattern.exec(text);
  if (!hsl) return undefined;
  const [hue = 0, saturation = 0, light = 0] = hsl.slice(1, 4).map(Number);
  return ofHsl(hue, clamp(saturation / 100), clamp(light / 100), alphaOf(hsl[4], hsl[5]));
}

function ofHex(digits: string): Rgb {
  const wide = digits.length <= 4 ? [...digits].map((digit) => digit + digit).join("") : digits;
  const [red = 0, green = 0, blue = 0, alpha = 1] = [0, 2, 4, 6].map((at) =>
    at < wide.length ? Number.parseInt(wide.slice(at, at + 2), 16) / 255 : 1,
  );
  return { red, green, blue, alpha };
}

function alphaOf(text: string | undefined, sign: string | undefined): number {
  if (text === undefined || text === "") return 1;
  return clamp(sign === "%" ? Number(text) / 100 : Number(text));
}

function ofHsl(hue: number, saturation: number, light: number, alpha: number): Rgb {
  const reach = saturation * Math.min(light, 1 - light);
  const channel = (offset: number) => {
    const place = (((offset + hue / 30) % 12) + 12) % 12;
    return light - reach * Math.max(-1, Math.min(place - 3, 9 - place, 1));
  };
  return { red: channel(0), green: channel(8), blue: channel(4), alpha };
}

/** `#5aa2ff`, or with its alpha `#5aa2ff80`. */
export function toHex({ red, green, blue, alpha }: Rgb): string {
  const digits = (alpha < 1 ? [red, green, blue, alpha] : [red, green, blue]).map((part) =>
    Math.round(clamp(part) * 255)
      .toString(16)
      .padStart(2, "0"),
  );
  return `#${digits.join("")}`;
}

const clamp = (value: number): number => Math.min(1, Math.max(0, value));
const toLinear = (share: number) => (share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4);
const fromLinear = (share: number) => (share <= 0.0031308 ? share * 12.92 : 1.055 * share ** (1 / 2.4) - 0.055);

/** WCAG 2.2: relative luminance. */
export const luminance = ({ red, green, blue }: Rgb): number =>
  0.2126 * toLinear(red) + 0.7152 * toLinear(green) + 0.0722 * toLinear(blue);

/** WCAG 2.2: contrast ratio, 1 to 21. */
export function contrast(one: Rgb, other: Rgb): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function toLab({ red, green, blue }: Rgb): Lab {
  const [r, g, b] = [toLinear(red), toLinear(green), toLinear(blue)];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return {
    light: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    a: 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    b: 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  };
}

function fromLab({ light, a, b }: Lab, alpha: number): Rgb {
  const l = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (light - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return {
    red: clamp(fromLinear(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s)),
    green: clamp(fromLinear(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s)),
    blue: clamp(fromLinear(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s)),
    alpha,
  };
}

/** A colour by lightness (0 to 1), chroma (0 to about 0.3) and hue (degrees). */
export function ofHue(light: number, chroma: number, hue: number): Rgb {
  const angle = (hue * Math.PI) / 180;
  return fromLab({ light, a: chroma * Math.cos(angle), b: chroma * Math.sin(angle) }, 1);
}

/** The colour so far between two others. */
export function mix(one: Rgb, other: Rgb, share: number): Rgb {
  const [from, to] = [toLab(one), toLab(other)];
  const at = (start: number, end: number) => start + (end - start) * share;
  const lab = { light: at(from.light, to.light), a: at(from.a, to.a), b: at(from.b, to.b) };
  return fromLab(lab, at(one.alpha, other.alpha));
}

/** The same hue, lighter or darker by so much of lightness. */
export function shift(colour: Rgb, by: number): Rgb {
  const lab = toLab(colour);
  return fromLab({ ...lab, light: clamp(lab.light + by) }, colour.alpha);
}

/** The colour itself where it stands out from its ground by this ratio, otherwise the nearest of its hue that does. */
export function legible(colour: Rgb, ground: Rgb, least: number): Rgb {
  if (contrast(colour, ground) >= least) return colour;
  const away = luminance(ground) < 0.18 ? 1 : -1;
  const lab = toLab(colour);
  for (let step = 1; step <= 50; step++) {
    const moved = fromLab({ ...lab, light: clamp(lab.light + away * step * 0.02) }, colour.alpha);
    if (contrast(moved, ground) >= least) return moved;
  }
  return colour;
}

/** Which of two inks can be read better on this ground. */
export const readableOn = (ground: Rgb, dark: string, light: string): string =>
  contrast(parseColour(dark) ?? ground, ground) >= contrast(parseColour(light) ?? ground, ground) ? dark : light;

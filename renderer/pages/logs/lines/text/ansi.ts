// Colours that a program wrote for a terminal, in ours: whatever it asks for stays readable in both themes.
import Anser, { type AnserJsonEntry } from "anser";
import type { Piece } from "./pieces";

// biome-ignore lint/suspicious/noControlCharactersInRegex: an escape code begins with one
const styleCode = /\x1b\[[\d;:]*m/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: an escape code begins with one
const otherEscape = /\x1b(?!\[[\d;:]*m)/g;

/** Whether it sets colours or weights; other codes of terminals are no reason to look further. */
export const hasAnsi = (text: string): boolean => text.includes("\x1b[") && text.search(styleCode) >= 0;

/** What is read, without what colours it. */
export const withoutAnsi = (text: string): string => (text.includes("\x1b[") ? text.replace(styleCode, "") : text);

/** A style that is none: without one in front, Anser takes a text for uncoloured. */
const goOn = "\x1b[999m";

/** Anser remembers each weight that was ever set: a line of nothing but codes would keep it busy for seconds. */
const mostStyles = 500;

export function ansiPieces(text: string): Piece[] {
  const end = placeOfStyle(text, mostStyles);
  if (end === undefined) return styledPieces(text);
  // Nobody reads so many colours: what is left is a text without.
  return [...styledPieces(text.slice(0, end)), { text: withoutAnsi(text.slice(end)) }];
}

/** Where the style code behind so many others begins. */
function placeOfStyle(text: string, before: number): number | undefined {
  let count = 0;
  for (const { index } of text.matchAll(styleCode)) if (count++ === before) return index;
  return undefined;
}

function styledPieces(text: string): Piece[] {
  // Anser leaves out what it does not know, and nothing of a line may vanish: it never gets to see other escapes. Its colours go
  // on from one part to the next.
  const anser = new Anser();
  const pieces: Piece[] = [];
  for (const [index, part] of text.split(otherEscape).entries()) {
    if (index > 0) pieces.push({ text: "\x1b" });
    const known = (index > 0 ? goOn : "") + part.replaceAll(styleCode, (code) => code.replaceAll(":", ";"));
    for (const entry of anser.ansiToJson(known, { json: true, use_classes: true, remove_empty: true }))
      pieces.push(pieceOf(entry));
  }
  return pieces;
}

function pieceOf({ content, fg, bg, fg_truecolor, bg_truecolor, decorations }: AnserJsonEntry): Piece {
  const looks = new Set<string>(decorations.map((decoration) => decorationLooks.get(decoration) ?? decoration));
  const front = colourOf(fg, fg_truecolor);
  const back = colourOf(bg, bg_truecolor);
  if (front) looks.add(front);
  if (back) looks.add(`on-${back}`);
  return looks.size > 0 ? { text: content, look: [...looks].join(" ") } : { text: content };
}

/** What somebody hid from a terminal, a log shows. What blinks is said loudly. */
const decorationLooks: ReadonlyMap<string, string> = new Map([
  ["hidden", "dim"],
  ["blink", "bold"],
]);

const names = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"] as const;

/** One of eight, for any of the 16 million. */
function colourOf(name: string | null, trueColour: string | null): string | undefined {
  if (!name) return undefined;
  if (name === "ansi-truecolor") return nearest((trueColour ?? "").split(",").map(Number));
  const palette = /^ansi-palette-(\d+)$/.exec(name)?.[1];
  if (palette !== undefined) return nearest(paletteColour(Number(palette)));
  const plain = name.replace(/^ansi-(?:bright-)?/, "");
  return names.find((each) => each === plain);
}

/** 16 to 231: a cube of 6 × 6 × 6; from there on greys. */
function paletteColour(index: number): number[] {
  if (index >= 232) return [8, 8, 8].map((value) => value + 10 * (index - 232));
  const step = (value: number) => (value === 0 ? 0 : 55 + 40 * value);
  const place = index - 16;
  return [step(Math.floor(place / 36)), step(Math.floor(place / 6) % 6), step(place % 6)];
}

function nearest([red = 0, green = 0, blue = 0]: number[]): string {
  const most = Math.max(red, green, blue);
  const least = Math.min(red, green, blue);
  if (!(most - least > 40)) return most > 127 ? "white" : "black";
  const middle = (most + least) / 2;
  const bits = (red > middle ? 1 : 0) + (green > middle ? 2 : 0) + (blue > middle ? 4 : 0);
  return names[bits] ?? "white";
}

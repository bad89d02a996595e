// The whole trace as a picture of some sixty lines. Spans share the pixels, two hundred thousand of them as well as sixteen: each is
// filled into a grid of bytes, and only the grid is made a picture.
import type { Trace } from "#shared/model/trace";
import { startOf } from "#shared/traces/trace-times";
import { seriesOf } from "../service-colours";
import type { TimeRange } from "./time-range";

export interface MinimapGrid {
  width: number;
  height: number;
  /** 0 where nothing is, else the number of the series' colour from 1 on, row after row. */
  cells: Uint8Array;
}

/** Where few spans are, each has so many lines at most: 2 for itself, 1 between. */
const mostLines = 3;

export function minimapGrid(
  trace: Trace,
  {
    width,
    height,
    full,
    correctsClocks,
    scale = 1,
  }: {
    width: number;
    height: number;
    full: TimeRange;
    correctsClocks: boolean;
    /** Pixels of the screen for one of the page. */
    scale?: number;
  },
): MinimapGrid {
  const cells = new Uint8Array(width * height);
  const pitch = Math.min(mostLines * scale, height / Math.max(1, trace.count));
  // Lines of one pixel are faint: where two have no room to stand apart, they may touch.
  const thickness = Math.max(1, Math.min(2 * scale, Math.ceil(pitch)));
  const perPixel = width / (full.to - full.from || 1);
  for (let position = 0; position < trace.count; position++) {
    const top = Math.min(height - 1, Math.floor(position * pitch));
    const from = Math.floor((startOf(trace, position, correctsClocks) - full.from) * perPixel);
    const to = Math.ceil(from + Math.max(scale, (trace.duration[position] ?? 0) * perPixel));
    if (to <= 0 || from >= width) continue;
    const colour = 1 + seriesOf(trace.service[position] ?? 0);
    for (let line = top; line < Math.min(height, top + thickness); line++) {
      cells.fill(colour, line * width + Math.max(0, from), line * width + Math.min(width, to));
    }
  }
  return { width, height, cells };
}

/** The row of the picture in which a span stands. */
export const minimapRow = (position: number, count: number, height: number): number =>
  position * Math.min(mostLines, height / Math.max(1, count));

/** The colours of the series as the bytes of a picture, `#rrggbb` each. */
export function colourBytes(series: readonly string[]): Uint32Array {
  return Uint32Array.from(["#000000", ...series], (hex, index) => {
    const value = Number.parseInt(hex.slice(1), 16);
    if (index === 0 || !Number.isFinite(value)) return 0;
    // Pictures have their bytes as red, green, blue, opacity; numbers are written from the last byte on.
    return (((value & 0xff) << 16) | (value & 0xff00) | (value >> 16) | 0xff000000) >>> 0;
  });
}

export function paintGrid({ cells }: MinimapGrid, colours: Uint32Array, pixels: Uint32Array): void {
  for (let index = 0; index < cells.length; index++) pixels[index] = colours[cells[index] ?? 0] ?? 0;
}

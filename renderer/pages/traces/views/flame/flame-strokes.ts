// What of a flame graph is to be drawn, and where: bars by colour, bands of what is too narrow, and texts. Pure, so that it can be
// tested without a canvas.
import type { FlameGraph } from "#shared/traces/flame-graph";
import { type ChartColours, fade } from "../../../../charts/chart-colours";
import { parseColour, readableOn } from "../../../../charts/colour-math";
import { seriesOf } from "../../service-colours";
import { type FlameWindow, nextOf, pathTo, stretchOf } from "./flame-place";

export interface FlameLook {
  colours: Pick<ChartColours, "series" | "text" | "axisText">;
  /** What stands on a bar. */
  labelOf(node: number): string;
  /** 1 for the nodes that were found; undefined where nothing is looked for. */
  found: Uint8Array | undefined;
}

export interface FlameText {
  text: string;
  x: number;
  /** Its middle. */
  y: number;
  room: number;
  ink: string;
}

export interface FlameStrokes {
  /** By colour, because changing it is what costs. Four numbers for each bar: left, top, width, height. */
  bars: Map<string, number[]>;
  /** Likewise. Where bars are narrower than a pixel, there may be thousands: each pixel of a row is drawn once. */
  specks: number[];
  texts: FlameText[];
}

const leastWidth = 0.6;
const leastForText = 26;
const textMargin = 5;
const gap = 1;
const inks = { dark: "#0b0e13", light: "#ffffff" };
/** How much is left of the colour of a bar that was not found, or that lies above the one that takes the whole width. */
const pale = 0.22;

export function strokesOf(graph: FlameGraph, window: FlameWindow, look: FlameLook): FlameStrokes {
  const strokes: FlameStrokes = { bars: new Map(), specks: [], texts: [] };
  const addBar = barAdder(strokes, graph, window, look);
  const { zoomed, rowHeight, scrollTop } = window;
  if (zoomed >= 0) {
    for (const above of pathTo(graph, graph.parent[zoomed] ?? -1)) addBar(above, 0, window.width, true);
  }
  const { from, width } = stretchOf(graph, zoomed);
  const scale = window.width / width;
  const firstRow = Math.floor(scrollTop / rowHeight);
  const lastRow = Math.ceil((scrollTop + window.height) / rowHeight);
  /** Up to where each row has its band. */
  const bandTo: number[] = [];
  let node = Math.max(0, zoomed);
  const end = zoomed < 0 ? graph.nodes : nextOf(graph, zoomed);
  while (node < end) {
    const depth = graph.depth[node] ?? 0;
    const wide = (graph.width[node] ?? 0) * scale;
    const left = ((graph.from[node] ?? 0) - from) * scale;
    const isInSight = depth >= firstRow && depth <= lastRow;
    if (wide < leastWidth) {
      const pixel = Math.floor(left);
      if (isInSight && pixel >= (bandTo[depth] ?? 0)) {
        bandTo[depth] = pixel + 1;
        strokes.specks.push(pixel, depth * rowHeight - scrollTop, 1, rowHeight - gap);
      }
    } else if (isInSight) addBar(node, left, wide, false);
    // What lies below is narrower still, and further down.
    node = wide < leastWidth || depth > lastRow ? nextOf(graph, node) : node + 1;
  }
  return strokes;
}

function barAdder({ bars, texts }: FlameStrokes, graph: FlameGraph, window: FlameWindow, look: FlameLook) {
  const { colours, found } = look;
  const inkOn = colours.series.map((colour) => readableOn(parseColour(colour) ?? black, inks.dark, inks.light));
  const paleColours = colours.series.map((colour) => fade(colour, pale));
  return (node: number, left: number, wide: number, isAbove: boolean): void => {
    const series = seriesOf(graph.service[node] ?? 0);
    const isPale = isAbove || (found !== undefined && found[node] !== 1);
    const colour = (isPale ? paleColours : colours.series)[series] ?? colours.axisText;
    const top = (graph.depth[node] ?? 0) * window.rowHeight - window.scrollTop;
    const height = window.rowHeight - gap;
    let rects = bars.get(colour);
    if (!rects) {
      rects = [];
      bars.set(colour, rects);
    }
    rects.push(left, top, wide > 3 ? wide - gap : wide, height);
    if (wide < leastForText) return;
    const x = Math.max(left, 0) + textMargin;
    const room = Math.min(left + wide, window.width) - x - textMargin;
    texts.push({
      text: look.labelOf(node),
      x,
      y: top + height / 2 + 0.5,
      room,
      ink: isPale ? colours.text : (inkOn[series] ?? colours.text),
    });
  };
}

const black = { red: 0, green: 0, blue: 0, alpha: 1 };

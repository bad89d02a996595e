// Draws services and their calls on a canvas.
import type { CallEdge } from "#shared/traces/dependency-graph";
import { type ChartColours, fade } from "../../../charts/chart-colours";
import { visibleText } from "../../../components/visible-text";
import { nodeHeight } from "./layout";
import type { Bounds, MapView, Size } from "./map-view";
import type { PlacedGraph } from "./use-layout";

/** At a smaller scale words in boxes are too small: these are dots then, with those names beside them that have room. */
const leastReadable = 0.7;
const labelFont = 12;
const arrow = 7;
/** More edges than this are a veil over the names: each is drawn fainter. */
const crowd = 1000;

export interface MapLook {
  colours: ChartColours;
  font: string;
  /** Pointed at or chosen: its calls stand out, and all else steps back. */
  lit: number | undefined;
  chosen: number | undefined;
}

export function boundsOf({ layout, widths }: PlacedGraph): Bounds {
  const bounds = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const [node, width] of widths.entries()) {
    const [x, y] = [layout.x[node] ?? 0, layout.y[node] ?? 0];
    bounds.left = Math.min(bounds.left, x - width / 2);
    bounds.right = Math.max(bounds.right, x + width / 2);
    bounds.top = Math.min(bounds.top, y - nodeHeight / 2);
    bounds.bottom = Math.max(bounds.bottom, y + nodeHeight / 2);
  }
  return Number.isFinite(bounds.left) ? bounds : { left: 0, top: 0, right: 0, bottom: 0 };
}

/** The service whose box or dot is at a point of the plane. */
export function nodeAt({ layout, widths }: PlacedGraph, scale: number, at: { x: number; y: number }): number | undefined {
  const isDots = scale < leastReadable;
  const reach = 8 / scale;
  for (let node = widths.length - 1; node >= 0; node--) {
    const halfWidth = isDots ? reach : (widths[node] ?? 0) / 2;
    const halfHeight = isDots ? reach : nodeHeight / 2;
    if (Math.abs((layout.x[node] ?? 0) - at.x) <= halfWidth && Math.abs((layout.y[node] ?? 0) - at.y) <= halfHeight) return node;
  }
  return undefined;
}

/** On a canvas that was prepared for it. */
export function drawMap(
  context: CanvasRenderingContext2D,
  { width, height }: Size,
  placed: PlacedGraph,
  view: MapView,
  look: MapLook,
): void {
  context.transform(view.scale, 0, 0, view.scale, view.x, view.y);
  const seen = {
    left: -view.x / view.scale,
    top: -view.y / view.scale,
    right: (width - view.x) / view.scale,
    bottom: (height - view.y) / view.scale,
  };
  drawEdges(context, placed, view, seen, look);
  if (view.scale < leastReadable) drawDots(context, placed, view, seen, look);
  else drawBoxes(context, placed, seen, look);
}

/** One path for each width and colour: a stroke for every edge would take several times as long. */
function drawEdges(context: CanvasRenderingContext2D, placed: PlacedGraph, view: MapView, seen: Bounds, look: MapLook): void {
  const { graph } = placed;
  const [most, least] = [graph.edges[0]?.calls ?? 1, graph.edges.at(-1)?.calls ?? 1].map((calls) => Math.log10(1 + calls)) as [
    number,
    number,
  ];
  const groups = new Map<string, CallEdge[]>();
  for (const edge of graph.edges) {
    if (!isNear(placed, edge, seen)) continue;
    const isLit = look.lit !== undefined && (edge.from === look.lit || edge.to === look.lit);
    // From the weakest to the strongest that are drawn; a tenfold at least, so that nearly equal ones look it.
    const thickness = 1 + Math.round((3 * (Math.log10(1 + edge.calls) - least)) / Math.max(most - least, 1));
    const colour = isLit ? "lit" : (edge.errors ?? 0) > 0.01 * edge.calls ? "failing" : "plain";
    const key = `${colour} ${thickness}`;
    const group = groups.get(key);
    if (group) group.push(edge);
    else groups.set(key, [edge]);
  }
  const faded = look.lit === undefined ? 1 : 0.35;
  const { colours } = look;
  const strokes = {
    lit: colours.series[0] ?? colours.text,
    failing: fade(colours.critical, 0.7 * faded),
    plain: fade(colours.series[7] ?? colours.axisText, (graph.edges.length > crowd ? 0.25 : 0.5) * faded),
  };
  for (const key of [...groups.keys()].sort((a, b) => Number(a.startsWith("lit")) - Number(b.startsWith("lit")))) {
    const [colour, thickness] = key.split(" ") as [keyof typeof strokes, string];
    context.strokeStyle = strokes[colour];
    context.fillStyle = strokes[colour];
    // In pixels of the screen, so that thin ones can still be seen from afar.
    context.lineWidth = Math.max(Number(thickness), 0.8 / view.scale) * (view.scale < leastReadable ? 0.8 : 1);
    context.beginPath();
    for (const edge of groups.get(key) ?? []) addEdge(context, placed, edge, view.scale < leastReadable);
    context.stroke();
    if (view.scale < leastReadable && colour !== "lit") continue;
    context.beginPath();
    for (const edge of groups.get(key) ?? []) addArrow(context, placed, edge);
    context.fill();
  }
}

/** Whether anything of it can be seen, roughly. */
function isNear({ layout }: PlacedGraph, { from, to }: CallEdge, { left, top, right, bottom }: Bounds): boolean {
  const [x1, y1, x2, y2] = [layout.x[from] ?? 0, layout.y[from] ?? 0, layout.x[to] ?? 0, layout.y[to] ?? 0];
  const slack = 120;
  return (
    Math.max(x1, x2) > left - slack &&
    Math.min(x1, x2) < right + slack &&
    Math.max(y1, y2) > top - slack &&
    Math.min(y1, y2) < bottom + slack
  );
}

interface Ends {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}

/** In layers from the right side of one box to the left side of the other; else from middle to middle, as between dots. */
function endsOf({ layout, widths }: PlacedGraph, { from, to }: CallEdge, isDots = false): Ends {
  const isLayered = layout.kind === "layers" && !isDots;
  const [x1, y1, x2, y2] = [layout.x[from] ?? 0, layout.y[from] ?? 0, layout.x[to] ?? 0, layout.y[to] ?? 0];
  if (isLayered) return { x1: x1 + (widths[from] ?? 0) / 2, y1, x2: x2 - (widths[to] ?? 0) / 2 - arrow, y2 };
  const length = Math.hypot(x2 - x1, y2 - y1) || 1;
  const back = 10 + arrow;
  return { x1, y1, x2: x2 - ((x2 - x1) / length) * back, y2: y2 - ((y2 - y1) / length) * back };
}

function addEdge(context: CanvasRenderingContext2D, placed: PlacedGraph, edge: CallEdge, isDots: boolean): void {
  const { x1, y1, x2, y2 } = endsOf(placed, edge, isDots);
  if (edge.from === edge.to) {
    const [x, y] = [placed.layout.x[edge.from] ?? 0, (placed.layout.y[edge.from] ?? 0) - nodeHeight / 2];
    context.moveTo(x - 8, y);
    context.bezierCurveTo(x - 14, y - 15, x + 14, y - 15, x + 8, y);
    return;
  }
  context.moveTo(x1, y1);
  if (placed.layout.kind === "forces") {
    context.lineTo(x2, y2);
    return;
  }
  // Back to the left it leaves to the right first, so that it is seen to come out of its box.
  const bend = Math.max(36, Math.abs(x2 - x1) / 2);
  context.bezierCurveTo(x1 + bend, y1, x2 - bend, y2, x2, y2);
}

function addArrow(context: CanvasRenderingContext2D, placed: PlacedGraph, edge: CallEdge): void {
  if (edge.from === edge.to) return;
  const { x1, y1, x2, y2 } = endsOf(placed, edge);
  const isLayered = placed.layout.kind === "layers";
  const angle = isLayered ? 0 : Math.atan2(y2 - y1, x2 - x1);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  context.moveTo(x2 + cos * arrow, y2 + sin * arrow);
  context.lineTo(x2 - sin * arrow * 0.5, y2 + cos * arrow * 0.5);
  context.lineTo(x2 + sin * arrow * 0.5, y2 - cos * arrow * 0.5);
  context.closePath();
}

function drawBoxes(context: CanvasRenderingContext2D, { graph, layout, widths }: PlacedGraph, seen: Bounds, look: MapLook): void {
  const { colours } = look;
  context.font = `500 ${labelFont}px ${look.font}`;
  context.textBaseline = "middle";
  context.textAlign = "center";
  const neighbours = litNeighbours(graph.edges, look.lit);
  for (const [node, { name, errors, callsIn }] of graph.nodes.entries()) {
    const [x, y, width] = [layout.x[node] ?? 0, layout.y[node] ?? 0, widths[node] ?? 0];
    if (x + width < seen.left || x - width > seen.right || y + nodeHeight < seen.top || y - nodeHeight > seen.bottom) continue;
    context.globalAlpha = neighbours && !neighbours.has(node) ? 0.45 : 1;
    context.beginPath();
    context.roundRect(x - width / 2, y - nodeHeight / 2, width, nodeHeight, 6);
    context.fillStyle = colours.panel;
    context.fill();
    context.lineWidth = node === look.chosen ? 2 : 1;
    const isFailing = (errors ?? 0) > 0.01 * callsIn;
    context.strokeStyle =
      node === look.chosen ? (colours.series[0] ?? colours.text) : isFailing ? colours.critical : colours.cursor;
    context.stroke();
    context.fillStyle = colours.text;
    context.fillText(shortened(name), x, y + 0.5);
  }
  context.globalAlpha = 1;
}

/** Names at their size on the screen, the busiest services first, as long as they cover no other name. */
function drawDots(
  context: CanvasRenderingContext2D,
  { graph, layout }: PlacedGraph,
  view: MapView,
  seen: Bounds,
  look: MapLook,
): void {
  const { colours } = look;
  const neighbours = litNeighbours(graph.edges, look.lit);
  const radius = 4 / view.scale;
  for (const [node, { errors, callsIn }] of graph.nodes.entries()) {
    context.globalAlpha = neighbours && !neighbours.has(node) ? 0.35 : 1;
    context.beginPath();
    context.arc(layout.x[node] ?? 0, layout.y[node] ?? 0, node === look.chosen ? radius * 1.6 : radius, 0, 2 * Math.PI);
    context.fillStyle = (errors ?? 0) > 0.01 * callsIn ? colours.critical : (colours.series[0] ?? colours.text);
    context.fill();
  }
  context.globalAlpha = 1;
  context.font = `500 ${labelFont / view.scale}px ${look.font}`;
  context.textBaseline = "middle";
  context.textAlign = "left";
  const order = [...graph.nodes.keys()].sort((a, b) => weight(b) - weight(a));
  function weight(node: number): number {
    const of = graph.nodes[node];
    return (of ? of.callsIn + of.callsOut : 0) + (node === look.lit || node === look.chosen ? Infinity : 0);
  }
  const taken = new Set<string>();
  const [cellWidth, cellHeight] = [24 / view.scale, 16 / view.scale];
  for (const node of order) {
    if (neighbours && !neighbours.has(node)) continue;
    const text = shortened(graph.nodes[node]?.name ?? "");
    const [at, y, away] = [layout.x[node] ?? 0, layout.y[node] ?? 0, 8 / view.scale];
    const { width } = context.measureText(text);
    // At the right edge it would be cut.
    const x = at < seen.right && at + away + width > seen.right ? at - away - width : at + away;
    const cells = cellsUnder(x, y, width, cellWidth, cellHeight);
    if (cells.some((cell) => taken.has(cell))) continue;
    for (const cell of cells) taken.add(cell);
    context.fillStyle = colours.text;
    context.fillText(text, x, y);
  }
}

function cellsUnder(x: number, y: number, width: number, cellWidth: number, cellHeight: number): string[] {
  const cells: string[] = [];
  for (let column = Math.floor(x / cellWidth); column <= Math.floor((x + width) / cellWidth); column++) {
    for (const row of [Math.floor((y - cellHeight / 2) / cellHeight), Math.floor((y + cellHeight / 2) / cellHeight)]) {
      cells.push(`${column} ${row}`);
    }
  }
  return cells;
}

function litNeighbours(edges: readonly CallEdge[], lit: number | undefined): Set<number> | undefined {
  if (lit === undefined) return undefined;
  const near = new Set([lit]);
  for (const { from, to } of edges) {
    if (from === lit) near.add(to);
    if (to === lit) near.add(from);
  }
  return near;
}

const longestName = 28;

/** A box's words; the whole name is in the panel, in the list and in the tip. */
export function shortened(name: string): string {
  const text = visibleText(name) || "(without a name)";
  return text.length > longestName ? `${text.slice(0, longestName - 1)}…` : text;
}

let measuring: CanvasRenderingContext2D | null | undefined;

/** How wide a service's box is. */
export function boxWidth(name: string): number {
  measuring ??= document.createElement("canvas").getContext("2d");
  if (!measuring) return 120;
  measuring.font = `500 ${labelFont}px ${getComputedStyle(document.documentElement).getPropertyValue("--font")}`;
  return Math.ceil(measuring.measureText(shortened(name)).width) + 24;
}

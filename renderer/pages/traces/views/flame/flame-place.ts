// Where the nodes of a flame graph lie on the screen, and which one is where.
import type { FlameGraph } from "#shared/traces/flame-graph";

/** What is shown of a graph: one node over the whole width, and those above and below it. */
export interface FlameWindow {
  /** The node that takes the whole width; -1 for the whole trace. */
  zoomed: number;
  /** In CSS pixels. */
  width: number;
  height: number;
  scrollTop: number;
  rowHeight: number;
}

/** The stretch that takes the whole width, in the graph's own measure. */
export function stretchOf(graph: FlameGraph, zoomed: number): { from: number; width: number } {
  if (zoomed < 0) return { from: 0, width: Math.max(1, graph.wholeWidth) };
  // A call that lasted no time has no width to fill.
  return { from: graph.from[zoomed] ?? 0, width: graph.width[zoomed] || 1 };
}

/** From a node up to the top, the topmost first, with the node itself. */
export function pathTo(graph: FlameGraph, node: number): number[] {
  const path: number[] = [];
  for (let at = node; at >= 0; at = graph.parent[at] ?? -1) path.push(at);
  return path.reverse();
}

/** The node under a point of the canvas, -1 for none. */
export function nodeAt(graph: FlameGraph, window: FlameWindow, x: number, y: number): number {
  const row = Math.floor((y + window.scrollTop) / window.rowHeight);
  if (row < 0 || x < 0 || x >= window.width) return -1;
  const { from, width } = stretchOf(graph, window.zoomed);
  const at = from + (x / window.width) * width;
  // What lies above the zoomed node is as wide as the window.
  if (window.zoomed >= 0 && row < (graph.depth[window.zoomed] ?? 0)) return pathTo(graph, window.zoomed)[row] ?? -1;
  let node = Math.max(0, window.zoomed);
  let end = window.zoomed < 0 ? graph.nodes : nextOf(graph, node);
  while (node < end) {
    const start = graph.from[node] ?? 0;
    const next = nextOf(graph, node);
    if (at >= start && at < start + (graph.width[node] ?? 0)) {
      if (graph.depth[node] === row) return node;
      end = next;
      node++;
    } else node = next;
  }
  return -1;
}

/** The first node that is not below this one. */
export const nextOf = (graph: FlameGraph, node: number): number => node + (graph.size[node] ?? 0) + 1;

export type FlameStep = "up" | "down" | "left" | "right";

/** Where an arrow goes from a node; the same node where there is nothing that way. */
export function stepFrom(graph: FlameGraph, node: number, step: FlameStep): number {
  if (node < 0) return graph.nodes > 0 ? 0 : -1;
  switch (step) {
    case "up":
      return (graph.parent[node] ?? -1) < 0 ? node : (graph.parent[node] ?? node);
    case "down":
      return widest(childrenOf(graph, node), graph) ?? node;
    default: {
      const siblings = childrenOf(graph, graph.parent[node] ?? -1);
      const place = siblings.indexOf(node) + (step === "left" ? -1 : 1);
      return siblings[place] ?? node;
    }
  }
}

/** The children of a node, from left to right; of -1, the nodes at the top. */
export function childrenOf(graph: FlameGraph, node: number): number[] {
  const children: number[] = [];
  const end = node < 0 ? graph.nodes : nextOf(graph, node);
  for (let child = node + 1; child < end; child = nextOf(graph, child)) children.push(child);
  return children;
}

function widest(nodes: readonly number[], graph: FlameGraph): number | undefined {
  let best: number | undefined;
  for (const node of nodes) if (best === undefined || (graph.width[node] ?? 0) > (graph.width[best] ?? 0)) best = node;
  return best;
}

/** Where a node lies on the canvas; undefined while it is out of the window's stretch. */
export function boxOf(graph: FlameGraph, window: FlameWindow, node: number) {
  if (node < 0 || node >= graph.nodes) return undefined;
  const top = (graph.depth[node] ?? 0) * window.rowHeight - window.scrollTop;
  if (window.zoomed >= 0 && pathTo(graph, graph.parent[window.zoomed] ?? -1).includes(node)) {
    return { left: 0, top, width: window.width, height: window.rowHeight };
  }
  const { from, width } = stretchOf(graph, window.zoomed);
  const left = (((graph.from[node] ?? 0) - from) / width) * window.width;
  const right = left + ((graph.width[node] ?? 0) / width) * window.width;
  if (right < 0 || left > window.width) return undefined;
  return { left: Math.max(0, left), top, width: Math.min(window.width, right) - Math.max(0, left), height: window.rowHeight };
}

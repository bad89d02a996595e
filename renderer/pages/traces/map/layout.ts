// Where the services of a graph stand. Runs in a worker of its own: a layout of four thousand edges takes a second.
import { layout as dagreLayout, Graph } from "@dagrejs/dagre";
import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY, type SimulationNodeDatum } from "d3-force";

export interface LayoutAsked {
  /** Widths of the nodes' boxes in pixels; their height is `nodeHeight`. */
  widths: number[];
  edges: { from: number; to: number }[];
  /** Where a node stood before, so that what stays does not jump. */
  before: ({ x: number; y: number } | undefined)[];
}

export interface Layout {
  /** Left to right along the calls, or as far apart as they have little to do with each other. */
  kind: "layers" | "forces";
  /** The middles of the boxes. */
  x: Float64Array;
  y: Float64Array;
}

export const nodeHeight = 28;
/** The bow above a box from it to itself. */
const loopHeight = 12;

/** Layers of more edges than this take longer than a second here, and are not read any more. */
const mostInLayers = 400;
/** Some forty services one under another: of more, a window shows a column of dots. */
const mostHigh = 1600;
const ticks = 200;

/** Forces know round things. Boxes are so much wider than high, and so are screens. */
const stretch = 2.6;

export function layoutOf(asked: LayoutAsked): Layout {
  const layers = asked.edges.length <= mostInLayers ? inLayers(asked) : undefined;
  return layers && highOf(layers) <= mostHigh ? layers : byForces(asked);
}

const highOf = ({ y }: Layout): number =>
  y.reduce((most, at) => Math.max(most, at), 0) - y.reduce((least, at) => Math.min(least, at), 0);

/** Every edge points to the right, as far as there are no circles. */
function inLayers({ widths, edges }: LayoutAsked): Layout {
  const graph = new Graph();
  graph.setGraph({ rankdir: "LR", acyclicer: "greedy", nodesep: 14, ranksep: 72 });
  graph.setDefaultEdgeLabel(() => ({}));
  const callingThemselves = new Set(edges.flatMap(({ from, to }) => (from === to ? [from] : [])));
  for (const [node, width] of widths.entries()) {
    const height = nodeHeight + (callingThemselves.has(node) ? 2 * loopHeight : 0);
    graph.setNode(String(node), { width, height });
  }
  for (const { from, to } of edges) if (from !== to) graph.setEdge(String(from), String(to));
  dagreLayout(graph);
  const placeOf = (node: number) => graph.node(String(node)) as { x: number; y: number };
  return {
    kind: "layers",
    x: Float64Array.from(widths, (_, node) => placeOf(node).x),
    y: Float64Array.from(widths, (_, node) => placeOf(node).y),
  };
}

/** What calls each other often pulls together. Begins where things stood, and is the same each time. */
function byForces({ widths, edges, before }: LayoutAsked): Layout {
  const nodes = widths.map((_, node): SimulationNodeDatum => {
    const was = before[node];
    return was ? { x: was.x / stretch, y: was.y } : {};
  });
  const links = edges.filter(({ from, to }) => from !== to).map(({ from, to }) => ({ source: from, target: to }));
  forceSimulation(nodes)
    .force("link", forceLink(links).distance(90).strength(0.08))
    .force("apart", forceManyBody().strength(-260).distanceMax(900))
    .force("x", forceX(0).strength(0.07))
    .force("y", forceY(0).strength(0.03))
    .force("room", forceCollide(26))
    .stop()
    .tick(ticks);
  return {
    kind: "forces",
    x: Float64Array.from(nodes, ({ x }) => (x ?? 0) * stretch),
    y: Float64Array.from(nodes, ({ y }) => y ?? 0),
  };
}

// Which service calls which, as a graph of which only a part is shown: what is around one service, and what is called often
// enough. Services are numbers; four thousand edges stay quick.
import type { Dependency } from "../contract/traces";

export interface ServiceNode {
  name: string;
  /** Calls that it answers and makes; those to itself are both. */
  callsIn: number;
  callsOut: number;
  /** Of the calls that it answers; undefined where the source does not tell. */
  errors: number | undefined;
}

export interface CallEdge {
  from: number;
  to: number;
  calls: number;
  errors: number | undefined;
}

export interface ServiceGraph {
  /** By name. */
  nodes: ServiceNode[];
  /** The most called first. */
  edges: CallEdge[];
}

/** What a source tells, each pair once. A pair that comes several times is added up. */
export function graphOf(dependencies: readonly Dependency[]): ServiceGraph {
  const names = [...new Set(dependencies.flatMap(({ parent, child }) => [parent, child]))].sort();
  const numbers = new Map(names.map((name, number) => [name, number]));
  const nodes = names.map((name): ServiceNode => ({ name, callsIn: 0, callsOut: 0, errors: undefined }));
  const edges = new Map<number, CallEdge>();
  for (const { parent, child, calls, errors } of dependencies) {
    const [from, to] = [numbers.get(parent) ?? 0, numbers.get(child) ?? 0];
    const [caller, callee] = [nodes[from], nodes[to]];
    if (!caller || !callee) continue;
    caller.callsOut += calls;
    callee.callsIn += calls;
    if (errors !== undefined) callee.errors = (callee.errors ?? 0) + errors;
    const edge = edges.get(from * names.length + to);
    if (!edge) edges.set(from * names.length + to, { from, to, calls, errors });
    else {
      edge.calls += calls;
      if (errors !== undefined) edge.errors = (edge.errors ?? 0) + errors;
    }
  }
  return { nodes, edges: [...edges.values()].sort((a, b) => b.calls - a.calls) };
}

/** In which direction of the calls is looked from a service. */
export type FocusSide = "both" | "callers" | "callees";

export interface ShownPart {
  /** Only what is around this service, so many calls away. */
  focus?: { name: string; depth: number; side: FocusSide } | undefined;
  /** Edges of fewer calls are left out. */
  leastCalls: number;
}

/** The part of a graph; services without an edge in it are left out, but for the one that is looked at. */
export function partOf(graph: ServiceGraph, { focus, leastCalls }: ShownPart): ServiceGraph {
  const strong = graph.edges.filter(({ calls }) => calls >= leastCalls);
  const centre = focus ? graph.nodes.findIndex(({ name }) => name === focus.name) : -1;
  const edges = focus && centre >= 0 ? edgesAround(strong, centre, focus, graph.nodes.length) : strong;
  const kept = new Set(edges.flatMap(({ from, to }) => [from, to]));
  if (centre >= 0) kept.add(centre);
  const order = [...kept].sort((a, b) => a - b);
  const numbers = new Map(order.map((old, number) => [old, number]));
  return {
    nodes: order.flatMap((number) => graph.nodes[number] ?? []),
    edges: edges.map((edge) => ({ ...edge, from: numbers.get(edge.from) ?? 0, to: numbers.get(edge.to) ?? 0 })),
  };
}

function edgesAround(
  edges: readonly CallEdge[],
  centre: number,
  { depth, side }: { depth: number; side: FocusSide },
  count: number,
): CallEdge[] {
  const reached = new Set<CallEdge>();
  for (const way of ["callers", "callees"] as const) {
    if (side !== "both" && side !== way) continue;
    const [near, far] = way === "callees" ? (["from", "to"] as const) : (["to", "from"] as const);
    const byNear: CallEdge[][] = Array.from({ length: count }, () => []);
    for (const edge of edges) byNear[edge[near]]?.push(edge);
    const seen = new Set([centre]);
    let front = [centre];
    for (let step = 0; step < depth && front.length > 0; step++) {
      const next: number[] = [];
      for (const node of front) {
        for (const edge of byNear[node] ?? []) {
          reached.add(edge);
          if (seen.has(edge[far])) continue;
          seen.add(edge[far]);
          next.push(edge[far]);
        }
      }
      front = next;
    }
  }
  return edges.filter((edge) => reached.has(edge));
}

/** The fewest calls an edge must have for no more than `most` edges to be shown. */
export function leastCallsFor(graph: ServiceGraph, most: number): number {
  const first = graph.edges[most];
  // Those with as many calls as the first that is too many have to go with it.
  return first ? first.calls + 1 : 0;
}

/** Numbers of calls worth stopping at, for a slider: from none left out to only the strongest edge. */
export function thresholdSteps(graph: ServiceGraph): number[] {
  const most = graph.edges[0]?.calls ?? 0;
  const steps = [0];
  for (let power = 1; power <= most; power *= 10) {
    for (const factor of [1, 2, 5]) if (power * factor <= most && power * factor > 1) steps.push(power * factor);
  }
  return steps;
}

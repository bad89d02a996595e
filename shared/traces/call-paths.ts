// The spans of a trace merged by call path: those of one service and operation that were called by the same, which were called by
// the same, and so on, are one node. Repeated calls, in a row or far apart, come together.
import { spanFlags, type Trace } from "../model/trace";
import { preorder, type TreeColumns, treeColumns } from "./tree-columns";

/** In columns; a node stands before those below it, and siblings in the order in which they first were called. */
export interface CallPaths extends TreeColumns {
  nodes: number;
  service: Uint32Array;
  operation: Uint32Array;
  /** How many spans. */
  count: Uint32Array;
  errors: Uint32Array;
  /** Sums over its spans, in nanoseconds. */
  total: Float64Array;
  self: Float64Array;
  /** Position of the first span. */
  firstPosition: Uint32Array;
  /** The node of each span. */
  nodeOf: Uint32Array;
}

export function findCallPaths(trace: Trace): CallPaths {
  const merged = mergeSpans(trace);
  const order = preorder(merged.parents);
  const { placeOf, ...tree } = treeColumns(order, merged.parents);
  const nodes = order.length;
  const firstPosition = order.map((node) => merged.firsts[node] as number);
  const paths: CallPaths = {
    nodes,
    ...tree,
    service: firstPosition.map((position) => trace.service[position] as number),
    operation: firstPosition.map((position) => trace.operation[position] as number),
    count: new Uint32Array(nodes),
    errors: new Uint32Array(nodes),
    total: new Float64Array(nodes),
    self: new Float64Array(nodes),
    firstPosition,
    nodeOf: merged.nodeOf.map((node) => placeOf[node] as number),
  };
  for (let position = 0; position < trace.count; position++) {
    const node = paths.nodeOf[position] as number;
    paths.count[node] = (paths.count[node] as number) + 1;
    if (((trace.flags[position] as number) & spanFlags.error) !== 0) paths.errors[node] = (paths.errors[node] as number) + 1;
    paths.total[node] = (paths.total[node] as number) + (trace.duration[position] as number);
    paths.self[node] = (paths.self[node] as number) + (trace.self[position] as number);
  }
  return paths;
}

/** Nodes in the order in which their first spans come; that is not the order of a tree yet. */
function mergeSpans(trace: Trace): { nodeOf: Uint32Array; parents: number[]; firsts: number[] } {
  const { count, parent, service, operation } = trace;
  const nodeOf = new Uint32Array(count);
  const parents: number[] = [];
  const firsts: number[] = [];
  // Numbers as keys: no more than 200,000 × 200,000 in any trace that can be read, so a double holds them.
  const pairs = new Map<number, number>();
  const nodes = new Map<number, number>();
  for (let position = 0; position < count; position++) {
    const names = (service[position] as number) * trace.operations.length + (operation[position] as number);
    let pair = pairs.get(names);
    if (pair === undefined) {
      pair = pairs.size;
      pairs.set(names, pair);
    }
    const above = (parent[position] as number) < 0 ? -1 : (nodeOf[parent[position] as number] as number);
    const key = (above + 1) * count + pair;
    let node = nodes.get(key);
    if (node === undefined) {
      node = parents.length;
      nodes.set(key, node);
      parents.push(above);
      firsts.push(position);
    }
    nodeOf[position] = node;
  }
  return { nodeOf, parents, firsts };
}

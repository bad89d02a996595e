// Two traces held against each other: what each did along which path of calls, how often and for how long. Names are what counts:
// ids and times differ between any two traces.
import type { Trace } from "../model/trace";
import { type CallPaths, findCallPaths } from "./call-paths";
import { createSiblingLists, type TreeColumns, treeColumns } from "./tree-columns";

/** The call paths of both, in columns; a node stands before those below it. Durations are sums, in nanoseconds. */
export interface TraceComparison extends TreeColumns {
  nodes: number;
  services: string[];
  operations: string[];
  service: Uint32Array;
  operation: Uint32Array;
  /** 0: the path is only in the other trace. */
  countA: Uint32Array;
  countB: Uint32Array;
  totalA: Float64Array;
  totalB: Float64Array;
  selfA: Float64Array;
  selfB: Float64Array;
  errorsA: Uint32Array;
  errorsB: Uint32Array;
  /** Position of the first span in each trace, -1 for none. */
  firstA: Int32Array;
  firstB: Int32Array;
  /** How many paths are only in one of them, and in both. */
  onlyA: number;
  onlyB: number;
  both: number;
}

/** What is only in `b` stands behind what was called before it there. */
export function compareTraces(a: Trace, b: Trace): TraceComparison {
  const pathsA = findCallPaths(a);
  const pathsB = findCallPaths(b);
  const tree = createMergedTree();
  const nodeOfA = tree.add(a, pathsA);
  const nodeOfB = tree.add(b, pathsB);

  const order = tree.order();
  const nodes = order.length;
  const { placeOf, ...columns } = treeColumns(order, tree.parents);
  const sideA = putInPlace(pathsA, nodeOfA, placeOf);
  const sideB = putInPlace(pathsB, nodeOfB, placeOf);
  const onlyA = nodes - pathsB.nodes;
  const onlyB = nodes - pathsA.nodes;
  return {
    nodes,
    ...columns,
    services: tree.services,
    operations: tree.operations,
    service: order.map((node) => tree.service[node] as number),
    operation: order.map((node) => tree.operation[node] as number),
    countA: sideA.count,
    countB: sideB.count,
    totalA: sideA.total,
    totalB: sideB.total,
    selfA: sideA.self,
    selfB: sideB.self,
    errorsA: sideA.errors,
    errorsB: sideB.errors,
    firstA: sideA.first,
    firstB: sideB.first,
    onlyA,
    onlyB,
    both: nodes - onlyA - onlyB,
  };
}

function createMergedTree() {
  const lists = createSiblingLists();
  const service: number[] = [];
  const operation: number[] = [];
  const services = createNames();
  const operations = createNames();
  // By the node above, then by service, then by operation.
  const known = new Map<number, Map<number, Map<number, number>>>();
  return {
    services: services.list,
    operations: operations.list,
    service,
    operation,
    parents: lists.parents,
    order: () => lists.order(),
    /** Gives the merged node of each node of the paths. */
    add(trace: Trace, paths: CallPaths): Uint32Array {
      const nodeOf = new Uint32Array(paths.nodes);
      // Below each merged node, the last one that this trace called; -1 is what is at the top.
      const lastCalled = new Map<number, number>();
      for (let path = 0; path < paths.nodes; path++) {
        const above = paths.parent[path] as number;
        const mergedAbove = above < 0 ? -1 : (nodeOf[above] as number);
        const itsService = services.numberOf(trace.services[paths.service[path] as number] as string);
        const itsOperation = operations.numberOf(trace.operations[paths.operation[path] as number] as string);
        const called = inner(inner(known, mergedAbove), itsService);
        let node = called.get(itsOperation);
        if (node === undefined) {
          node = lists.insert(mergedAbove, lastCalled.get(mergedAbove) ?? -1);
          service.push(itsService);
          operation.push(itsOperation);
          called.set(itsOperation, node);
        }
        lastCalled.set(mergedAbove, node);
        nodeOf[path] = node;
      }
      return nodeOf;
    },
  };
}

function putInPlace(paths: CallPaths, nodeOf: Uint32Array, placeOf: Uint32Array) {
  const nodes = placeOf.length;
  const side = {
    count: new Uint32Array(nodes),
    total: new Float64Array(nodes),
    self: new Float64Array(nodes),
    errors: new Uint32Array(nodes),
    first: new Int32Array(nodes).fill(-1),
  };
  for (let path = 0; path < paths.nodes; path++) {
    const place = placeOf[nodeOf[path] as number] as number;
    side.count[place] = paths.count[path] as number;
    side.total[place] = paths.total[path] as number;
    side.self[place] = paths.self[path] as number;
    side.errors[place] = paths.errors[path] as number;
    side.first[place] = paths.firstPosition[path] as number;
  }
  return side;
}

function createNames() {
  const list: string[] = [];
  const numbers = new Map<string, number>();
  return {
    list,
    numberOf(name: string): number {
      const known = numbers.get(name);
      if (known !== undefined) return known;
      numbers.set(name, list.length);
      return list.push(name) - 1;
    },
  };
}

function inner<Value>(outer: Map<number, Map<number, Value>>, key: number): Map<number, Value> {
  let found = outer.get(key);
  if (!found) {
    found = new Map();
    outer.set(key, found);
  }
  return found;
}

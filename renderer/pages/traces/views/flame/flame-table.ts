// The flame graph as a table: what each operation of a service took, wherever it was called from.
import type { Nanoseconds } from "#shared/model/trace";
import type { FlameGraph } from "#shared/traces/flame-graph";

export interface FlameRow {
  key: string;
  service: number;
  operation: number;
  calls: number;
  errors: number;
  /** An operation that calls itself counts once. */
  total: Nanoseconds;
  self: Nanoseconds;
  /** Of the first of its spans. */
  firstPosition: number;
  /** In the graph, the topmost first. */
  nodes: number[];
}

export function flameRows(graph: FlameGraph): FlameRow[] {
  const rows = new Map<string, FlameRow>();
  for (let node = 0; node < graph.nodes; node++) {
    const [service = 0, operation = 0] = [graph.service[node], graph.operation[node]];
    const key = `${service} ${operation}`;
    let row = rows.get(key);
    if (!row) {
      const firstPosition = graph.firstPosition[node] ?? 0;
      row = { key, service, operation, calls: 0, errors: 0, total: 0, self: 0, firstPosition, nodes: [] };
      rows.set(key, row);
    }
    row.calls += graph.count[node] ?? 0;
    row.errors += graph.errors[node] ?? 0;
    row.self += graph.self[node] ?? 0;
    row.nodes.push(node);
  }
  for (const row of rows.values()) row.total = outermostTotal(graph, row.nodes);
  return [...rows.values()];
}

/** The sum over those nodes that are not below another of them; they come in the order of the tree. */
function outermostTotal(graph: FlameGraph, nodes: readonly number[]): Nanoseconds {
  let total = 0;
  let end = 0;
  for (const node of nodes) {
    if (node < end) continue;
    total += graph.total[node] ?? 0;
    end = node + (graph.size[node] ?? 0) + 1;
  }
  return total;
}

/** 1 for each node whose service and operation are looked for. */
export function nodesWith(graph: FlameGraph, isFound: (service: number, operation: number) => boolean): Uint8Array {
  const found = new Uint8Array(graph.nodes);
  const known = new Map<number, boolean>();
  for (let node = 0; node < graph.nodes; node++) {
    const [service = 0, operation = 0] = [graph.service[node], graph.operation[node]];
    // There are few names, and many nodes.
    const pair = service * 0x4000000 + operation;
    let is = known.get(pair);
    if (is === undefined) {
      is = isFound(service, operation);
      known.set(pair, is);
    }
    if (is) found[node] = 1;
  }
  return found;
}

/** How long those of the found nodes took in sum that are not below another found one. */
export function foundTotal(graph: FlameGraph, found: Uint8Array): Nanoseconds {
  const nodes: number[] = [];
  for (let node = 0; node < graph.nodes; node++) if (found[node] === 1) nodes.push(node);
  return outermostTotal(graph, nodes);
}

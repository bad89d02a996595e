// Which call paths of two traces are listed, and in which order.
import type { Nanoseconds } from "#shared/model/trace";
import type { TraceComparison } from "#shared/traces/compare";
import type { Sort } from "../../../components/table-order";
import { wordFilter } from "../../../components/word-filter";

type ComparisonColumnId = "path" | "calls" | "totalA" | "totalB" | "difference" | "change" | "errors";

export interface ComparisonView {
  /** 1 for each node whose descendants are folded away. */
  collapsed: Uint8Array;
  /** Only paths that differ; times by at least `leastNs`. */
  differencesOnly: boolean;
  leastNs: Nanoseconds;
  words: string;
  /** Among those with the same parent; absent: in the order of the calls. */
  sort: Sort | undefined;
}

export interface ComparisonRows {
  nodes: number[];
  /** By node: only there because something below it is. */
  isContext: Uint8Array;
  /** How many are not context. */
  shown: number;
}

export function comparisonRows(compared: TraceComparison, view: ComparisonView): ComparisonRows {
  const { nodes, parent, size } = compared;
  const isWanted = wantedBy(compared, view);
  const isShown = new Uint8Array(nodes);
  const isContext = new Uint8Array(nodes);
  let shown = 0;
  // From the end: what is below comes first, and carries its parent along.
  for (let node = nodes - 1; node >= 0; node--) {
    if (isWanted(node)) {
      shown++;
      isContext[node] = 0;
      isShown[node] = 1;
    }
    const above = parent[node] ?? -1;
    if (isShown[node] === 1 && above >= 0 && isShown[above] === 0) {
      isShown[above] = 1;
      isContext[above] = 1;
    }
  }
  const order = view.sort ? sorterOf(compared, view.sort) : undefined;
  const rows: number[] = [];
  const waiting = childrenOf(compared, -1, isShown, order).reverse();
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    rows.push(node);
    if (view.collapsed[node] === 1 || size[node] === 0) continue;
    const below = childrenOf(compared, node, isShown, order);
    for (let place = below.length - 1; place >= 0; place--) waiting.push(below[place] as number);
  }
  return { nodes: rows, isContext, shown };
}

/** The difference between the traces at one node: B less A. */
export const differenceOf = ({ totalA, totalB }: TraceComparison, node: number): Nanoseconds =>
  (totalB[node] ?? 0) - (totalA[node] ?? 0);

/** In which of the two traces a path is. */
export function sideOf({ countA, countB }: TraceComparison, node: number): "a" | "b" | "both" {
  if (countB[node] === 0) return "a";
  return countA[node] === 0 ? "b" : "both";
}

export const differs = (compared: TraceComparison, node: number, leastNs: Nanoseconds): boolean =>
  compared.countA[node] !== compared.countB[node] ||
  compared.errorsA[node] !== compared.errorsB[node] ||
  Math.abs(differenceOf(compared, node)) >= leastNs;

function wantedBy(compared: TraceComparison, { differencesOnly, leastNs, words }: ComparisonView): (node: number) => boolean {
  const hasWords = words.trim() === "" ? undefined : wordFilter(words);
  const { services, operations, service, operation } = compared;
  return (node) => {
    if (differencesOnly && !differs(compared, node, leastNs)) return false;
    return !hasWords || hasWords(`${services[service[node] ?? 0]} ${operations[operation[node] ?? 0]}`);
  };
}

function childrenOf(
  { nodes, size }: TraceComparison,
  node: number,
  isShown: Uint8Array,
  order: ((a: number, b: number) => number) | undefined,
): number[] {
  const children: number[] = [];
  const end = node < 0 ? nodes : node + (size[node] ?? 0) + 1;
  for (let child = node + 1; child < end; child += (size[child] ?? 0) + 1) if (isShown[child] === 1) children.push(child);
  return order ? children.sort(order) : children;
}

function sorterOf(compared: TraceComparison, { column, isDescending }: Sort): (a: number, b: number) => number {
  const value = figureOf(compared, column as ComparisonColumnId);
  const sign = isDescending ? -1 : 1;
  return (a, b) => {
    const [left, right] = [value(a), value(b)];
    return sign * (left < right ? -1 : left > right ? 1 : 0) || a - b;
  };
}

function figureOf(compared: TraceComparison, column: ComparisonColumnId): (node: number) => number | string {
  const at = (values: ArrayLike<number>, node: number) => values[node] ?? 0;
  switch (column) {
    case "path":
      return (node) =>
        `${compared.operations[at(compared.operation, node)]} ${compared.services[at(compared.service, node)]}`.toLowerCase();
    case "calls":
      return (node) => at(compared.countB, node) - at(compared.countA, node);
    case "totalA":
      return (node) => at(compared.totalA, node);
    case "totalB":
      return (node) => at(compared.totalB, node);
    case "difference":
      return (node) => differenceOf(compared, node);
    case "change":
      return (node) => ratioOf(compared, node);
    case "errors":
      return (node) => at(compared.errorsB, node) - at(compared.errorsA, node);
  }
}

/** B as a multiple of A; what is new in B is more than any. */
export function ratioOf({ totalA, totalB }: TraceComparison, node: number): number {
  const [a, b] = [totalA[node] ?? 0, totalB[node] ?? 0];
  if (a === 0) return b === 0 ? 1 : Number.POSITIVE_INFINITY;
  return b / a;
}

// In which order a table shows the spans of a trace. Positions are sorted by the columns: objects would take seconds.
import { spanKinds, type Trace } from "#shared/model/trace";
import type { Sort } from "../../../../components/table-order";
import { statusWords } from "../span-words";
import { sortByKeys } from "./sort-by-keys";

type SpanColumnId = "service" | "operation" | "start" | "duration" | "self" | "share" | "kind" | "status";

/** The positions in that order; those that compare equal stay in the order in which they are given. */
export function orderSpans(
  trace: Trace,
  positions: Uint32Array,
  { column, isDescending }: Sort,
  startOf: (position: number) => number,
): Uint32Array {
  const key = keyOf(trace, column as SpanColumnId, startOf);
  const keys = new Float64Array(trace.count);
  let least = 0;
  for (const position of positions) {
    const value = key(position);
    keys[position] = value;
    if (value < least) least = value;
  }
  // Clocks that are not corrected may put a span before the trace.
  if (least < 0) for (const position of positions) keys[position] = (keys[position] as number) - least;
  return sortByKeys(positions, keys, isDescending);
}

/** The worst first. */
const statusOrder = ["error", "unfinished", "warning", ""];

/** Numbers to compare by. Names become their places in the alphabet: there are few of them, however many spans there are. */
function keyOf(trace: Trace, column: SpanColumnId, startOf: (position: number) => number): (position: number) => number {
  switch (column) {
    case "service":
      return byRank(rankOf(trace.services), trace.service);
    case "operation":
      return byRank(rankOf(trace.operations), trace.operation);
    case "start":
      return startOf;
    case "self":
      return (position) => trace.self[position] ?? 0;
    case "kind":
      // What says nothing comes last.
      return (position) => trace.kind[position] || spanKinds.length;
    case "status":
      return (position) => statusOrder.indexOf(statusWords(trace.flags[position] ?? 0));
    default:
      return (position) => trace.duration[position] ?? 0;
  }
}

const byRank = (rank: Uint32Array, names: Uint32Array) => (position: number) => rank[names[position] ?? 0] ?? 0;

function rankOf(names: readonly string[]): Uint32Array {
  const order = names.map((name, index) => ({ name: name.toLowerCase(), index }));
  order.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.index - b.index));
  const rank = new Uint32Array(names.length);
  for (const [place, { index }] of order.entries()) rank[index] = place;
  return rank;
}

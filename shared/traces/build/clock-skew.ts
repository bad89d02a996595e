// Clocks of two machines never agree, and a trace mixes them: a callee may seem to start before it was called. What a trace
// itself proves to be wrong is put right here, by moving spans; it is told, and can be switched off.
//
// A child keeps the correction of its parent when both were timed by one clock, so that the spans of a machine move together.
// The children of one parent that were timed by another clock are held against the parent as that is drawn, and are moved only
// when their clock must be wrong:
//
// - one of them starts before the parent does: nobody answers before being asked; or
// - all are the server's side of a call (parent client, children server), and start when the client was already done with it.
//
// Ending after the parent proves nothing: a client gives up waiting, a queue is worked off later. Nor does starting after the
// parent's end for a consumer, a follower or work that somebody left behind.
//
// A child alone is moved to the middle of its parent, as if the way there took as long as the way back. Several are moved
// together, so that their order and the pauses between them stay, and by the least that will do: the first of them then starts
// when the parent does. So does a child that lasts longer than its parent, or that nobody waited for, which has no middle.
import { spanFlags, spanKinds } from "../../model/trace";
import type { SpanTable } from "../span-table";
import { clocksOf } from "./clocks";
import type { SpanTimes } from "./span-times";
import type { ChildLists } from "./tree-order";

const client = spanKinds.indexOf("client");
const server = spanKinds.indexOf("server");

export interface ClockedTree {
  lists: ChildLists;
  /** All spans, parents before their children. */
  order: Int32Array;
  times: SpanTimes;
  isFollower: Uint8Array;
}

/** What is added to the start of each span; those that are moved are marked. */
export function correctClocks(table: SpanTable, rows: Uint32Array, tree: ClockedTree, flags: Uint16Array): Float64Array {
  const { order, lists } = tree;
  const shift = new Float64Array(rows.length);
  const clocks = clocksOf(table, rows);
  const kinds = rows.map((row) => table.kind[row] as number);
  for (const parent of order) {
    const foreign: number[] = [];
    for (let place = lists.from[parent] as number; place < (lists.from[parent + 1] as number); place++) {
      const child = lists.children[place] as number;
      if (clocks[child] === clocks[parent]) shift[child] = shift[parent] as number;
      else foreign.push(child);
    }
    for (const children of byClock(foreign, clocks)) {
      const moved = shiftOf(children, parent, shift[parent] as number, tree, kinds);
      for (const child of children) shift[child] = moved;
    }
  }
  for (let span = 0; span < shift.length; span++) if (shift[span] !== 0) flags[span] = (flags[span] as number) | spanFlags.skewed;
  return shift;
}

function byClock(spans: readonly number[], clocks: Uint32Array): Iterable<readonly number[]> {
  if (spans.length === 0) return [];
  if (spans.length === 1) return [spans];
  const groups = new Map<number, number[]>();
  for (const span of spans) {
    const group = groups.get(clocks[span] as number);
    if (group) group.push(span);
    else groups.set(clocks[span] as number, [span]);
  }
  return groups.values();
}

function shiftOf(
  children: readonly number[],
  parent: number,
  parentShift: number,
  { times: { start, duration }, isFollower }: ClockedTree,
  kinds: Uint32Array,
): number {
  const parentFrom = (start[parent] as number) + parentShift;
  const parentLength = duration[parent] as number;
  let first = Number.POSITIVE_INFINITY;
  let areCalls = kinds[parent] === client && parentLength > 0;
  for (const child of children) {
    first = Math.min(first, start[child] as number);
    areCalls &&= kinds[child] === server && isFollower[child] === 0;
  }
  const isTooLate = areCalls && first >= parentFrom + parentLength;
  if (first >= parentFrom && !isTooLate) return 0;
  const only = children.length === 1 && isFollower[children[0] as number] === 0 ? (children[0] as number) : -1;
  const hasMiddle = only >= 0 && (duration[only] as number) <= parentLength;
  const late = hasMiddle ? Math.floor((parentLength - (duration[only] as number)) / 2) : 0;
  return parentFrom + late - first;
}

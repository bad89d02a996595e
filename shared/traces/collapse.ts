// Folding and unfolding the tree of a trace. Each gives new marks, 1 at every position whose descendants are folded away.
import type { Trace } from "../model/trace";
import type { TraceView } from "./trace-view";

/** Only the spans at the top are left. */
export const collapseAll = (trace: Trace): Uint8Array => collapseDepth(trace, 0);

export const expandAll = (trace: Trace): Uint8Array => new Uint8Array(trace.count);

/** What is deeper than `depth` is folded away; roots have depth 0. */
export const collapseDepth = (trace: Trace, depth: number): Uint8Array =>
  marks(trace, (position) => (trace.depth[position] as number) >= depth);

/** Folds what the spans of a service called, and leaves the rest as it is. */
export const collapseService = (trace: Trace, service: number, collapsed = expandAll(trace)): Uint8Array =>
  marks(trace, (position) => collapsed[position] === 1 || trace.service[position] === service);

export function toggle(collapsed: Uint8Array, position: number): Uint8Array {
  const next = collapsed.slice();
  next[position] = next[position] === 1 ? 0 : 1;
  return next;
}

/** Folds the deepest level that is open now. */
export function collapseOneLevel(trace: Trace, collapsed: Uint8Array): Uint8Array {
  let deepest = -1;
  forEachVisible(trace, collapsed, (position) => {
    if (isOpen(trace, collapsed, position)) deepest = Math.max(deepest, trace.depth[position] as number);
  });
  const next = collapsed.slice();
  forEachVisible(trace, collapsed, (position) => {
    if (trace.depth[position] === deepest && isOpen(trace, collapsed, position)) next[position] = 1;
  });
  return next;
}

/** Unfolds the highest level that is folded now. */
export function expandOneLevel(trace: Trace, collapsed: Uint8Array): Uint8Array {
  let highest = Number.POSITIVE_INFINITY;
  forEachVisible(trace, collapsed, (position) => {
    if (collapsed[position] === 1) highest = Math.min(highest, trace.depth[position] as number);
  });
  const next = collapsed.slice();
  forEachVisible(trace, collapsed, (position) => {
    if (trace.depth[position] === highest) next[position] = 0;
  });
  return next;
}

/** The view with all unfolded that hides a span; what the filter hides stays hidden. */
export function reveal(trace: Trace, view: TraceView, position: number): TraceView {
  const collapsed = view.collapsed.slice();
  const openRuns = new Set(view.openRuns);
  for (let span = position; span >= 0; span = trace.parent[span] as number) {
    if (span !== position) collapsed[span] = 0;
    const run = trace.run[span] as number;
    // The first of a run is seen as long as it is that itself which is wanted: its row stands for the run.
    if (run >= 0 && !(span === position && trace.runs[run]?.first === span)) openRuns.add(run);
  }
  return { ...view, collapsed, openRuns };
}

function marks(trace: Trace, isCollapsed: (position: number) => boolean): Uint8Array {
  const collapsed = new Uint8Array(trace.count);
  for (let position = 0; position < trace.count; position++) {
    // A span without children has nothing to fold.
    if (trace.size[position] !== 0 && isCollapsed(position)) collapsed[position] = 1;
  }
  return collapsed;
}

const isOpen = (trace: Trace, collapsed: Uint8Array, position: number): boolean =>
  trace.size[position] !== 0 && collapsed[position] === 0;

function forEachVisible(trace: Trace, collapsed: Uint8Array, visit: (position: number) => void): void {
  for (let position = 0; position < trace.count; ) {
    visit(position);
    position += collapsed[position] === 1 ? (trace.size[position] as number) + 1 : 1;
  }
}

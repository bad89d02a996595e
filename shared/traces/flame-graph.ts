// A trace as a flame graph: spans merged by call path, as wide as they lasted in sum.
import type { Nanoseconds, Trace } from "../model/trace";
import { type CallPaths, findCallPaths } from "./call-paths";

/**
 * Nodes in columns. `width` is the sum of the durations of a node's spans, to scale with the roots. What runs side by side lasts
 * longer in sum than what waits for it: such children share the width above them, in their proportions, and what is below them
 * shrinks with them. So the picture is as wide as the roots lasted; `total` says how long a node really was.
 */
export interface FlameGraph extends Omit<CallPaths, "nodeOf"> {
  from: Float64Array;
  width: Float64Array;
  /** Of all roots, side by side. */
  wholeWidth: Nanoseconds;
}

export function flameGraph(trace: Trace): FlameGraph {
  const { nodeOf: _, ...paths } = findCallPaths(trace);
  const { nodes, parent, total } = paths;
  const below = new Float64Array(nodes);
  for (let node = 0; node < nodes; node++) {
    const above = parent[node] as number;
    if (above >= 0) below[above] = (below[above] as number) + (total[node] as number);
  }
  const from = new Float64Array(nodes);
  const width = new Float64Array(nodes);
  // Where the next child of each node begins.
  const next = new Float64Array(nodes);
  let wholeWidth = 0;
  for (let node = 0; node < nodes; node++) {
    const above = parent[node] as number;
    if (above < 0) {
      from[node] = wholeWidth;
      width[node] = total[node] as number;
      wholeWidth += total[node] as number;
    } else {
      const room = width[above] as number;
      const widest = Math.max(total[above] as number, below[above] as number);
      from[node] = next[above] as number;
      width[node] = widest === 0 ? 0 : room * ((total[node] as number) / widest);
      next[above] = (from[node] as number) + (width[node] as number);
    }
    next[node] = from[node] as number;
  }
  return { ...paths, from, width, wholeWidth };
}

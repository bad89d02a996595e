// Runs of siblings that do the same again and again, one after the other: a query in a loop. A row for each says nothing that one
// row with their number does not.
import { type Nanoseconds, spanFlags } from "../../model/trace";

/** Fewer are read faster than a number is. */
const shortestRun = 4;
/** Of spans with more children than this the shapes are not compared. */
const mostChildren = 8;

export interface RepeatedRuns {
  run: Int32Array;
  runs: { first: number; count: number; totalNs: Nanoseconds; errors: number }[];
}

interface Columns {
  parent: Int32Array;
  size: Uint32Array;
  duration: Float64Array;
  service: Uint32Array;
  operation: Uint32Array;
  kind: Uint8Array;
  flags: Uint16Array;
}

/**
 * Finds them in the order of the waterfall. Siblings do the same when service, operation and kind are the same, and they have no
 * children or the same ones, which have none themselves. The errors told are those of all spans that a folded run hides.
 */
export function findRuns(trace: Columns): RepeatedRuns {
  const count = trace.parent.length;
  const run = new Int32Array(count).fill(-1);
  const runs: RepeatedRuns["runs"] = [];
  for (let first = 0; first < count; first++) {
    if (run[first] !== -1) continue;
    let members = 1;
    let last = first;
    let next = siblingAfter(trace, first);
    while (next !== -1 && doSame(trace, first, next)) {
      members++;
      last = next;
      next = siblingAfter(trace, next);
    }
    if (members < shortestRun) continue;
    const end = last + (trace.size[last] as number);
    let totalNs = 0;
    let errors = 0;
    for (let span = first; span <= end; span++) {
      if (((trace.flags[span] as number) & spanFlags.error) !== 0) errors++;
    }
    for (let span = first; span <= end; span += (trace.size[span] as number) + 1) {
      run[span] = runs.length;
      totalNs += trace.duration[span] as number;
    }
    runs.push({ first, count: members, totalNs, errors });
  }
  return { run, runs };
}

function siblingAfter({ parent, size }: Columns, span: number): number {
  const next = span + (size[span] as number) + 1;
  return next < parent.length && parent[next] === parent[span] ? next : -1;
}

function doSame(trace: Columns, one: number, other: number): boolean {
  const below = trace.size[one] as number;
  if (below > mostChildren || below !== trace.size[other] || !areAlike(trace, one, other)) return false;
  for (let offset = 1; offset <= below; offset++) {
    const areChildren = trace.parent[one + offset] === one && trace.parent[other + offset] === other;
    if (!areChildren || !areAlike(trace, one + offset, other + offset)) return false;
  }
  return true;
}

const areAlike = ({ service, operation, kind }: Columns, one: number, other: number): boolean =>
  service[one] === service[other] && operation[one] === operation[other] && kind[one] === kind[other];

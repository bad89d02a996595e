// Who called whom: the parent of every span of a trace, whatever their ids say. Numbers here are those of the trace's spans in
// order of arrival.
import { spanFlags } from "../../model/trace";
import type { SpanTable } from "../span-table";
import type { Findings } from "./findings";
import { readIds } from "./same-ids";

/**
 * Gives the parent of each span, -1 for none; there are no circles in it.
 *
 * - Zipkin's two halves of one call share an id: the server's half is the child of the client's, and what names that id as its
 *   parent was called by the server. Older tracers do so without saying it, so a server and a client of one id are halves too.
 * - Of other spans with one id, the first has the children.
 * - A parent that is not there leaves the span at the top, an orphan. Old tracers cut the zeros before an id in one place and
 *   not in the other, so it is looked for without them as well.
 * - A circle is cut above the span of it that starts first.
 */
export function findParents(
  table: SpanTable,
  rows: Uint32Array,
  starts: Float64Array,
  flags: Uint16Array,
  findings: Findings,
): Int32Array {
  const count = rows.length;
  const parent = new Int32Array(count).fill(-1);
  const ids = readIds(table, rows, flags, findings);
  const missing: number[] = [];

  for (let span = 0; span < count; span++) {
    const row = rows[span] as number;
    const clientHalf = ids.clientOf.get(span);
    const parentId = table.parentId[row] as number;
    if (clientHalf !== undefined) parent[span] = clientHalf;
    else if (parentId === 0) findings.add("roots", span);
    else if (parentId === table.spanId[row]) {
      mark(flags, span, spanFlags.cycle | spanFlags.warnings);
      findings.add("self", span);
    } else {
      const found = ids.parentFor(parentId, table.service[row] as number);
      if (found === undefined) missing.push(span);
      else parent[span] = found;
    }
  }
  findWithoutZeros(table, rows, missing, parent);
  for (const span of missing) {
    if ((parent[span] as number) >= 0) continue;
    mark(flags, span, spanFlags.orphan);
    findings.add("orphan", span);
  }
  cutCircles(parent, starts, flags, findings);
  return parent;
}

/** Gives the spans whose parents are missing those that have the same id with more or fewer zeros before it. */
function findWithoutZeros(table: SpanTable, rows: Uint32Array, missing: readonly number[], parent: Int32Array): void {
  const children = new Map<string, number[]>();
  for (const span of missing) {
    const id = stripZeros(table.texts[table.parentId[rows[span] as number] as number] ?? "");
    const known = children.get(id);
    if (known) known.push(span);
    else children.set(id, [span]);
  }
  if (children.size === 0) return;
  for (let span = 0; span < rows.length; span++) {
    const id = stripZeros(table.texts[table.spanId[rows[span] as number] as number] ?? "");
    if (id === "") continue;
    const waiting = children.get(id);
    if (!waiting) continue;
    for (const child of waiting) parent[child] = span;
    children.delete(id);
  }
}

const stripZeros = (id: string): string => (id.startsWith("0") ? id.replace(/^0+/, "") : id);

function cutCircles(parent: Int32Array, starts: Float64Array, flags: Uint16Array, findings: Findings): void {
  // The walk on which a span was first met; a walk that comes upon itself has found a circle.
  const metOn = new Int32Array(parent.length).fill(-1);
  for (let from = 0; from < parent.length; from++) {
    let span = from;
    while (span >= 0 && metOn[span] === -1) {
      metOn[span] = from;
      span = parent[span] as number;
    }
    if (span < 0 || metOn[span] !== from) continue;
    let earliest = span;
    for (let next = parent[span] as number; next !== span; next = parent[next] as number) {
      if (startsBefore(starts, next, earliest)) earliest = next;
    }
    parent[earliest] = -1;
    mark(flags, earliest, spanFlags.cycle | spanFlags.warnings);
    findings.add("cycle", earliest);
  }
}

function startsBefore(starts: Float64Array, one: number, other: number): boolean {
  const [a, b] = [starts[one] as number, starts[other] as number];
  // A span that does not tell its start comes after those that do.
  if (Number.isNaN(a) || Number.isNaN(b)) return Number.isNaN(b) && !(Number.isNaN(a) && one > other);
  return a < b || (a === b && one < other);
}

const mark = (flags: Uint16Array, span: number, bits: number): void => {
  flags[span] = (flags[span] as number) | bits;
};

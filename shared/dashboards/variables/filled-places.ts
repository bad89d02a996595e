// Where a place in a filled query lies in the query as it was written: mistakes are found in the one and marked in the other.
import type { Diagnostic } from "../../model/failure";
import { placeOf } from "../../promql/diagnostics";
import { fillQuery } from "./fill";
import { replaceReferences } from "./references";
import type { Scope } from "./scope";

/** A reference, and the stretch of the filled query that stands in its place. */
interface Filled {
  written: { from: number; to: number };
  filled: { from: number; to: number };
}

/** The mistakes of the filled query, at their places in what was written; those in a variable's value are at its name. */
export function writtenDiagnostics(expr: string, scope: Scope, diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const parts = filledParts(expr, scope);
  return diagnostics.map((diagnostic) => {
    const from = writtenOffset(diagnostic.place.from, parts, "from");
    const to = Math.max(from, writtenOffset(diagnostic.place.to, parts, "to"));
    return { ...diagnostic, place: placeOf(expr, { from, to: Math.min(to, expr.length) }) };
  });
}

function filledParts(expr: string, scope: Scope): Filled[] {
  const parts: Filled[] = [];
  replaceReferences(expr, ({ text }, at) => {
    // What stands before a place is filled without looking beyond it, so that the length of that is where the place comes to lie.
    const from = fillQuery(expr.slice(0, at), scope).length;
    const to = fillQuery(expr.slice(0, at + text.length), scope).length;
    parts.push({ written: { from: at, to: at + text.length }, filled: { from, to } });
    return undefined;
  });
  return parts;
}

function writtenOffset(at: number, parts: readonly Filled[], side: "from" | "to"): number {
  let shift = 0;
  for (const { written, filled } of parts) {
    const isBefore = side === "from" ? at < filled.from : at <= filled.from;
    if (isBefore) break;
    const isInside = side === "from" ? at < filled.to : at <= filled.to;
    if (isInside) return written[side];
    shift = written.to - filled.to;
  }
  return at + shift;
}

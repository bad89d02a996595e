// Puts filters into every selector of a query. The rest of its text stays as it was written.

import { AppError } from "../../model/failure";
import type { Expr, SelectorMatcher, VectorSelector } from "../../promql/ast";
import { childrenOf } from "../../promql/ast";
import { parsePromql } from "../../promql/parse";
import { type AdhocFilter, filterText } from "./adhoc-filter";

/** A query that is wrong comes back as it is: its source says what is wrong, in the words of who wrote it. */
export function addFilters(expr: string, filters: readonly AdhocFilter[]): string {
  if (filters.length === 0) return expr;
  const matchers = filters.map(filterText).join(",");
  let filled = expr;
  // From the end on, so that the places before stay right.
  for (const { at, text } of insertions(expr, matchers).sort((a, b) => b.at - a.at)) {
    filled = filled.slice(0, at) + text + filled.slice(at);
  }
  return filled;
}

interface Insertion {
  at: number;
  text: string;
}

function insertions(expr: string, matchers: string): Insertion[] {
  try {
    return selectorsIn(parsePromql(expr).expr).map((selector) => insertionInto(expr, selector, matchers));
  } catch (error) {
    if (error instanceof AppError) return [];
    throw error;
  }
}

function selectorsIn(expr: Expr): VectorSelector[] {
  return expr.type === "vector-selector" ? [expr] : childrenOf(expr).flatMap(selectorsIn);
}

function insertionInto(expr: string, { name, matchers, from }: VectorSelector, added: string): Insertion {
  const inBraces: readonly SelectorMatcher[] = name === undefined ? matchers : matchers.slice(1);
  const last = inBraces.at(-1);
  // The last matcher ends before the closing brace; a comma that follows it is no trouble.
  if (last) return { at: last.to, text: `,${added}` };
  const afterName = name === undefined ? from : from + name.length;
  const brace = /^(?:\s|#.*)*\{/.exec(expr.slice(afterName));
  return brace ? { at: afterName + brace[0].length, text: added } : { at: afterName, text: `{${added}}` };
}

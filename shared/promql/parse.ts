// Text in, syntax tree out. parse/ reads as Prometheus's parser does, check.ts finds what no grammar can see, and both say
// what is wrong in Prometheus's words at Prometheus's place.
import type { Diagnostic } from "../model/failure";
import type { Expr, Query } from "./ast";
import { check } from "./check";
import { type Finding, FindingError, parseError, toDiagnostic } from "./diagnostics";
import { readExpression } from "./parse/expression";
import { createTokenStream } from "./parse/token-stream";

/** A query that is right in every way we can tell. Throws `bad-query` with all mistakes at their places. */
export function parsePromql(text: string): Query {
  const { expr, findings } = read(text);
  if (!expr || findings.length > 0) throw parseError(text, findings);
  return { text, expr };
}

/** All mistakes of a query, the one that Prometheus reports first; an empty list means it would parse. */
export function checkPromql(text: string): Diagnostic[] {
  return read(text).findings.map((finding) => toDiagnostic(text, finding));
}

function read(text: string): { expr?: Expr; findings: Finding[] } {
  const findings: Finding[] = [];
  try {
    const expr = readWhole(text, findings);
    // As in Prometheus: after a mistake in reading the types of things are anybody's guess.
    return findings.length > 0 ? { findings } : { expr, findings: check(text, expr) };
  } catch (error) {
    if (error instanceof FindingError) return { findings: [...findings, error.finding] };
    throw error;
  }
}

function readWhole(text: string, findings: Finding[]): Expr {
  const tokens = createTokenStream(text, findings);
  if (tokens.peek().kind === "eof") throw new FindingError("no expression found in input", { from: 0, to: 0 });
  const expr = readExpression(tokens);
  tokens.expect("eof");
  return expr;
}

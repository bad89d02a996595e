// Text in, syntax tree out. Prometheus's own Lezer grammar reads; convert.ts makes our tree of it; check.ts then finds
// what the grammar lets through.
import { parser } from "@prometheus-io/lezer-promql";
import type { Diagnostic } from "../model/failure";
import type { Expr, Query } from "./ast";
import { check } from "./check";
import { convert } from "./convert";
import { type Finding, FindingError, queryError, toDiagnostic } from "./diagnostics";
import { firstSyntaxError } from "./syntax-errors";

/** A query that is right in every way we can tell. Throws `bad-query` with all mistakes at their places. */
export function parsePromql(text: string): Query {
  const { expr, findings } = read(text);
  if (!expr || findings.length > 0) throw queryError(findings.map((finding) => toDiagnostic(text, finding)));
  return { text, expr };
}

/** All mistakes of a query; an empty list means it would parse. */
export function checkPromql(text: string): Diagnostic[] {
  return read(text).findings.map((finding) => toDiagnostic(text, finding));
}

function read(text: string): { expr?: Expr; findings: Finding[] } {
  const readable = makeReadable(text);
  const tree = parser.parse(readable);
  const wrong = firstSyntaxError(readable, tree);
  if (wrong) return { findings: [wrong] };
  try {
    const expr = convert(readable, tree);
    return { expr, findings: check(expr) };
  } catch (error) {
    if (error instanceof FindingError) return { findings: [error.finding] };
    throw error;
  }
}

const stringsCommentsAndDots = /"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`[^`]*`|#[^\n]*|(?<![\w.:])(\d+)\.(?![\w.])/g;

/**
 * The text as the grammar can read it, every place kept: comments become blanks, as they would turn up anywhere in the
 * tree, and so does the dot of `2.`, which Prometheus reads as a number and the grammar does not.
 */
function makeReadable(text: string): string {
  return text.replace(stringsCommentsAndDots, (whole, digits: string | undefined) => {
    if (whole.startsWith("#")) return " ".repeat(whole.length);
    return digits === undefined ? whole : `${digits} `;
  });
}

// Where in the expression a server's "1:4: parse error: …" points.
import type { Diagnostic, Place } from "#shared/model/failure";
import { offsetAt, placeOf } from "#shared/promql/diagnostics";

const withPosition = /^(?:invalid parameter "(?:query|match\[\])": )?(\d+):(\d+): parse error: ([\s\S]*)$/;
const withoutPosition = /^(?:invalid parameter "(?:query|match\[\])": )?(?:unknown position: )?parse error: ([\s\S]*)$/;
// Prometheus 2 leaves the parameter's name out where a range query is given something that has no range.
const aboutQuery = /^(?:invalid parameter "query": |(?=invalid expression type))([\s\S]*)$/;

/** The mistake with its place in the expression, or undefined when the server's sentence is not about the expression. */
export function readParseError(error: string, expr: string): Diagnostic | undefined {
  const placed = withPosition.exec(error);
  if (placed) {
    const [, line = "1", column = "1", message = ""] = placed;
    return { severity: "error", message, place: placeAt(expr, Number(line), Number(column)) };
  }
  const message = withoutPosition.exec(error)?.[1] ?? aboutQuery.exec(error)?.[1];
  return message === undefined ? undefined : { severity: "error", message, place: wholeOf(expr) };
}

/** The place covers the word that starts there. */
export function placeAt(expr: string, line: number, column: number): Place {
  const from = offsetAt(expr, line, column);
  const word = /^(?:[A-Za-z0-9_:]+|\S)/u.exec(expr.slice(from))?.[0] ?? "";
  return placeOf(expr, { from, to: from + word.length });
}

export const wholeOf = (expr: string): Place => placeOf(expr, { from: 0, to: expr.length });

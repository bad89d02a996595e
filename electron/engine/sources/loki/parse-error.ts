// Where in the expression a Loki's "parse error at line 1, col 5: …" points.
import type { Diagnostic } from "#shared/model/failure";
import { placeOf } from "#shared/promql/diagnostics";

const placed = /^parse error at line (\d+), col (\d+): ([\s\S]*)$/;
const unplaced = /^parse error ?: ([\s\S]*)$/;

/** The mistake with its place in the expression, or undefined when the server's sentence is not about the expression. */
export function readParseError(error: string, expr: string): Diagnostic | undefined {
  const found = placed.exec(error);
  if (found) {
    const [, line = "1", column = "1", message = ""] = found;
    const from = offsetAt(expr, Number(line), Number(column));
    return { severity: "error", message: tidy(message), place: placeOf(expr, { from, to: from + wordAt(expr, from).length }) };
  }
  const message = unplaced.exec(error)?.[1];
  if (message === undefined) return undefined;
  return { severity: "error", message: tidy(message), place: stageIn(expr, message) };
}

// Loki counts characters, where Prometheus counts bytes; neither counts the halves of a pair as JavaScript does.
function offsetAt(expr: string, line: number, column: number): number {
  let start = 0;
  for (let left = line - 1; left > 0; left--) {
    const end = expr.indexOf("\n", start);
    if (end < 0) break;
    start = end + 1;
  }
  const before = [...expr.slice(start)].slice(0, column - 1).join("");
  return Math.min(expr.length, start + before.length);
}

const wordAt = (expr: string, from: number): string => /^(?:[A-Za-z0-9_:]+|\S)/u.exec(expr.slice(from))?.[0] ?? "";

/** A stage that cannot work is quoted as it was written: `stage '|~ "(["' : error parsing regexp: …`. */
function stageIn(expr: string, message: string) {
  const stage = /^stage '([\s\S]*?)' : /.exec(message)?.[1];
  const from = stage === undefined ? -1 : expr.indexOf(stage);
  return stage === undefined || from < 0
    ? placeOf(expr, { from: 0, to: expr.length })
    : placeOf(expr, { from, to: from + stage.length });
}

const tidy = (message: string) => message.trim().replace("unexpected $end", "unexpected end of the query");

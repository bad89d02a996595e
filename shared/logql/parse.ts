// Text in, syntax tree out. parse/ reads what Loki's grammar reads, check.ts finds what no grammar can see; mistakes are said in
// our own words, at their places.
import type { Diagnostic } from "../model/failure";
import { type Finding, FindingError, queryError, toDiagnostic } from "../promql/diagnostics";
import type { LogqlExpr, LogqlQuery } from "./ast";
import { check } from "./check";
import { readExpression } from "./parse/metric";
import { createTokenStream, type TokenStream } from "./parse/token-stream";

/** A query that is right in every way we can tell. Throws `bad-query` with all mistakes at their places. */
export function parseLogql(text: string): LogqlQuery {
  const { expr, findings } = read(text);
  if (expr && findings.length === 0) return queryOf(text, expr);
  const asked = findings.length > 0 ? findings : [{ message: "the query is empty", span: { from: 0, to: text.length } }];
  throw queryError(asked.map((finding) => toDiagnostic(text, finding)));
}

/** What a query is, as far as it can be read, and its mistakes. Nothing is wrong with an empty text. */
export function checkLogql(text: string): { kind?: "lines" | "metric"; diagnostics: Diagnostic[] } {
  const { expr, findings } = read(text);
  const diagnostics = findings.map((finding) => toDiagnostic(text, finding));
  return expr ? { kind: kindOf(expr), diagnostics } : { diagnostics };
}

const kindOf = (expr: LogqlExpr): "lines" | "metric" => (expr.type === "log" ? "lines" : "metric");

function queryOf(text: string, expr: LogqlExpr): LogqlQuery {
  if (expr.type !== "log") return { kind: "metric", text, expr };
  return { kind: "lines", text, selector: expr.selector, stages: expr.stages, expr };
}

function read(text: string): { expr?: LogqlExpr; findings: Finding[] } {
  const findings: Finding[] = [];
  try {
    const tokens = createTokenStream(text, findings);
    if (tokens.peek().kind === "end") return { findings };
    const expr = readExpression(tokens);
    if (tokens.peek().kind !== "end") refuseRest(tokens, expr);
    // After a mistake in reading, what depends on it would be an echo.
    if (findings.length === 0) findings.push(...check(expr));
    return { expr, findings: inOrder(findings) };
  } catch (error) {
    if (!(error instanceof FindingError)) throw error;
    return { findings: inOrder([...findings, error.finding]) };
  }
}

const inOrder = (findings: Finding[]): Finding[] => findings.sort((a, b) => a.span.from - b.span.from);

function refuseRest(tokens: TokenStream, expr: LogqlExpr): never {
  const { kind } = tokens.peek();
  if (expr.type === "log" && kind === "range") {
    throw new FindingError("a range stands inside of a metric, as in `rate({…} [5m])`", tokens.peek());
  }
  if (expr.type === "log" && expr.to < tokens.peek().from && tokens.text.slice(expr.to, tokens.peek().from).includes(")")) {
    throw new FindingError("stages stand inside of the parentheses", tokens.peek());
  }
  return tokens.unexpected(expr.type === "log" ? "a stage behind `|`, a line filter, or the end" : "an operator or the end");
}

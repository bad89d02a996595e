// What of the language is not evaluated here: native histograms and what came with them. It parses and checks, because a
// remote server may well answer it.
import { childrenOf, type Expr } from "../ast";
import type { Finding } from "../diagnostics";
import { isEvaluatedFunction } from "./calls";

/** Each part of a query that this machine cannot evaluate, left to right; empty when it can answer the whole. */
export function findUnsupported(expr: Expr): Finding[] {
  const findings: Finding[] = [];
  collect(expr, findings);
  return findings.sort((a, b) => a.span.from - b.span.from);
}

function collect(expr: Expr, findings: Finding[]): void {
  const what = unsupportedPart(expr);
  if (what) {
    const message = `\`${what}\` is not supported here; a Prometheus server knows it`;
    findings.push({ message, span: { from: expr.from, to: expr.to } });
  }
  for (const child of childrenOf(expr)) collect(child, findings);
}

function unsupportedPart(expr: Expr): string | undefined {
  switch (expr.type) {
    case "call":
      return isEvaluatedFunction(expr.name) ? undefined : expr.name;
    case "vector-selector":
      return expr.extension;
    case "binary":
      return expr.operator === "</" || expr.operator === ">/" ? expr.operator : undefined;
    default:
      return undefined;
  }
}

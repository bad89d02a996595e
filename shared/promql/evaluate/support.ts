// What of the language is not evaluated here yet. It parses and checks, because a remote server may well answer it.
import { childrenOf, type Expr } from "../ast";
import type { Finding } from "../diagnostics";
import { isEvaluatedAggregation } from "./aggregations";
import { isInstantFunction } from "./instant-functions";
import { isRangeFunction } from "./range-functions";

/** Each part of a query that this machine cannot evaluate, left to right; empty when it can answer the whole. */
export function findUnsupported(expr: Expr): Finding[] {
  const findings: Finding[] = [];
  collect(expr, findings);
  return findings.sort((a, b) => a.span.from - b.span.from);
}

function collect(expr: Expr, findings: Finding[]): void {
  const what = unsupportedPart(expr);
  if (what) {
    const message = `\`${what}\` is not yet evaluated on this host; ask a Prometheus server, which knows it`;
    findings.push({ message, span: { from: expr.from, to: expr.to } });
  }
  for (const child of childrenOf(expr)) collect(child, findings);
}

function unsupportedPart(expr: Expr): string | undefined {
  switch (expr.type) {
    case "call":
      if (expr.name === "timestamp") return undefined;
      return isInstantFunction(expr.name) || isRangeFunction(expr.name) ? undefined : expr.name;
    case "aggregate":
      return isEvaluatedAggregation(expr.operator) ? undefined : expr.operator;
    case "vector-selector":
      return expr.extension;
    case "binary":
      if (expr.operator === "</" || expr.operator === ">/") return expr.operator;
      return expr.fill ? "fill" : undefined;
    default:
      return undefined;
  }
}

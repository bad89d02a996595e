import { checkLogql } from "#shared/logql/parse";
import type { Diagnostic } from "#shared/model/failure";
import { checkPromql } from "#shared/promql/parse";
import { wholeIsWrong } from "./languages";

/** What is wrong with a rule's expression for a Loki. */
export function checkLogqlExpr(expr: string): Diagnostic[] {
  const { kind, diagnostics } = checkLogql(expr);
  if (diagnostics.some(({ severity }) => severity === "error")) {
    const isPromql = checkPromql(expr).every(({ severity }) => severity !== "error");
    if (!isPromql) return diagnostics;
    return [
      wholeIsWrong(
        expr,
        "this is PromQL, which a Loki does not answer: choose this host or a Prometheus as the source of this file",
      ),
    ];
  }
  if (kind !== "lines") return diagnostics;
  return [
    wholeIsWrong(
      expr,
      `this finds lines, and a rule needs numbers: count them, as in sum(count_over_time(${hint(expr)} [5m])) > 0`,
    ),
  ];
}

/** Long queries would hide the advice. */
const hint = (expr: string) => (expr.length <= 80 ? expr.trim() : '{…} |= "…"');

// In which language a rule's expression is read: PromQL for this host and everything that speaks Prometheus's API, LogQL for a
// Loki. Which one a rule file needs is easily mistaken, because it looks the same; so each says when it meets the other.
import type { ConnectionKind } from "#shared/contract/connections";
import type { Diagnostic } from "#shared/model/failure";
import { checkPromql } from "#shared/promql/parse";
import { localSourceId } from "../sources/index";

export type RuleLanguage = "PromQL" | "LogQL";

/** Finds the mistakes in one expression. */
export type CheckExpr = (expr: string) => Diagnostic[];

export interface RuleLanguages {
  /** What a source is asked in; undefined when the source is gone, and nobody knows. */
  of(source: string): RuleLanguage | undefined;
  checker(source: string): Promise<CheckExpr>;
}

export function createRuleLanguages(kindOf: (source: string) => ConnectionKind | undefined): RuleLanguages {
  function of(source: string): RuleLanguage | undefined {
    if (source === localSourceId) return "PromQL";
    const kind = kindOf(source);
    return kind && (kind === "loki" ? "LogQL" : "PromQL");
  }

  return {
    of,
    async checker(source) {
      const language = of(source);
      // Read only when there are such rules: most people have none.
      if (language === "LogQL") return (await import("./check-logql-expr")).checkLogqlExpr;
      // A file whose source is gone is kept as it was, whatever that was.
      return language ? checkPromqlExpr : (expr) => (looksLikeLogql(expr) ? [] : checkPromql(expr));
    },
  };
}

/** As PromQL, with a word for those who brought LogQL. */
export function checkPromqlExpr(expr: string): Diagnostic[] {
  const found = checkPromql(expr);
  const isWrong = found.some(({ severity }) => severity === "error");
  if (!isWrong || !looksLikeLogql(expr)) return found;
  return [wholeIsWrong(expr, "this is LogQL, which only a Loki answers: choose a Loki as the source of this file")];
}

export const wholeIsWrong = (expr: string, message: string): Diagnostic => ({
  severity: "error",
  message,
  place: { from: 0, to: expr.length, line: 1, column: 1 },
});

/** What is behind the braces of a log query: a filter of lines, or a stage of its pipeline. */
const pipeline =
  /\}\s*(?:\|[=~>]|![=~>]\s*["`]|\|\s*(?:json|logfmt|regexp|pattern|unpack|unwrap|line_format|label_format|decolorize|drop|keep|ip)\b|\|\s*\w+\s*(?:[=!<>]=?|=~|!~))/;
const functionsOfLogs = /\b(?:bytes_rate|bytes_over_time|rate_counter|approx_topk)\s*(?:by\b|without\b)?\s*\(/;

const looksLikeLogql = (expr: string): boolean => pipeline.test(expr) || functionsOfLogs.test(expr);

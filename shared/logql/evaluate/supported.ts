// What this machine answers of LogQL by itself, for logs that no Loki holds.
import type { Diagnostic } from "../../model/failure";
import { type Finding, toDiagnostic } from "../../promql/diagnostics";
import type { LogqlQuery, MetricExpr, Span, Stage } from "../ast";
import { logPartsOf } from "../log-ranges";
import type { RangeOperation, VectorOperation } from "../words";
import { unsupportedInTemplate } from "./templates";

const missingOperations = new Set<RangeOperation | VectorOperation>(["rate_counter", "approx_topk"]);

/** What a query asks for that only a Loki answers; empty when all of it is answered here. */
export function supportedHere(query: LogqlQuery): Diagnostic[] {
  const findings: Finding[] = [];
  const report = (what: string, { from, to }: Span): void => {
    findings.push({ message: `${what}: only a Loki answers that, not the logs of this machine`, span: { from, to } });
  };
  for (const { log } of logPartsOf(query)) for (const stage of log.stages) checkStage(stage, report);
  if (query.kind === "metric") checkMetric(query.expr, report);
  return findings.map((finding) => toDiagnostic(query.text, finding));
}

type Report = (what: string, span: Span) => void;

function checkStage(stage: Stage, report: Report): void {
  const templates =
    stage.type === "line-format"
      ? [{ text: stage.template, span: stage.value }]
      : stage.type === "label-format"
        ? stage.formats.flatMap(({ source }) => (source.kind === "template" ? [source] : []))
        : [];
  for (const { text, span } of templates) {
    const wrong = unsupportedInTemplate(text);
    if (wrong !== undefined) report(wrong, span);
  }
}

function checkMetric(expr: MetricExpr, report: Report): void {
  switch (expr.type) {
    case "number":
    case "vector":
      break;
    case "paren":
    case "label-replace":
      checkMetric(expr.expr, report);
      break;
    case "range-aggregation":
      if (missingOperations.has(expr.operation)) report(`\`${expr.operation}\``, expr.name);
      break;
    case "vector-aggregation":
      if (missingOperations.has(expr.operation)) report(`\`${expr.operation}\``, expr.name);
      checkMetric(expr.expr, report);
      break;
    case "binary":
      checkMetric(expr.left, report);
      checkMetric(expr.right, report);
      break;
    case "variants":
      report("`variants`", expr);
  }
}

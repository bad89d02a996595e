// What the grammar lets through and Loki refuses: operations that need an unwrapped number, parameters, groupings, selectors that
// would read everything.
import type { Finding } from "../promql/diagnostics";
import { compileRegex } from "../promql/regex";
import type {
  Binary,
  LogqlExpr,
  LogqlMatcher,
  LogRange,
  MetricExpr,
  RangeAggregation,
  Selector,
  Span,
  VectorAggregation,
} from "./ast";
import { isSetOperator, rulesOf, vectorRulesOf } from "./words";

const mostFindings = 100;

type Report = (message: string, span: Span) => void;

/** The mistakes of a query that was read without any. */
export function check(expr: LogqlExpr): Finding[] {
  const findings: Finding[] = [];
  const report: Report = (message, { from, to }) => {
    if (findings.length < mostFindings) findings.push({ message, span: { from, to } });
  };
  if (expr.type === "log") checkSelector(expr.selector, report);
  else walk(expr, report);
  return findings;
}

function walk(expr: MetricExpr, report: Report): void {
  switch (expr.type) {
    case "number":
    case "vector":
      break;
    case "paren":
      walk(expr.expr, report);
      break;
    case "range-aggregation":
      checkRangeAggregation(expr, report);
      break;
    case "vector-aggregation":
      checkVectorAggregation(expr, report);
      expectSeries(expr.expr, `\`${expr.operation}\``, report);
      walk(expr.expr, report);
      break;
    case "label-replace":
      expectSeries(expr.expr, "`label_replace`", report);
      walk(expr.expr, report);
      break;
    case "binary":
      checkSides(expr, report);
      walk(expr.left, report);
      walk(expr.right, report);
      break;
    case "variants":
      for (const one of expr.exprs) walk(one, report);
      checkRange(expr.of, report);
  }
}

/** Whether an expression is a plain number, and has no labels. */
function isNumber(expr: MetricExpr): boolean {
  if (expr.type === "paren") return isNumber(expr.expr);
  return expr.type === "number" || (expr.type === "binary" && isNumber(expr.left) && isNumber(expr.right));
}

function expectSeries(expr: MetricExpr, what: string, report: Report): void {
  if (isNumber(expr)) report(`${what} works with series, and this is a plain number: \`vector(…)\` makes a series of it`, expr);
  if (expr.type === "variants") report(`${what} cannot hold \`variants\``, expr);
}

function checkSides({ operator, left, right }: Binary, report: Report): void {
  if (!isSetOperator(operator)) return;
  for (const side of [left, right]) {
    if (isNumber(side)) report(`\`${operator}\` works with series on both sides, and this is a plain number`, side);
  }
}

function checkRangeAggregation(expr: RangeAggregation, report: Report): void {
  const { operation, unwrap, parameter, grouping, name } = expr;
  const { reads, canGroup, needsParameter } = rulesOf(operation);
  checkRange(expr, report);
  if (reads === "unwrapped" && !unwrap) {
    report(`\`${operation}\` needs a number from a label: add \`| unwrap …\` before the range`, name);
  }
  if (reads === "lines" && unwrap) report(`\`${operation}\` counts lines, and takes no \`unwrap\``, unwrap);
  if (needsParameter && parameter === undefined) report(`\`${operation}\` needs a parameter: \`${operation}(0.95, …)\``, name);
  if (!needsParameter && parameter !== undefined) report(`\`${operation}\` has no parameter`, name);
  if (grouping && !canGroup) {
    report(`\`${operation}\` has no \`${grouping.mode}\`: write \`sum ${grouping.mode} (…) (${operation}(…))\``, grouping);
  }
}

function checkVectorAggregation({ operation, parameter, grouping, name }: VectorAggregation, report: Report): void {
  const { needsParameter, cannotGroup } = vectorRulesOf(operation);
  if (needsParameter && !parameter) report(`\`${operation}\` needs to know how many: \`${operation}(5, …)\``, name);
  if (!needsParameter && parameter) report(`\`${operation}\` has no parameter`, name);
  if (needsParameter && parameter && !/^[1-9]\d*$/.test(parameter.text)) {
    report(`how many \`${operation}\` keeps is a whole number of at least 1, not ${parameter.text}`, name);
  }
  if (grouping && cannotGroup && (grouping.labels.length > 0 || operation === "approx_topk")) {
    report(`\`${operation}\` has no \`${grouping.mode}\``, grouping);
  }
}

const checkRange = ({ log }: LogRange, report: Report): void => checkSelector(log.selector, report);

function checkSelector(selector: Selector, report: Report): void {
  if (selector.matchers.some(asksForSomething)) return;
  const example = 'such as `app="api"` or `app=~".+"`';
  const message =
    selector.matchers.length === 0
      ? `this would read every stream there is: name a label, ${example}`
      : `these matchers let streams without the labels pass, which would read everything: one must ask for a value, ${example}`;
  report(message, selector);
}

/** `=` and `=~` that the empty text does not satisfy; what only excludes, Loki does not count. */
function asksForSomething({ operator, value }: LogqlMatcher): boolean {
  if (operator === "=") return value !== "";
  return operator === "=~" && !compileRegex(value)("");
}

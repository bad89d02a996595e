// Expressions as text in one line, written as Prometheus writes them: by this its recording rules and its UI say a query.

import { formatFloat } from "../templates/go-float";
import type { Aggregate, Binary, Expr, VectorSelector } from "./ast";
import { quote } from "./go-text";
import { printDuration, printNumber, printTimes } from "./print-duration";

/** The query in one line. It parses to the same tree again, whatever stood in it. */
export function printQuery(expr: Expr): string {
  switch (expr.type) {
    case "number":
      return printNumber(expr.value, expr.isDuration);
    case "string":
      return quote(expr.value);
    case "paren":
      return `(${printQuery(expr.expr)})`;
    case "unary":
      return expr.operator + printQuery(expr.expr);
    case "vector-selector":
      return printMetric(expr) + printTimes(expr, expr.extension);
    case "matrix-selector":
      return `${printMetric(expr.selector)}[${printDuration(expr.range)}]${printRangeTimes(expr.selector)}`;
    case "subquery":
      return printQuery(expr.expr) + printSubqueryEnd(expr);
    case "call":
      return `${expr.name}(${expr.args.map(printQuery).join(", ")})`;
    case "aggregate":
      return `${printAggregateHead(expr)}(${expr.args.map(printQuery).join(", ")})`;
    case "binary":
      return `${printQuery(expr.left)} ${printOperator(expr)} ${printQuery(expr.right)}`;
  }
}

/** Behind a range the order is another than behind a metric. */
const printRangeTimes = ({ extension, ...times }: VectorSelector): string =>
  (extension ? ` ${extension}` : "") + printTimes(times);

export function printSubqueryEnd(expr: Extract<Expr, { type: "subquery" }>): string {
  return `[${printDuration(expr.range)}:${expr.step ? printDuration(expr.step) : ""}]${printTimes(expr)}`;
}

/** `sum by (a)`, as far as the parenthesis of the arguments. */
export function printAggregateHead({ operator, grouping }: Aggregate): string {
  if (grouping.mode === "by" && grouping.labels.length === 0) return operator;
  return `${operator} ${grouping.mode} (${printLabels(grouping.labels)}) `;
}

/** The operator with everything that says how to match. */
export function printOperator({ operator, returnBool, matching, fill }: Binary): string {
  let printed: string = operator;
  if (returnBool) printed += " bool";
  if (matching) printed += ` ${matching.mode} (${printLabels(matching.labels)})`;
  if (matching?.group) printed += ` group_${matching.group.side} (${printLabels(matching.group.include)})`;
  return fill ? printed + printFill(fill) : printed;
}

function printFill({ left, right }: NonNullable<Binary["fill"]>): string {
  const one = (word: string, value: number | undefined) => (value === undefined ? "" : ` ${word} (${printShort(value)})`);
  return left !== undefined && left === right ? one("fill", left) : one("fill_left", left) + one("fill_right", right);
}

/** As Go prints a number of which nothing else is said: with an exponent only below 1e-4 and from 1e21 on. */
function printShort(value: number): string {
  const size = Math.abs(value);
  return size !== 0 && (size < 1e-4 || size >= 1e21) ? formatFloat(value, "e") : formatFloat(value, "f");
}

const isPlainName = (label: string): boolean => /^[A-Za-z_][A-Za-z0-9_]*$/.test(label);

const printLabel = (label: string): string => (isPlainName(label) ? label : quote(label));

const printLabels = (labels: readonly string[]): string => labels.map(printLabel).join(", ");

/** The metric with its matchers, which Prometheus sorts as texts. */
function printMetric({ name, matchers }: VectorSelector): string {
  const named = name === undefined ? matchers : matchers.slice(1);
  const shown = named.filter(({ label, operator, value }) => !(label === "__name__" && operator === "=" && value === name));
  const printed = shown.map(({ label, operator, value }) => `${printLabel(label)}${operator}${quote(value)}`).sort(compareBytes);
  return `${name ?? ""}${printed.length > 0 ? `{${printed.join(",")}}` : ""}`;
}

/** The order of the texts' bytes, which is that of their code points. */
function compareBytes(a: string, b: string): number {
  const [left, right] = [[...a], [...b]];
  for (const [index, character] of left.entries()) {
    const difference = (character.codePointAt(0) ?? 0) - (right[index]?.codePointAt(0) ?? -1);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

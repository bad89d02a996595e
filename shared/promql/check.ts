// What the grammar lets through and Prometheus refuses: types and numbers of arguments, matching that makes no sense,
// selectors that would select everything. In Prometheus's words and order: the first mistake is the one that it reports.
import { type Aggregate, type Call, type Expr, isAggregationWithParameter, type Span, type VectorSelector } from "./ast";
import { createBinaryCheck } from "./check-binary";
import type { Finding } from "./diagnostics";
import { type FunctionSignature, functions, type ValueType } from "./functions";
import { quote } from "./go-text";
import { compileMatcher } from "./matchers";
import { typeOf } from "./type-of";

export { typeOf } from "./type-of";

/** Nobody reads more, and a query of a megabyte could hold a hundred thousand. */
const mostFindings = 100;

/** A type as the documentation calls it. */
export const typeName = (type: ValueType): string =>
  type === "vector" ? "instant vector" : type === "matrix" ? "range vector" : type;

/** The mistakes of a whole query that was read without any. */
export function check(text: string, expr: Expr): Finding[] {
  const findings: Finding[] = [];
  const add = (message: string, { from, to }: Span): void => {
    if (findings.length < mostFindings) findings.push({ message, span: { from, to } });
  };
  const checkBinary = createBinaryCheck(text, add);

  /** Checks what is inside first, as a mistake there explains one here. */
  function walk(node: Expr): void {
    switch (node.type) {
      case "number":
      case "string":
        return;
      case "vector-selector":
        checkSelector(node, add);
        return;
      case "matrix-selector":
        checkSelector(node.selector, add);
        return;
      case "paren":
        walk(node.expr);
        return;
      case "subquery":
        walk(node.expr);
        if (typeOf(node.expr) !== "vector") {
          add(`subquery is only allowed on instant vector, got ${typeOf(node.expr)} instead`, node);
        }
        return;
      case "unary": {
        walk(node.expr);
        const type = typeOf(node.expr);
        if (type !== "scalar" && type !== "vector") {
          const only = "unary expression only allowed on expressions of type scalar or instant vector";
          add(`${only}, got ${quote(typeName(type))}`, node);
        }
        return;
      }
      case "binary":
        walk(node.left);
        walk(node.right);
        checkBinary(node);
        return;
      case "aggregate":
        checkAggregate(node);
        return;
      case "call":
        checkCall(node);
        return;
    }
  }

  function expectType(node: Expr, wanted: ValueType, context: string): void {
    walk(node);
    const found = typeOf(node);
    if (found !== wanted) add(`expected type ${typeName(wanted)} in ${context}, got ${typeName(found)}`, node);
  }

  function checkAggregate({ operator, args }: Aggregate): void {
    const vector = args.at(-1);
    if (vector) expectType(vector, "vector", "aggregation expression");
    const parameter = isAggregationWithParameter(operator) ? args[0] : undefined;
    if (parameter) expectType(parameter, operator === "count_values" ? "string" : "scalar", "aggregation parameter");
  }

  function checkCall(call: Call): void {
    const signature = functions.get(call.name);
    if (!signature) return;
    const wrong = wrongCount(call, signature);
    if (wrong !== undefined) add(wrong, call);
    const isPlain = call.name === "info" ? checkInfo(call) : undefined;
    const context = `call to function ${quote(call.name)}`;
    for (const [index, arg] of call.args.entries()) {
      // Arguments too many are not looked at; where the last may be repeated they are all like it.
      const last = signature.optional === undefined ? undefined : signature.args.at(-1);
      const wanted = signature.args[index] ?? last;
      if (wanted === undefined) break;
      if (arg !== isPlain) expectType(arg, wanted, context);
    }
  }

  /** The second argument of `info` stands for labels, and may be as wide as it likes. Returned when it is not to be checked. */
  function checkInfo(call: Call): Expr | undefined {
    const labels = call.args[1];
    if (!labels) return undefined;
    if (typeOf(labels) !== "vector") {
      add(`expected type instant vector in call to function "info", got ${typeName(typeOf(labels))}`, call);
    }
    if (labels.type !== "vector-selector") add("expected label selectors only", labels);
    else if (labels.name !== undefined) add("expected label selectors only, got vector selector instead", labels);
    else return labels;
    return undefined;
  }

  walk(expr);
  return findings;
}

type Add = (message: string, span: Span) => void;

function wrongCount({ name, args }: Call, signature: FunctionSignature): string | undefined {
  const { least, most } = argumentCounts(signature);
  const message = (count: string) => `expected ${count} argument(s) in call to ${quote(name)}, got ${args.length}`;
  if (least === most) return args.length === least ? undefined : message(`${least}`);
  if (args.length < least) return message(`at least ${least}`);
  return args.length > most ? message(`at most ${most}`) : undefined;
}

function argumentCounts({ args, optional, atMost }: FunctionSignature): { least: number; most: number } {
  if (optional === "any") return { least: args.length - 1, most: atMost ?? Number.POSITIVE_INFINITY };
  return { least: args.length - (optional ?? 0), most: args.length };
}

function checkSelector(selector: VectorSelector, add: Add): void {
  const { name, matchers } = selector;
  if (name === undefined) {
    // Otherwise a slip of the keyboard would select every series there is.
    const isEmpty = matchers.every((matcher) => compileMatcher(matcher)(""));
    if (isEmpty) add("vector selector must contain at least one non-empty matcher", selector);
    return;
  }
  for (const { label, value } of matchers.slice(1)) {
    if (label === "__name__") add(`metric name must not be set twice: ${quote(name)} or ${quote(value)}`, selector);
  }
}

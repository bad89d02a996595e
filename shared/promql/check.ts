// What the grammar lets through and Prometheus refuses: types and numbers of arguments, matching that makes no sense,
// selectors that would select everything. All mistakes are found, not only the first.
import {
  type Aggregate,
  type Binary,
  type Call,
  childrenOf,
  type Duration,
  type Expr,
  isComparison,
  isSetOperator,
  type VectorSelector,
} from "./ast";
import type { Finding } from "./diagnostics";
import { type FunctionSignature, functions, type ValueType } from "./functions";
import { compileMatcher } from "./matchers";

const typeNames: Record<ValueType, string> = {
  scalar: "a scalar",
  string: "a string",
  vector: "an instant vector",
  matrix: "a range vector",
};

/** The type that an expression has, right or wrong inside. */
export function typeOf(expr: Expr): ValueType {
  switch (expr.type) {
    case "number":
      return "scalar";
    case "string":
      return "string";
    case "vector-selector":
    case "aggregate":
      return "vector";
    case "matrix-selector":
    case "subquery":
      return "matrix";
    case "paren":
    case "unary":
      return typeOf(expr.expr);
    case "call":
      return functions.get(expr.name)?.returns ?? "vector";
    case "binary":
      return typeOf(expr.left) === "scalar" && typeOf(expr.right) === "scalar" ? "scalar" : "vector";
  }
}

/** The mistakes of a whole query, left to right. */
export function check(expr: Expr): Finding[] {
  const findings: Finding[] = [];
  walk(expr, findings);
  return findings.sort((a, b) => a.span.from - b.span.from);
}

function walk(expr: Expr, findings: Finding[]): void {
  const add = (message: string, span: { from: number; to: number } = expr) =>
    findings.push({ message, span: { from: span.from, to: span.to } });
  switch (expr.type) {
    case "vector-selector":
      checkSelector(expr, add);
      break;
    case "matrix-selector":
      checkPositive(expr.range, "a range", add);
      break;
    case "subquery":
      if (typeOf(expr.expr) !== "vector") {
        add(`a subquery needs an instant vector before the bracket, found ${typeNames[typeOf(expr.expr)]}`, expr.expr);
      }
      checkPositive(expr.range, "a range", add);
      if (expr.step) checkPositive(expr.step, "a step", add);
      break;
    case "unary":
      if (typeOf(expr.expr) !== "scalar" && typeOf(expr.expr) !== "vector") {
        add(`a sign needs a scalar or an instant vector, found ${typeNames[typeOf(expr.expr)]}`);
      }
      break;
    case "call":
      checkCall(expr, add);
      break;
    case "aggregate":
      checkAggregate(expr, add);
      break;
    case "binary":
      checkBinary(expr, add);
      break;
    case "number":
    case "string":
    case "paren":
      break;
  }
  for (const child of childrenOf(expr)) walk(child, findings);
}

type Add = (message: string, span?: { from: number; to: number }) => void;

function checkSelector(selector: VectorSelector, add: Add): void {
  const names = selector.matchers.filter(({ label, operator }) => label === "__name__" && operator === "=");
  const [first, second] = names;
  if (first && second) add(`the metric name is given twice: \`${first.value}\` and \`${second.value}\``, second);
  let matchesAll = true;
  for (const matcher of selector.matchers) {
    try {
      if (!compileMatcher(matcher)("")) matchesAll = false;
    } catch (error) {
      matchesAll = false;
      add(`\`${matcher.value}\` is not a regular expression: ${(error as Error).message}`, matcher);
    }
  }
  if (matchesAll) add("the selector needs a metric name or at least one matcher that does not match the empty text", selector);
}

function checkPositive(duration: Duration, what: string, add: Add): void {
  if (duration.type === "literal" && duration.seconds <= 0) add(`${what} must be longer than 0`, duration);
}

function checkCall(call: Call, add: Add): void {
  const signature = functions.get(call.name);
  if (!signature) {
    add(`unknown function \`${call.name}\``);
    return;
  }
  const least = leastArguments(signature);
  const most = signature.optional === "any" ? Number.POSITIVE_INFINITY : signature.args.length;
  if (call.args.length < least || call.args.length > most) {
    const wanted = least === most ? `${least}` : most === Number.POSITIVE_INFINITY ? `at least ${least}` : `${least} to ${most}`;
    add(`\`${call.name}\` takes ${wanted} argument${wanted === "1" ? "" : "s"}, found ${call.args.length}`);
    return;
  }
  for (const [index, arg] of call.args.entries()) {
    const wanted = signature.args[Math.min(index, signature.args.length - 1)];
    const found = typeOf(arg);
    if (wanted && wanted !== found) {
      const hint = wanted === "matrix" && arg.type === "vector-selector" ? "; add a range, as in `[5m]`" : "";
      add(`\`${call.name}\` expects ${typeNames[wanted]}, found ${typeNames[found]}${hint}`, arg);
    }
  }
}

function leastArguments({ args, optional }: FunctionSignature): number {
  return args.length - (optional === "any" ? 1 : (optional ?? 0));
}

/** The type of the parameter before the vector, for the aggregations that have one. */
const parameterTypes: Partial<Record<Aggregate["operator"], ValueType>> = {
  topk: "scalar",
  bottomk: "scalar",
  quantile: "scalar",
  limitk: "scalar",
  limit_ratio: "scalar",
  count_values: "string",
};

function checkAggregate({ operator, args, ...span }: Aggregate, add: Add): void {
  const parameter = parameterTypes[operator];
  const wanted: ValueType[] = parameter ? [parameter, "vector"] : ["vector"];
  if (args.length !== wanted.length) {
    add(`\`${operator}\` takes ${wanted.length} argument${wanted.length === 1 ? "" : "s"}, found ${args.length}`, span);
    return;
  }
  for (const [index, arg] of args.entries()) {
    const [expected, found] = [wanted[index], typeOf(arg)];
    if (expected && expected !== found) add(`\`${operator}\` expects ${typeNames[expected]}, found ${typeNames[found]}`, arg);
  }
}

function checkBinary(binary: Binary, add: Add): void {
  const { operator, matching } = binary;
  const [left, right] = [typeOf(binary.left), typeOf(binary.right)];
  const comparison = isComparison(operator);
  const sides = [
    { type: left, expr: binary.left },
    { type: right, expr: binary.right },
  ];
  for (const { type, expr } of sides) {
    if (type === "matrix" || type === "string") {
      add(`\`${operator}\` expects scalars or instant vectors, found ${typeNames[type]}`, expr);
    }
    if (isSetOperator(operator) && type === "scalar") add(`\`${operator}\` works on instant vectors only, found a scalar`, expr);
  }
  if (binary.returnBool && !comparison) add(`\`bool\` belongs to comparisons, not to \`${operator}\``);
  if (comparison && left === "scalar" && right === "scalar" && !binary.returnBool) {
    add(`comparing two scalars needs \`bool\`, as in \`1 ${operator} bool 2\``);
  }
  if (!matching) return;
  if (left !== "vector" || right !== "vector") {
    add(`\`${matching.mode}\` works between two instant vectors only`);
    return;
  }
  if (!matching.group) return;
  const modifier = `group_${matching.group.side}`;
  if (isSetOperator(operator)) add(`\`${modifier}\` does not go with \`${operator}\``);
  const twice = matching.mode === "on" ? matching.group.include.find((label) => matching.labels.includes(label)) : undefined;
  if (twice !== undefined) add(`the label \`${twice}\` stands both in \`on\` and in \`${modifier}\``);
}

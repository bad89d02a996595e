// The syntax tree as `/api/v1/parse_query` answers it: field for field what Prometheus's own UI draws its tree from.
import { formatFloat } from "../templates/go-float";
import {
  type Aggregate,
  type Binary,
  type Call,
  type Duration,
  type Expr,
  isAggregationWithParameter,
  isSetOperator,
  type TimeModifiers,
  type VectorSelector,
} from "./ast";
import { functions } from "./functions";
import { typeOf } from "./type-of";

/** A node: its type, and fields that are JSON. */
export interface AstJson {
  type: string;
  [field: string]: unknown;
}

export function toParseJson(expr: Expr): AstJson {
  switch (expr.type) {
    case "number":
      return { type: "numberLiteral", val: formatFloat(expr.value, "f") };
    case "string":
      return { type: "stringLiteral", val: expr.value };
    case "paren":
      return { type: "parenExpr", expr: toParseJson(expr.expr) };
    case "unary":
      return { type: "unaryExpr", op: expr.operator, expr: toParseJson(expr.expr) };
    case "vector-selector":
      return { type: "vectorSelector", ...selectorFields(expr) };
    case "matrix-selector":
      return { type: "matrixSelector", ...selectorFields(expr.selector), ...durationFields("range", expr.range) };
    case "subquery":
      return {
        type: "subquery",
        expr: toParseJson(expr.expr),
        ...durationFields("range", expr.range),
        ...durationFields("step", expr.step),
        ...timeFields(expr),
      };
    case "call":
      return call(expr);
    case "aggregate":
      return aggregate(expr);
    case "binary":
      return binary(expr);
  }
}

function selectorFields(selector: VectorSelector): Record<string, unknown> {
  const { name, matchers, extension } = selector;
  // The name's own matcher comes last.
  const ordered = name === undefined ? matchers : [...matchers.slice(1), ...matchers.slice(0, 1)];
  return {
    name: name ?? "",
    matchers: ordered.map(({ label, operator, value }) => ({ name: label, type: operator, value })),
    ...timeFields(selector),
    anchored: extension === "anchored",
    smoothed: extension === "smoothed",
  };
}

function timeFields({ at, offset }: TimeModifiers): Record<string, unknown> {
  return {
    ...durationFields("offset", offset),
    timestamp: at?.kind === "time" ? at.time : null,
    startOrEnd: at && at.kind !== "time" ? at.kind : null,
  };
}

/** A literal in milliseconds, or 0 and the calculation. */
function durationFields(name: "range" | "step" | "offset", duration: Duration | undefined): Record<string, unknown> {
  if (duration?.type !== "literal") return { [name]: 0, [`${name}Expr`]: duration ? durationPart(duration) : null };
  // Kept in whole nanoseconds, shown in whole milliseconds. Adding 0 makes a -0 plain.
  return { [name]: Math.trunc(Math.round(duration.seconds * 1e9) / 1e6) + 0, [`${name}Expr`]: null };
}

function durationPart(duration: Duration): AstJson {
  if (duration.type === "literal") {
    return { type: "numberLiteral", val: formatFloat(duration.seconds, "f"), duration: duration.isDuration ?? false };
  }
  const [op, lhs, rhs] = partsOf(duration);
  const part = (side: Duration | undefined) => (side ? durationPart(side) : null);
  return { type: "durationExpr", op, lhs: part(lhs), rhs: part(rhs), wrapped: duration.isWrapped ?? false };
}

function partsOf(duration: Exclude<Duration, { type: "literal" }>): [string, Duration?, Duration?] {
  switch (duration.type) {
    case "step":
    case "range":
      return [duration.type];
    case "min_of":
    case "max_of":
      return [duration.type, ...duration.args];
    case "unary":
      return [duration.operator, undefined, duration.expr];
    case "binary":
      return [duration.operator, duration.left, duration.right];
  }
}

function call({ name, args }: Call): AstJson {
  const signature = functions.get(name);
  if (!signature) throw new Error(`a checked query calls ${name}, which is no function`);
  const { args: argTypes, optional, atMost, returns } = signature;
  const most = optional === "any" && atMost !== undefined ? atMost - argTypes.length + 1 : -1;
  const func = { name, argTypes: [...argTypes], variadic: optional === "any" ? most : (optional ?? 0), returnType: returns };
  return { type: "call", func, args: args.map(toParseJson) };
}

function aggregate({ operator, args, grouping }: Aggregate): AstJson {
  const [parameter, vector] = isAggregationWithParameter(operator) ? args : [undefined, args[0]];
  return {
    type: "aggregation",
    op: operator,
    expr: vector ? toParseJson(vector) : null,
    param: parameter ? toParseJson(parameter) : null,
    grouping: grouping.labels,
    without: grouping.mode === "without",
  };
}

function binary(expr: Binary): AstJson {
  const isAboutVectors = typeOf(expr.left) === "vector" && typeOf(expr.right) === "vector";
  return {
    type: "binaryExpr",
    op: expr.operator,
    lhs: toParseJson(expr.left),
    rhs: toParseJson(expr.right),
    matching: isAboutVectors ? matchingOf(expr) : null,
    bool: expr.returnBool,
  };
}

function matchingOf({ operator, matching, fill }: Binary): Record<string, unknown> {
  const group = matching?.group;
  const grouped = group?.side === "left" ? "many-to-one" : "one-to-many";
  return {
    card: group ? grouped : isSetOperator(operator) ? "many-to-many" : "one-to-one",
    labels: matching?.labels ?? [],
    on: matching?.mode === "on",
    include: group?.include ?? [],
    fillValues: { lhs: fill?.left ?? null, rhs: fill?.right ?? null },
  };
}

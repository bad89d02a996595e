// The syntax tree of PromQL: all of the language, also what this machine does not evaluate itself, because rule files for
// remote servers must parse. Every node knows where it stands in the text.
import type { Matcher } from "./storage";

/** Offsets into the text: `from` included, `to` not. */
export interface Span {
  from: number;
  to: number;
}

export interface NumberLiteral extends Span {
  type: "number";
  value: number;
  /** Written as `1h30m`, and printed so. */
  isDuration?: true;
}

export interface StringLiteral extends Span {
  type: "string";
  value: string;
}

/** Pins a selector to one moment: Unix time in milliseconds, or an end of the query. */
export type AtModifier = { kind: "time"; time: number } | { kind: "start" } | { kind: "end" };

export interface TimeModifiers {
  offset?: Duration;
  at?: AtModifier;
}

/** A matcher at its place; a metric's name before the braces is the matcher `__name__=`. */
export interface SelectorMatcher extends Matcher, Span {}

export interface VectorSelector extends Span, TimeModifiers {
  type: "vector-selector";
  matchers: SelectorMatcher[];
  /** The metric's name where it stands before the braces; then it is also the first of the matchers. */
  name?: string;
  /** Prometheus's experimental ways to fill the ends of a range. */
  extension?: "anchored" | "smoothed";
}

/** `x[5m]`. The offset and `@` behind the range are the selector's own. */
export interface MatrixSelector extends Span {
  type: "matrix-selector";
  selector: VectorSelector;
  range: Duration;
}

/** `expr[30m:1m]`; without a step, the default step. */
export interface Subquery extends Span, TimeModifiers {
  type: "subquery";
  expr: Expr;
  range: Duration;
  step?: Duration;
}

export interface Call extends Span {
  type: "call";
  name: string;
  args: Expr[];
}

export interface Grouping {
  mode: "by" | "without";
  labels: string[];
}

export const aggregations = [
  "sum",
  "avg",
  "min",
  "max",
  "count",
  "group",
  "stddev",
  "stdvar",
  "quantile",
  "topk",
  "bottomk",
  "count_values",
  "limitk",
  "limit_ratio",
] as const;
export type Aggregation = (typeof aggregations)[number];

const parameterized: readonly string[] = ["topk", "bottomk", "quantile", "count_values", "limitk", "limit_ratio"];

/** Whether an aggregation takes a parameter before its vector. */
export const isAggregationWithParameter = (operator: Aggregation): boolean => parameterized.includes(operator);

/** `args` are all arguments as written: for `topk` and its like, the parameter comes first. */
export interface Aggregate extends Span {
  type: "aggregate";
  operator: Aggregation;
  args: Expr[];
  grouping: Grouping;
}

export type ArithmeticOperator = "+" | "-" | "*" | "/" | "%" | "^" | "atan2";
export type ComparisonOperator = "==" | "!=" | ">" | "<" | ">=" | "<=";
export type SetOperator = "and" | "or" | "unless";
/** Trims of native histograms. */
export type TrimOperator = "</" | ">/";
export type BinaryOperator = ArithmeticOperator | ComparisonOperator | SetOperator | TrimOperator;

export interface VectorMatching {
  mode: "on" | "ignoring";
  labels: string[];
  /** Which side may have many partners, and the labels it takes over from the other side. */
  group?: { side: "left" | "right"; include: string[] };
}

export interface Binary extends Span {
  type: "binary";
  operator: BinaryOperator;
  left: Expr;
  right: Expr;
  returnBool: boolean;
  matching?: VectorMatching;
  /** Values for elements without a partner (experimental upstream). */
  fill?: { left?: number; right?: number };
}

export interface Unary extends Span {
  type: "unary";
  operator: "+" | "-";
  expr: Expr;
}

export interface Paren extends Span {
  type: "paren";
  expr: Expr;
}

export type Expr =
  | NumberLiteral
  | StringLiteral
  | VectorSelector
  | MatrixSelector
  | Subquery
  | Call
  | Aggregate
  | Binary
  | Unary
  | Paren;

/** What a length of time carries beside its value, for printing it as it was written. */
interface DurationPart extends Span {
  /** In parentheses of its own. A literal forgets them. */
  isWrapped?: true;
  /** Where parentheses around it end: behind `to`, which is that of the inside. */
  end?: number;
}

/** A length of time as written: mostly a literal, but Prometheus 3 allows arithmetic, the query's step and its range. */
export type Duration =
  | (DurationPart & { type: "literal"; seconds: number; isDuration?: true })
  | (DurationPart & { type: "step" })
  | (DurationPart & { type: "range" })
  | (DurationPart & { type: "min_of" | "max_of"; args: [Duration, Duration] })
  | (DurationPart & { type: "unary"; operator: "+" | "-"; expr: Duration })
  | (DurationPart & { type: "binary"; operator: "+" | "-" | "*" | "/" | "%" | "^"; left: Duration; right: Duration });

/** A query that was parsed and found right, with its text, so that whoever runs it can say where something went wrong. */
export interface Query {
  text: string;
  expr: Expr;
}

export const isComparison = (operator: BinaryOperator): operator is ComparisonOperator =>
  ["==", "!=", ">", "<", ">=", "<="].includes(operator);

export const isSetOperator = (operator: BinaryOperator): operator is SetOperator =>
  operator === "and" || operator === "or" || operator === "unless";

/** The expressions directly inside one, left to right. */
export function childrenOf(expr: Expr): Expr[] {
  switch (expr.type) {
    case "number":
    case "string":
    case "vector-selector":
      return [];
    case "matrix-selector":
      return [expr.selector];
    case "subquery":
    case "unary":
    case "paren":
      return [expr.expr];
    case "call":
    case "aggregate":
      return expr.args;
    case "binary":
      return [expr.left, expr.right];
  }
}

/** The expression without the parentheses around it. */
export function unwrap(expr: Expr): Expr {
  let inner = expr;
  while (inner.type === "paren") inner = inner.expr;
  return inner;
}

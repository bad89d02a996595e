// The syntax tree of LogQL: all of Loki's language, also what this machine does not evaluate itself. Every node knows where it
// stands in the text, so that a click can change a query without touching what somebody wrote around it.
import type { Span } from "../promql/ast";
import type { BinaryOperator, RangeOperation, VectorOperation } from "./words";

export type { Span } from "../promql/ast";

export type MatchOperator = "=" | "!=" | "=~" | "!~";

export interface LogqlMatcher extends Span {
  name: string;
  operator: MatchOperator;
  value: string;
}

/** From `{` to `}`. */
export interface Selector extends Span {
  matchers: LogqlMatcher[];
}

export type LineFilterOperator = "|=" | "|~" | "|>" | "!=" | "!~" | "!>";

/** One of the texts behind a line filter; `isIp`: the line has an address in this range. */
export interface LineFilterValue extends Span {
  value: string;
  isIp: boolean;
}

/** `|= "a" or "b"`: one of them is in the line; of the negative operators, none of them is. */
export interface LineFilter extends Span {
  type: "line-filter";
  operator: LineFilterOperator;
  values: LineFilterValue[];
}

/** `name="expression"` behind `json` and `logfmt`; a name alone is its own expression. */
export interface Extraction extends Span {
  name: string;
  expression: string;
}

export type CompareOperator = "==" | "!=" | ">" | ">=" | "<" | "<=";

/** A condition on a label. Durations are in seconds, sizes in bytes. */
export type LabelFilter =
  | (Span & { type: "match"; name: string; operator: MatchOperator; value: string })
  | (Span & { type: "ip"; name: string; operator: "=" | "!="; value: string })
  | (Span & {
      type: "compare";
      name: string;
      operator: CompareOperator;
      unit: "number" | "duration" | "bytes";
      amount: number;
      /** As it was written: `1.5KiB`. */
      text: string;
    })
  | (Span & { type: "both" | "either"; left: LabelFilter; right: LabelFilter });

/** `new=old` or `new="template"`. */
export interface LabelFormat extends Span {
  name: string;
  source: { kind: "label"; name: string } | { kind: "template"; text: string; span: Span };
}

/** A label of `drop` and `keep`: any of this name, or one that matches. */
export interface LabelChoice extends Span {
  name: string;
  matcher?: { operator: MatchOperator; value: string };
}

export type Stage =
  | LineFilter
  | (Span & { type: "json"; extractions: Extraction[] })
  | (Span & { type: "logfmt"; isStrict: boolean; keepsEmpty: boolean; extractions: Extraction[] })
  | (Span & { type: "regexp" | "pattern"; pattern: string; value: Span })
  | (Span & { type: "unpack" | "decolorize" })
  | (Span & { type: "label-filter"; filter: LabelFilter })
  | (Span & { type: "line-format"; template: string; value: Span })
  | (Span & { type: "label-format"; formats: LabelFormat[] })
  | (Span & { type: "drop" | "keep"; labels: LabelChoice[] });

/** A log query; `from` to `to` without parentheses around it. */
export interface LogExpr extends Span {
  type: "log";
  selector: Selector;
  stages: Stage[];
}

/** Takes the number out of a label; only lines that pass the filters count. */
export interface Unwrap extends Span {
  label: string;
  conversion?: "bytes" | "duration" | "duration_seconds";
  filters: (Span & { filter: LabelFilter })[];
}

/** A length of time in seconds, at its place. */
export interface Length extends Span {
  seconds: number;
  text: string;
}

/** Lines of a window that ends at the moment of evaluation. */
export interface LogRange {
  log: LogExpr;
  unwrap?: Unwrap;
  /** Brackets included. */
  range: Length;
  /** The word `offset` included. */
  offset?: Length;
}

export interface Grouping extends Span {
  mode: "by" | "without";
  labels: string[];
}

export interface VectorMatching {
  mode: "on" | "ignoring";
  labels: string[];
  group?: { side: "left" | "right"; include: string[] };
}

export type RangeAggregation = Span &
  LogRange & {
    type: "range-aggregation";
    operation: RangeOperation;
    /** Where the operation's name stands. */
    name: Span;
    parameter?: number;
    grouping?: Grouping;
  };

export interface VectorAggregation extends Span {
  type: "vector-aggregation";
  operation: VectorOperation;
  name: Span;
  parameter?: { value: number; text: string };
  grouping?: Grouping;
  expr: MetricExpr;
}

export interface Binary extends Span {
  type: "binary";
  operator: BinaryOperator;
  left: MetricExpr;
  right: MetricExpr;
  returnBool: boolean;
  matching?: VectorMatching;
}

export type MetricExpr =
  | RangeAggregation
  | VectorAggregation
  | Binary
  | (Span & { type: "number"; value: number })
  /** One sample without labels. */
  | (Span & { type: "vector"; value: number })
  | (Span & {
      type: "label-replace";
      expr: MetricExpr;
      destination: string;
      replacement: string;
      source: string;
      pattern: string;
      patternSpan: Span;
    })
  | (Span & { type: "paren"; expr: MetricExpr })
  /** Several metrics of one reading of the lines. */
  | (Span & { type: "variants"; exprs: MetricExpr[]; of: LogRange });

export type LogqlExpr = LogExpr | MetricExpr;

/** A whole query, right in every way we can tell. */
export type LogqlQuery =
  | { kind: "lines"; text: string; selector: Selector; stages: Stage[]; expr: LogExpr }
  | { kind: "metric"; text: string; expr: MetricExpr };

// The words of PromQL, and how Prometheus calls each in its error messages.
import { type Aggregation, aggregations, type BinaryOperator, type Span } from "../ast";
import { quote } from "../go-text";
import { byteLength } from "../utf8";

const matchOperators = ["=", "!=", "=~", "!~"] as const;
export type MatchOperator = (typeof matchOperators)[number];

const binaryOperators = [..."+ - * / % ^ atan2 == != > < >= <= </ >/ and or unless".split(" ")] as BinaryOperator[];

const keywords = [
  "offset",
  "smoothed",
  "anchored",
  "by",
  "without",
  "on",
  "ignoring",
  "group_left",
  "group_right",
  "fill",
  "fill_left",
  "fill_right",
  "bool",
] as const;
export type Keyword = (typeof keywords)[number];

/** Words that are functions behind a parenthesis; some of them also stand inside a duration or behind an `@`. */
const builtIns = ["start", "end", "step", "range", "max_of", "min_of"] as const;
export type BuiltIn = (typeof builtIns)[number];

/** What has a text of its own is a kind of its own; `eof` is the end of the query. */
export type TokenKind =
  | "eof"
  | "identifier"
  | "metric-identifier"
  | "number"
  | "duration"
  | "string"
  | "("
  | ")"
  | "{"
  | "}"
  | "["
  | "]"
  | ","
  | ":"
  | "@"
  | MatchOperator
  | BinaryOperator
  | Aggregation
  | Keyword
  | BuiltIn;

export interface Token extends Span {
  kind: TokenKind;
  /** As written: keywords are known in any case. */
  text: string;
}

const words = new Map<string, TokenKind>([
  ...(["and", "or", "unless", "atan2", ...aggregations, ...keywords, ...builtIns] as TokenKind[]).map(
    (word) => [word, word] as const,
  ),
  ["inf", "number"],
  ["nan", "number"],
]);

/** The kind of a word that means something by itself; undefined for a name. */
export const kindOfWord = (word: string): TokenKind | undefined => words.get(word.toLowerCase());

const memberOf = <T extends string>(members: readonly T[]) => {
  const set = new Set<string>(members);
  return (kind: string): kind is T => set.has(kind);
};

export const isBinaryOperator = memberOf(binaryOperators);
export const isMatchOperator = memberOf(matchOperators);
export const isAggregation = memberOf(aggregations);
export const isBuiltIn = memberOf(builtIns);
const isKeyword = memberOf(keywords);

/** Words that may also be the name of a metric; `bool`, `on` and their like would make `a + on (b) c` mean two things. */
export const isMetricName = memberOf<TokenKind>([
  ...aggregations,
  ...builtIns,
  "identifier",
  "metric-identifier",
  "by",
  "fill",
  "fill_left",
  "fill_right",
  "and",
  "or",
  "unless",
  "offset",
  "without",
  "anchored",
  "smoothed",
]);

/** Words that may be the name of a label in `by (…)` and its like. */
export const isLabelName = memberOf<TokenKind>([
  ...aggregations,
  ...builtIns,
  ...keywords.filter((keyword) => keyword !== "without"),
  "identifier",
  "metric-identifier",
  "and",
  "or",
  "unless",
  "atan2",
]);

/** Whether an expression can begin with a token of a kind. */
export const canBegin = (kind: TokenKind): boolean =>
  isMetricName(kind) || ["number", "duration", "string", "+", "-", "(", "{"].includes(kind);

/** A token in Prometheus's words: `<op:+>`, `identifier "x"`, `end of input`. */
export function describe({ kind, text }: Token): string {
  switch (kind) {
    case "eof":
      return "end of input";
    case "identifier":
      return `identifier ${quote(text)}`;
    case "metric-identifier":
      return `metric identifier ${quote(text)}`;
    case "number":
    case "duration":
    case "string":
      return `${kind} ${quoteShort(text)}`;
    default:
      if (isKeyword(kind)) return `<${text}>`;
      if (kind !== "=" && (isBinaryOperator(kind) || isMatchOperator(kind) || kind === "@")) return `<op:${text}>`;
      return isAggregation(kind) ? `<aggr:${text}>` : quote(text);
  }
}

/** Long literals are cut to ten characters; what counts as long is measured in bytes. */
function quoteShort(text: string): string {
  if (text.length <= 10 && byteLength(text) <= 10) return quote(text);
  return `${quote([...text.slice(0, 20)].slice(0, 10).join(""))}...`;
}

// Where in a half-typed LogQL query the cursor stands, and with that what can come next.
import { type LogQuery, logQueryNear, queryOf, stagesOf } from "./log-query";
import { otherMatchers } from "./other-matchers";
import { type Group, groupsOf, type Item, tokensOf } from "./scan";

/** A value's quotes as far as they are written: none, or the one it begins with. */
export type Quote = '"' | "`" | undefined;

/** What is typed of the word so far, and where it begins. */
interface Typed {
  from: number;
  typed: string;
}

interface InValue extends Typed {
  name: string;
  operator: string;
  quote: Quote;
  /** The selector of the lines that are meant. */
  selector?: string | undefined;
}

/** `query`: the log query as it is written in front of the stage in which the cursor is. */
export type CursorPlace =
  | ({ kind: "expression" } & Typed)
  | ({ kind: "behind-call" } & Typed)
  | ({ kind: "label-name"; selector?: string | undefined } & Typed)
  | ({ kind: "label-operator" } & Typed)
  | ({ kind: "label-value" } & InValue)
  /** Behind a pipe, which stands at `pipe`. */
  | ({ kind: "stage"; query: LogQuery; pipe: number } & Typed)
  | ({ kind: "behind-stage" } & Typed)
  | ({ kind: "field"; use: "filter" | "unwrap" | "name"; query: LogQuery } & Typed)
  | ({ kind: "field-operator" } & Typed)
  | ({ kind: "field-value" } & InValue)
  | ({ kind: "behind-filter" } & Typed)
  | ({ kind: "duration" } & Typed)
  | ({ kind: "grouping"; query?: LogQuery | undefined } & Typed);

interface Cursor extends Typed {
  text: string;
  at: number;
  quote: Quote;
}

/** What the cursor is in; undefined in comments, in free text, and where nothing that could be listed comes next. */
export function placeAt(text: string, at: number): CursorPlace | undefined {
  const before = text.slice(0, at);
  const last = tokensOf(before).at(-1);
  if (last?.kind === "comment" && !before.endsWith("\n")) return undefined;
  const begun = last?.to === at && ["word", "number", "openString"].includes(last.kind) ? last : undefined;
  const isQuoted = begun?.kind === "openString";
  const from = begun ? begun.from : at;
  const cursor: Cursor = {
    text,
    at,
    from: isQuoted ? from + 1 : from,
    typed: isQuoted ? begun.text.slice(1) : (begun?.text ?? ""),
    quote: isQuoted ? (begun.text.startsWith("`") ? "`" : '"') : undefined,
  };
  const { items, open } = groupsOf(before.slice(0, from));
  const inner = open.at(-1);
  if (inner?.text === "{") return inSelector(inner, cursor);
  if (inner?.text === "[") return isQuoted ? undefined : { kind: "duration", ...typedAt(cursor) };
  return inLevel([items, ...open.map((group) => group.items)], cursor);
}

const isSelector = (item: Item): item is Group => item.kind === "group" && item.text === "{";
const typedAt = ({ from, typed }: Cursor): Typed => ({ from, typed });

function inSelector(group: Group, cursor: Cursor): CursorPlace | undefined {
  const part = group.items.slice(group.items.findLastIndex(({ text, kind }) => kind === "sign" && text === ",") + 1);
  const [name, operator] = part;
  const selector = otherMatchers(group, cursor.text, cursor.at, cursor.quote);
  if (name === undefined) return cursor.quote ? undefined : { kind: "label-name", selector, ...typedAt(cursor) };
  if (operator === undefined) return { kind: "label-operator", ...typedAt(cursor) };
  if (part.length > 2) return undefined;
  return { kind: "label-value", name: name.text, operator: operator.text, quote: cursor.quote, selector, ...typedAt(cursor) };
}

/** `levels`: the items around the cursor by brackets, the innermost last; all but that end in the bracket they are left by. */
function inLevel(levels: readonly Item[][], cursor: Cursor): CursorPlace | undefined {
  const level = levels.at(-1) ?? [];
  const selector = level.findLast(isSelector);
  if (selector) return inPipeline(level, selector, cursor);
  const outer = levels.slice(0, -1).map((items) => items.slice(0, -1));
  const opener = outer.at(-1)?.at(-1);
  const word = opener?.kind === "word" ? opener.text : "";
  if (/^(by|without|on|ignoring|group_left|group_right)$/.test(word)) {
    return cursor.quote ? undefined : { kind: "grouping", query: logQueryNear(cursor.text, cursor.at), ...typedAt(cursor) };
  }
  // Brackets inside of a stage: of a label filter, of what unwraps, or of `ip`.
  for (const around of outer.toReversed()) {
    const selectorAround = around.findLast(isSelector);
    if (!selectorAround) continue;
    const { stages, start } = stagesOf(around, selectorAround);
    if (word === "ip" || start?.text !== "|") return undefined;
    const query = queryOf(selectorAround, stages.slice(0, -1), cursor.text);
    if (stages.at(-1)?.[1]?.text === "unwrap") return { kind: "field", use: "unwrap", query, ...typedAt(cursor) };
    return inFilter(level, query, cursor);
  }
  return inExpression(level, cursor);
}

function inPipeline(level: readonly Item[], selector: Group, cursor: Cursor): CursorPlace | undefined {
  const { stages, start } = stagesOf(level, selector);
  const here = typedAt(cursor);
  const stage = stages.at(-1);
  if (level.some((item) => item.kind === "group" && item.text === "["))
    return cursor.quote ? undefined : { kind: "behind-call", ...here };
  if (!stage || !start) return cursor.quote ? undefined : { kind: "behind-stage", ...here };
  const last = stage.at(-1);
  if (start.text !== "|") {
    // Behind a line filter's operator comes free text.
    return stage.length === 1 || cursor.quote || last?.text === "or" ? undefined : { kind: "behind-stage", ...here };
  }
  const query = queryOf(selector, stages.slice(0, -1), cursor.text);
  const rest = stage.slice(1);
  const [first] = rest;
  if (first === undefined) return cursor.quote ? undefined : { kind: "stage", query, pipe: start.from, ...here };
  const isFirst = rest.length === 1;
  switch (first.kind === "word" ? first.text : "") {
    case "json":
    case "logfmt":
    case "decolorize":
    case "unpack":
      return cursor.quote ? undefined : { kind: "behind-stage", ...here };
    case "regexp":
    case "pattern":
    case "line_format":
      return isFirst || cursor.quote ? undefined : { kind: "behind-stage", ...here };
    case "unwrap":
      return isFirst ? { kind: "field", use: "unwrap", query, ...here } : { kind: "behind-stage", ...here };
    case "drop":
    case "keep":
      return inFilter(rest.slice(1), query, cursor, "name");
    case "label_format":
      if (last?.text === "=") return cursor.quote ? undefined : { kind: "field", use: "name", query, ...here };
      return isFirst || last?.text === "," || cursor.quote ? undefined : { kind: "behind-stage", ...here };
    default:
      return inFilter(rest, query, cursor);
  }
}

/** In a label filter, or in the labels of `drop` and `keep`, which are written alike. */
function inFilter(
  items: readonly Item[],
  query: LogQuery,
  cursor: Cursor,
  use: "filter" | "name" = "filter",
): CursorPlace | undefined {
  let wants: "name" | "operator" | "value" | "more" = "name";
  let name = "";
  let operator = "";
  for (const item of items) {
    if (item.text === "," || (wants === "more" && /^(and|or)$/.test(item.text))) wants = "name";
    else if (wants === "name") {
      name = item.text;
      wants = item.kind === "group" ? "more" : "operator";
    } else if (wants === "operator") {
      operator = item.text;
      wants = "value";
    } else if (item.kind !== "sign" && item.text !== "ip") wants = "more";
  }
  const here = typedAt(cursor);
  if (wants === "value") return { kind: "field-value", name, operator, quote: cursor.quote, selector: query.selector, ...here };
  if (cursor.quote) return undefined;
  if (wants === "name") return { kind: "field", use, query, ...here };
  // A label of `drop` and `keep` is whole without a value.
  if (wants === "operator") return { kind: use === "name" ? "behind-stage" : "field-operator", ...here };
  return { kind: use === "name" ? "behind-stage" : "behind-filter", ...here };
}

function inExpression(level: readonly Item[], cursor: Cursor): CursorPlace | undefined {
  if (cursor.quote) return undefined;
  const last = level.at(-1);
  const here = typedAt(cursor);
  if (!last || (last.kind === "sign" && /^[-+*/%^,<>]|[=!]=$/.test(last.text))) return { kind: "expression", ...here };
  if (last.kind === "word" && /^(and|or|unless|bool)$/.test(last.text)) return { kind: "expression", ...here };
  return { kind: "behind-call", ...here };
}

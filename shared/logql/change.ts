// Queries changed by a click. The text is edited at its places and not printed anew, so that comments, blanks and everything that
// somebody wrote stay as they are. In a metric query each of its log queries is changed.
import { AppError } from "../model/failure";
import type { LabelFilter, LineFilter, MatchOperator, Span, Stage } from "./ast";
import { isRangeFirst, type LogPart, logPartsOf } from "./log-ranges";
import { parseLogql } from "./parse";
import { printLogql } from "./print";
import { canName, quoted, writable } from "./quoted";

export interface LabelCondition {
  name: string;
  op: MatchOperator;
  value: string;
  /** The stage that makes the label out of the line; added where it is not there yet. */
  parser?: "json" | "logfmt";
}

/** A stretch of the text and what stands in its place. */
interface Edit extends Span {
  text: string;
}

/**
 * The query asks for a label as well: of the stream in its selector, of the line in its pipeline. What says the opposite of the
 * same value is replaced, and so is another value that was asked for. Throws `bad-query` when the expression does not parse.
 */
export function withLabelFilter(expr: string, condition: LabelCondition, where: "selector" | "pipeline"): string {
  // Loki writes `_` for every sign in a field's name that a label's cannot have.
  const name = condition.name.replace(/[^A-Za-z0-9_]/g, "_").replace(/^(?=\d)/, "_");
  if (!canName(name)) {
    throw new AppError({
      kind: "not-supported",
      say: `LogQL has a word \`${name}\`, so that no query can name a label like this.`,
    });
  }
  const named = { ...condition, name, value: writable(condition.value) };
  return changed(expr, (part, text) => (where === "selector" ? inSelector(part, named) : inPipeline(part, named, text)));
}

/** The query asks for a text in its lines as well, or for lines without it. */
export function withLineFilter(expr: string, { op, text: wanted }: { op: "|=" | "!="; text: string }): string {
  const text = writable(wanted);
  return changed(expr, ({ log, ...window }) => {
    const filters = log.stages.filter((stage) => stage.type === "line-filter").filter((stage) => isOf(stage, text));
    if (filters.some((filter) => filter.operator === op)) return [];
    const opposite = filters.find((filter) => filter.operator === (op === "|=" ? "!=" : "|="));
    if (opposite) return [{ from: opposite.from, to: opposite.to, text: `${op} ${quoted(text)}` }];
    return [stageAt({ log, ...window }, placeOfLineFilter(log.stages), `${op} ${quoted(text)}`)];
  });
}

function changed(expr: string, editsOf: (part: LogPart, text: string) => Edit[]): string {
  const first = edited(expr, editsOf);
  if (parses(first)) return first;
  // Where the range stands behind parentheses, nothing can be added at any place: written the other way round it can.
  return edited(printLogql(parseLogql(expr)), editsOf);
}

function parses(expr: string): boolean {
  try {
    parseLogql(expr);
    return true;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return false;
  }
}

function edited(expr: string, editsOf: (part: LogPart, text: string) => Edit[]): string {
  const edits = logPartsOf(parseLogql(expr)).flatMap((part) => editsOf(part, expr));
  edits.sort((a, b) => b.from - a.from);
  let text = expr;
  for (const edit of edits) {
    const after = text.slice(edit.to);
    // Nothing grows together with what stood there.
    const gap = edit.text === "" || /^(?:$|[\s),}])/.test(after) ? "" : " ";
    text = text.slice(0, edit.from) + edit.text + gap + after;
  }
  return text;
}

const opposites: Record<MatchOperator, MatchOperator> = { "=": "!=", "!=": "=", "=~": "!~", "!~": "=~" };

/** What a new condition replaces: its opposite, and of `=` another value, as a label has only one. */
const isReplaced = (old: { operator: MatchOperator; value: string }, { op, value }: LabelCondition): boolean =>
  old.value === value ? old.operator === opposites[op] : op === "=" && old.operator === "=";

function inSelector({ log: { selector } }: LogPart, condition: LabelCondition): Edit[] {
  const { name, op, value } = condition;
  const same = selector.matchers.filter((matcher) => matcher.name === name);
  if (same.some((matcher) => matcher.operator === op && matcher.value === value)) return [];
  const written = `${name}${op}${quoted(value)}`;
  const old = same.find((matcher) => isReplaced(matcher, condition));
  const rest = selector.matchers.filter((matcher) => matcher !== old);
  // A selector has to ask for something: what is left asks for the label itself where it asks for nothing else.
  const asks = isAsking(op, value) || rest.some((matcher) => isAsking(matcher.operator, matcher.value));
  const text = asks ? written : `${name}=~".+", ${written}`;
  if (old) return [{ from: old.from, to: old.to, text }];
  const last = selector.matchers.at(-1);
  const at = last?.to ?? selector.from + 1;
  return [{ from: at, to: at, text: last ? `, ${text}` : text }];
}

const isAsking = (operator: MatchOperator, value: string): boolean =>
  (operator === "=" && value !== "") || (operator === "=~" && canAsk(value));

/** Patterns that the empty text satisfies are few, and written so. */
const canAsk = (pattern: string): boolean => parses(`{a=~${quoted(pattern)}}`);

function inPipeline(part: LogPart, condition: LabelCondition, text: string): Edit[] {
  const { name, op, value, parser } = condition;
  const { stages } = part.log;
  const same = stages.flatMap((stage) => (stage.type === "label-filter" && isMatch(stage.filter, name) ? [stage.filter] : []));
  if (same.some((filter) => filter.operator === op && filter.value === value)) return [];
  const written = `${name}${op}${quoted(value)}`;
  const old = same.find((filter) => isReplaced(filter, condition));
  if (old) return [{ from: old.from, to: old.to, text: isWrapped(text, old) ? `(${written})` : written }];
  const isParsed = parser === undefined || stages.some((stage) => makes(stage, parser, name));
  return [stageAt(part, stages.length, isParsed ? `| ${written}` : `| ${parser} | ${written}`)];
}

const isWrapped = (text: string, { from }: Span): boolean => text[from] === "(";

type MatchFilter = Extract<LabelFilter, { type: "match" }>;
const isMatch = (filter: LabelFilter, name: string): filter is MatchFilter => filter.type === "match" && filter.name === name;

function makes(stage: Stage, parser: "json" | "logfmt", name: string): boolean {
  if (stage.type !== "json" && stage.type !== "logfmt") return false;
  if (stage.extractions.length > 0) return stage.extractions.some((extraction) => extraction.name === name);
  return stage.type === parser;
}

const isOf = ({ operator, values }: LineFilter, text: string): boolean =>
  (operator === "|=" || operator === "!=") && values.length === 1 && values[0]?.isIp === false && values[0].value === text;

/** Lines are filtered before they are parsed, which is quick, unless a stage makes other lines of them. */
function placeOfLineFilter(stages: readonly Stage[]): number {
  if (stages.some(({ type }) => type === "line-format" || type === "unpack" || type === "decolorize")) return stages.length;
  const firstOther = stages.findIndex(({ type }) => type !== "line-filter");
  return firstOther < 0 ? stages.length : firstOther;
}

/** A new stage behind so many of those that are there. */
function stageAt(part: LogPart, index: number, stage: string): Edit {
  const before = part.log.stages[index - 1];
  const window = isRangeFirst(part) ? (part.offset ?? part.range) : undefined;
  const at = (before ?? window ?? part.log.selector).to;
  return { from: at, to: at, text: ` ${stage}` };
}

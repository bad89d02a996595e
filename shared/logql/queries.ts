// Parts of queries, and queries made of labels.
import { AppError } from "../model/failure";
import type { Labels } from "../model/labels";
import type { LineFilter, LogqlQuery } from "./ast";
import { parsePattern } from "./line-pattern";
import { isRangeFirst, logPartsOf } from "./log-ranges";
import { parseLogql } from "./parse";
import { printLog } from "./print";
import { canName, quoted } from "./quoted";

/** Undefined when it does not parse. */
function parsed(expr: string): LogqlQuery | undefined {
  try {
    return parseLogql(expr);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return undefined;
  }
}

const firstPart = (expr: string) => {
  const query = parsed(expr);
  return query && logPartsOf(query)[0];
};

/** The log query inside of a metric query, the first where there are several; a log query is its own. */
export function linesOf(expr: string): string | undefined {
  const part = firstPart(expr);
  if (!part) return undefined;
  return isRangeFirst(part) ? printLog(part.log) : expr.slice(part.log.from, part.log.to);
}

/** `{…}` of the first log query; undefined when the expression does not parse or reads no logs. */
export function selectorOf(expr: string): string | undefined {
  const part = firstPart(expr);
  return part && expr.slice(part.log.selector.from, part.log.selector.to);
}

/** `{a="b", c="d"}`, of the labels that a query can name. */
export function selectorFor(labels: Labels): string {
  const pairs = Object.entries(labels).filter(([name, value]) => value !== "" && canName(name));
  pairs.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${pairs.map(([name, value]) => `${name}=${quoted(value)}`).join(", ")}}`;
}

/** Lines per step (such as `30s`) by what they say of their level. Throws `bad-query` when the expression does not parse. */
export function volumeQuery(expr: string, step: string): string {
  const lines = linesOf(expr);
  if (lines === undefined) {
    parseLogql(expr);
    throw new AppError({ kind: "bad-query", say: "The query reads no logs: there is no volume to show." });
  }
  return `sum by (level, detected_level) (count_over_time(${lines} [${step}]))`;
}

/** What lines are searched for by a query's positive line filters. */
export interface SearchTerm {
  text: string;
  isRegex: boolean;
  ignoresCase: boolean;
}

const caseFlag = /^\(\?i\)/;

export function searchTerms(expr: string): SearchTerm[] {
  const part = firstPart(expr);
  if (!part) return [];
  return part.log.stages
    .flatMap((stage) => (stage.type === "line-filter" ? termsOf(stage) : []))
    .filter(({ text }) => text !== "");
}

function termsOf({ operator, values }: LineFilter): SearchTerm[] {
  const texts = values.filter(({ isIp }) => !isIp).map(({ value }) => value);
  if (operator === "|=") return texts.map((text) => ({ text, isRegex: false, ignoresCase: false }));
  if (operator === "|~") {
    return texts.map((text) => ({ text: text.replace(caseFlag, ""), isRegex: true, ignoresCase: caseFlag.test(text) }));
  }
  return operator === "|>" ? texts.flatMap(literalsOf) : [];
}

/** Blanks and single signs between captures are in every line. */
function literalsOf(pattern: string): SearchTerm[] {
  const parts = parsePattern(pattern, "filter");
  if (typeof parts === "string") return [];
  return parts
    .flatMap((part) => (part.kind === "literal" && part.text.trim().length > 1 ? [part.text.trim()] : []))
    .map((text) => ({ text, isRegex: false, ignoresCase: false }));
}

// Puts what is chosen into the texts of a dashboard. Each text is gone through once: what a value holds is never filled again.
import { isAllChosen } from "./choose";
import { encodeStrictly, formatValues } from "./formats";
import { type LinkValues, linkValue } from "./link-values";
import { fillTimeFilters, macroText } from "./macros";
import { fillQuoted, type Insert } from "./query-text";
import { type Reference, replaceReferences } from "./references";
import { type Scope, type Values, valuesOf } from "./scope";
import { readVariableQuery } from "./variable-query";

/**
 * A query in PromQL or LogQL. Values are escaped for the place where they stand, so that none of them can end the string that it
 * is in; those of a variable that may be several become a regular expression.
 */
export function fillQuery(expr: string, scope: Scope): string {
  return fillQuoted(fillTimeFilters(expr, scope), (reference) => queryInsert(reference, scope));
}

function queryInsert(reference: Reference, scope: Scope): Insert | undefined {
  const macro = macroText(reference, scope);
  if (macro !== undefined) return { text: macro };
  const found = valuesOf(reference.name, scope);
  if (!found) return undefined;
  const { values, isPattern, instead } = found;
  if (isPattern && values.length === 0 && instead === undefined) return { text: "", inString: nothing };
  const format = reference.format ?? fieldFormat(reference);
  if (instead !== undefined && format !== "text") return { text: fillInstead(instead, reference.name, scope), isWritten: true };
  // The format `regex` says what the string has to hold; any other may be meant to bring its own escapes along.
  if (format !== undefined) return { text: formatted(reference.name, found, format, scope), isWritten: format !== "regex" };
  if (!isPattern) return { text: formatted(reference.name, found, "csv", scope) };
  const pattern = formatted(reference.name, found, "regex", scope);
  if (pattern.length > longestPattern && areAllOfLabel(reference.name, scope)) return { text: ".+", isWritten: true };
  return { text: pattern, isPattern: true };
}

/** Thousands of values side by side are more than a source reads gladly, and soon more than it reads at all. */
const longestPattern = 20_000;

/** All values that a label has, of one metric at most and none of them left out: any value at all then means the same. */
function areAllOfLabel(name: string, { variables, locals }: Scope): boolean {
  const scoped = variables.get(name);
  if (scoped?.variable.kind !== "query" || locals?.has(name)) return false;
  const { query, regex } = scoped.variable;
  const asked = readVariableQuery(query);
  const isOfAll = asked?.kind === "label-values" && !asked.matcher?.includes("{");
  return isAllChosen(scoped.chosen) && regex === "" && isOfAll;
}

/** No label has this value, so that an empty choice finds nothing, where an empty text would find what lacks the label. */
const nothing = "__empty__";

/** The text for “all” may itself name variables; but not the one that it is of. */
function fillInstead(text: string, name: string, scope: Scope): string {
  const others = new Map(scope.variables);
  others.delete(name);
  return replaceReferences(text, (reference) => plain(reference, { ...scope, variables: others }, "regex"));
}

/** A text that people read: a title, a legend, the source of a Markdown panel. */
export function fillText(text: string, scope: Scope): string {
  return replaceReferences(text, (reference) => plain(reference, scope, "text"));
}

/** A name, such as that of a source or a label: of what is chosen, the first value as it is. */
export function fillName(name: string, scope: Scope): string {
  return replaceReferences(name, (reference) => macroText(reference, scope) ?? firstValue(reference, scope));
}

function firstValue({ name }: Reference, scope: Scope): string | undefined {
  const found = valuesOf(name, scope);
  return found && (found.values[0] ?? "");
}

/** A regular expression of a variable's own, which finds the values as they are. */
export function fillRegex(pattern: string, scope: Scope): string {
  return replaceReferences(pattern, (reference) => plain(reference, scope, "regex"));
}

/** An address. Values are escaped for it, but for one that is the address or its beginning. */
export function fillUrl(url: string, scope: Scope, link?: LinkValues): string {
  return replaceReferences(url, (reference, at) => {
    const ofLink = link && linkValue(reference, link);
    const { format } = reference;
    if (ofLink !== undefined) return at === 0 || format === "raw" ? ofLink : encodeStrictly(ofLink);
    const macro = macroText(reference, scope);
    if (macro !== undefined) return isPartOfAddress(reference.name) ? macro : encodeStrictly(macro);
    const isFinished =
      at === 0 || (format !== undefined && /^(?:raw|percentencode|uriencode|(?:custom)?queryparam)/.test(format));
    const filled = plain(reference, scope, isFinished ? "raw" : "percentencode");
    return filled === undefined || isFinished || format === undefined ? filled : encodeStrictly(filled);
  });
}

const isPartOfAddress = (name: string): boolean => name === "__url_time_range" || name === "__all_variables";

function plain(reference: Reference, scope: Scope, usual: string): string | undefined {
  const macro = macroText(reference, scope);
  if (macro !== undefined) return macro;
  const found = valuesOf(reference.name, scope);
  return found && formatted(reference.name, found, reference.format ?? fieldFormat(reference) ?? usual, scope);
}

/** `${name.text}` is what people read, `${name.value}` what queries get. */
const fieldFormat = ({ field }: Reference): string | undefined =>
  field === "text" ? "text" : field === "value" ? "raw" : undefined;

function formatted(name: string, { values, texts, isPattern, instead }: Values, format: string, scope: Scope): string {
  // The address of a dashboard says that all are chosen, not what that means today.
  const isForAddress = /^(?:custom)?queryparam/.test(format);
  const shown = isForAddress ? (scope.locals?.has(name) ? values : (scope.variables.get(name)?.chosen.values ?? values)) : values;
  if (instead !== undefined && !isForAddress && format !== "text") return fillInstead(instead, name, scope);
  // A copy of a repeated panel stands for one value only.
  const isList = isPattern && !scope.locals?.has(name);
  return formatValues(format, { name, values: shown, texts, isPattern: isList, timeZone: scope.timeZone });
}

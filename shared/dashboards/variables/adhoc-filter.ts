// The filters of an adhoc variable: as an address has them (`job|=|node`), and as matchers of PromQL.
import { quote } from "../../promql/go-text";
import { escapeRegex } from "./formats";
import type { ScopedVariable } from "./scope";

export interface AdhocFilter {
  key: string;
  /** `=`, `!=`, `=~`, `!~`, or `=|` and `!=|` for one of several. */
  operator: string;
  value: string;
}

/** The name under which addresses of the field keep a `|` that is part of a key or a value. */
const keptBar = "__gfp__";

export const writeFilter = ({ key, operator, value }: AdhocFilter): string =>
  [key, operator, value].map((part) => (part === operator ? part : part.replaceAll("|", keptBar))).join("|");

/** Undefined for a text that is no filter. */
export function readFilter(text: string): AdhocFilter | undefined {
  const parts = /^([^|]+)\|(=\||!=\||=~|!~|!=|=)\|([\s\S]*)$/.exec(text);
  if (!parts) return undefined;
  const [key = "", operator = "", value = ""] = parts.slice(1);
  return { key: key.replaceAll(keptBar, "|"), operator, value: value.replaceAll(keptBar, "|") };
}

/** The filters as they are chosen, or else as the dashboard has them. */
export function adhocFilters({ variable, chosen }: ScopedVariable): readonly AdhocFilter[] {
  if (variable.kind !== "adhoc") return [];
  // An address that says that there are none holds one empty text.
  const filters = chosen.values.length > 0 ? chosen.values.flatMap((text) => readFilter(text) ?? []) : variable.filters;
  // `<` and `>` are for other languages than PromQL, whose labels are texts.
  return filters.filter(({ key, operator }) => key !== "" && operators.includes(operator));
}

const operators: readonly string[] = ["=", "!=", "=~", "!~", "=|", "!=|"];

const isPlainName = (label: string): boolean => /^[A-Za-z_][A-Za-z0-9_]*$/.test(label);

/** One filter as a matcher; “one of several” as a regular expression. */
export function filterText({ key, operator, value }: AdhocFilter): string {
  const label = isPlainName(key) ? key : quote(key);
  if (operator === "=|" || operator === "!=|") {
    const several = value.split(",").map((one) => escapeRegex(one.trim()));
    return `${label}${operator === "=|" ? "=~" : "!~"}${quote(several.join("|"))}`;
  }
  return `${label}${operator}${quote(value)}`;
}

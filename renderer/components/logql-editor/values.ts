// Values as they are written in a query.
import { quote } from "#shared/promql/go-text";
import type { Quote } from "./cursor-place";

/** A value in quotes, or what comes between them where the first is written already; undefined where it cannot be written so. */
export function writtenValue(value: string, operator: string, quoted: Quote): string | undefined {
  const meant = operator.endsWith("~") ? escapeRegex(value) : value;
  if (quoted === "`") return meant.includes("`") ? undefined : meant;
  const whole = quote(meant);
  return quoted === undefined ? whole : whole.slice(1, -1);
}

/** A pattern that only this text matches. */
export const escapeRegex = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");

/** The selector with one matcher more: a source that did not tell all values of a label is asked for those that hold a text. */
export function narrowedSelector(selector: string | undefined, label: string, holds: string): string {
  const matcher = `${label}=~${quote(`(?i).*${escapeRegex(holds)}.*`)}`;
  return selector === undefined ? `{${matcher}}` : `${selector.slice(0, -1)}, ${matcher}}`;
}

// The labels of an alert that is tried out, as they are typed: `alertname="DiskFull", severity="critical"`.
import { formatMatcher, parseMatchers } from "#shared/alerting/matchers";
import type { Labels } from "#shared/model/labels";
import type { ReadMatchers } from "../../../../components/matchers-input/MatchersInput";

export const labelsText = (labels: Labels): string =>
  Object.entries(labels)
    .sort(([a], [b]) => Number(b === "alertname") - Number(a === "alertname") || (a < b ? -1 : 1))
    .map(([name, value]) => formatMatcher({ name, value, isRegex: false, isEqual: true }))
    .join(", ");

/** Reads labels with what reads matchers: an alert has values, not conditions. */
export function readLabelsText(text: string): ReadMatchers {
  const read = parseMatchers(text);
  if (!read.ok) return read;
  const other = read.matchers.find(({ isRegex, isEqual }) => isRegex || !isEqual);
  if (!other) return read;
  const from = Math.max(0, text.indexOf(other.name));
  return { ok: false, message: `An alert has one value of ${other.name}: write ${other.name}="…".`, from, to: text.length };
}

/** Undefined while the text is wrong. */
export function labelsOf(text: string): Labels | undefined {
  if (text.trim() === "") return undefined;
  const read = readLabelsText(text);
  if (!read.ok || read.matchers.length === 0) return undefined;
  return Object.fromEntries(read.matchers.map(({ name, value }) => [name, value]));
}

// A silence's matchers beside the labels that it was made from: which of them it insists on.
import type { Labels } from "#shared/model/labels";
import type { Matcher } from "#shared/model/matcher";

/** Whether the matchers ask for exactly this label. */
export const hasLabel = (matchers: readonly Matcher[], name: string, value: string): boolean =>
  matchers.some((matcher) => isExactly(matcher, name, value));

/** The matchers with this label asked for, or no more. */
export function toggleLabel(matchers: readonly Matcher[], name: string, value: string): Matcher[] {
  const others = matchers.filter((matcher) => !isExactly(matcher, name, value));
  return others.length < matchers.length ? others : [...matchers, { name, value, isRegex: false, isEqual: true }];
}

const isExactly = (matcher: Matcher, name: string, value: string): boolean =>
  matcher.name === name && matcher.value === value && matcher.isEqual && !matcher.isRegex;

/** The labels as they are offered: the alert's name first, then by the alphabet. */
export const offeredLabels = (labels: Labels): [string, string][] =>
  Object.entries(labels).sort(([a], [b]) => Number(b === "alertname") - Number(a === "alertname") || (a < b ? -1 : 1));

// Matchers that fit alerts which somebody has before them.
import type { Labels } from "../model/labels";
import type { Matcher } from "../model/matcher";
import { commonOf } from "./alert-order";
import { labelOf } from "./matchers";

/** A text as a pattern that matches nothing but it. */
export const quoteRegex = (text: string): string => text.replace(/[\\.+*?()|[\]{}^$]/g, "\\$&");

/**
 * Their names, and what else they have in common. Never what they have in common alone: of a group by cluster that may be a
 * severity, and then alerts that nobody has seen would be silenced as well.
 */
export function matchersFor(alerts: readonly { name: string; labels: Labels }[]): Matcher[] {
  const common = Object.entries(commonOf(alerts.map(({ labels }) => labels))).filter(([name]) => name !== "alertname");
  const names = new Set(alerts.map(({ name, labels }) => labelOf(labels, "alertname") || name));
  return [...nameMatcher([...names]), ...common.map(([name, value]) => ({ name, value, isRegex: false, isEqual: true }))];
}

function nameMatcher(names: readonly string[]): Matcher[] {
  const [first] = names;
  if (first === undefined) return [];
  const isRegex = names.length > 1;
  return [{ name: "alertname", value: isRegex ? names.map(quoteRegex).join("|") : first, isRegex, isEqual: true }];
}

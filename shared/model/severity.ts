import type { Labels } from "./labels";

export type Severity = "critical" | "warning" | "info" | "none";

/** How urgent, most urgent first: the order of the table. */
export const severities: readonly Severity[] = ["critical", "warning", "info", "none"];

const words: ReadonlyMap<string, Severity> = new Map([
  ["critical", "critical"],
  ["crit", "critical"],
  ["error", "critical"],
  ["emergency", "critical"],
  ["page", "critical"],
  ["high", "critical"],
  ["p1", "critical"],
  ["warning", "warning"],
  ["warn", "warning"],
  ["medium", "warning"],
  ["p2", "warning"],
  ["info", "info"],
  ["information", "info"],
  ["notice", "info"],
  ["low", "info"],
  ["p3", "info"],
]);

/** What an alert's `severity` label means; the words people write differ, and a word we do not know is no severity. */
export function severityOf(labels: Labels): Severity {
  const word = Object.hasOwn(labels, "severity") ? (labels.severity ?? "") : "";
  return words.get(word.trim().toLowerCase()) ?? "none";
}

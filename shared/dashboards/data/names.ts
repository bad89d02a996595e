// What series are called: by their query's legend, by what tells them apart, or by all that they are.
import { formatLabels, type Labels } from "../../model/labels";

/** `auto` as dashboards write it. */
export const autoLegend = "__auto";

// Braces end it, so that no text from a file takes longer to go through than it is long.
const placeholder = /\{\{([^{}]*)\}\}/g;

/** `{{label}}` is the label's value; one that the series has not is nothing. */
export function fillLegend(format: string, labels: Labels): string {
  return format.replace(placeholder, (whole, inside: string) => {
    const label = inside.trim();
    if (label === "") return whole;
    return Object.hasOwn(labels, label) ? (labels[label] ?? "") : "";
  });
}

/** The name of each series by its query's legend format. A series without labels is what was asked for. */
export function namesOf(all: readonly Labels[], { legendFormat, expr }: { legendFormat: string; expr: string }): string[] {
  const format = legendFormat.trim();
  if (format === autoLegend) return autoNames(all, expr);
  if (format !== "") return all.map((labels) => fillLegend(format, labels));
  return all.map((labels) => fullName(labels, expr));
}

const fullName = (labels: Labels, expr: string): string => (hasNone(labels) ? expr : formatLabels(labels));

const hasNone = (labels: Labels): boolean => {
  for (const _ in labels) return false;
  return true;
};

/** The value of the only label there is, or that differs; several as `{a="b"}`; the whole name where nothing differs. */
function autoNames(all: readonly Labels[], expr: string): string[] {
  const keys = new Set<string>();
  for (const labels of all) for (const name of Object.keys(labels)) keys.add(name);
  const telling = keys.size === 1 ? [...keys] : differingLabels(all);
  if (telling.length === 0) return all.map((labels) => fullName(labels, expr));
  const [only = ""] = telling;
  return all.map((labels) => {
    if (telling.length === 1) return (Object.hasOwn(labels, only) && labels[only]) || fullName(labels, expr);
    const some = Object.fromEntries(
      telling.filter((name) => Object.hasOwn(labels, name)).map((name) => [name, labels[name] ?? ""]),
    );
    return fullName(some, expr);
  });
}

/** The labels that do not have the same value everywhere, sorted. */
export function differingLabels(all: readonly Labels[]): string[] {
  const [first] = all;
  if (!first) return [];
  const firstNames = Object.keys(first);
  const differing = new Set<string>();
  for (const labels of all) {
    const names = Object.keys(labels);
    for (const name of names) if (!Object.hasOwn(first, name) || labels[name] !== first[name]) differing.add(name);
    // What the first one has and this one has not.
    if (names.length < firstNames.length || differing.size > 0) {
      for (const name of firstNames) if (!Object.hasOwn(labels, name)) differing.add(name);
    }
  }
  return [...differing].sort();
}

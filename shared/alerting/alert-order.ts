// The order of the alerts in one notification, and what they have in common: both as Alertmanager has them.
import type { Labels } from "../model/labels";
import { labelOf } from "./matchers";

interface Ordered<T> {
  item: T;
  labels: Labels;
  /** In order: a comparison looks at them again and again. */
  names: string[];
  job: string;
  instance: string;
}

/** By job, then by instance, then by all labels. */
export function sortedByLabels<T extends { labels: Labels }>(items: readonly T[]): T[] {
  const ordered = items.map((item): Ordered<T> => {
    const { labels } = item;
    const names = Object.keys(labels).sort(compare);
    return { item, labels, names, job: labelOf(labels, "job"), instance: labelOf(labels, "instance") };
  });
  const byLabels = (left: Ordered<T>, right: Ordered<T>) =>
    compare(left.job, right.job) || compare(left.instance, right.instance) || compareWhole(left, right);
  return ordered.sort(byLabels).map(({ item }) => item);
}

/** Fewer labels first; then by the first that differs, where one that has it comes behind one that has not. */
function compareWhole<T>(left: Ordered<T>, right: Ordered<T>): number {
  if (left.names.length !== right.names.length) return left.names.length - right.names.length;
  for (const [index, name] of left.names.entries()) {
    const other = right.names[index] ?? "";
    // The lists are in order, so the name that comes first is missing on the other side.
    if (name !== other) return name < other ? 1 : -1;
    const order = compare(left.labels[name] ?? "", right.labels[name] ?? "");
    if (order !== 0) return order;
  }
  return 0;
}

/** The labels that all of them have with the same value. */
export function commonOf(all: readonly Labels[]): Labels {
  const [first, ...others] = all;
  if (!first) return {};
  const isCommon = ([name, value]: [string, string]) =>
    others.every((labels) => Object.hasOwn(labels, name) && labels[name] === value);
  return Object.fromEntries(Object.entries(first).filter(isCommon));
}

const compare = (left: string, right: string) => (left < right ? -1 : left > right ? 1 : 0);

// The order of series in an answer.
import type { Labels } from "../../model/labels";
import type { Budget } from "./budget";
import { createNameChooser } from "./label-shapes";

/** In the order of their labels, names first, as Prometheus lists the series of an answer. */
export function sortByLabels<T extends { labels: Labels }>(items: readonly T[], budget: Budget): T[] {
  const namesOf = createNameChooser((names) => names.sort(compareTexts));
  const sorted = items.map((item) => ({ item, names: namesOf(item.labels) }));
  sorted.sort((a, b) => {
    budget.work(5);
    return compareLabels(a.item.labels, a.names, b.item.labels, b.names);
  });
  return sorted.map(({ item }) => item);
}

function compareLabels(a: Labels, namesOfA: readonly string[], b: Labels, namesOfB: readonly string[]): number {
  const shared = Math.min(namesOfA.length, namesOfB.length);
  for (let index = 0; index < shared; index++) {
    const [nameOfA, nameOfB] = [namesOfA[index] ?? "", namesOfB[index] ?? ""];
    const order = compareTexts(nameOfA, nameOfB) || compareTexts(a[nameOfA] ?? "", b[nameOfB] ?? "");
    if (order !== 0) return order;
  }
  return namesOfA.length - namesOfB.length;
}

/** By code points, as Go compares UTF-8: JavaScript's own order puts an emoji before some letters. */
export function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  const shared = Math.min(a.length, b.length);
  let at = 0;
  while (at < shared && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  if (at === shared) return a.length - b.length;
  const [left, right] = [a.charCodeAt(at), b.charCodeAt(at)];
  const isSurrogate = (unit: number) => unit >= 0xd800 && unit <= 0xdfff;
  if (isSurrogate(left) !== isSurrogate(right)) return isSurrogate(left) ? 1 : -1;
  return left - right;
}

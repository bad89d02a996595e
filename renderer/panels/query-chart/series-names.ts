// What each line of a chart is called: only what tells it from the others, because the rest is the query itself.
import { formatLabels, type Labels, labelsKey, withoutLabels } from "#shared/model/labels";
import { visibleText } from "../../components/visible-text";

/** One name per label set. Labels that all of them share are left out, unless there is only one set. */
export function seriesNames(sets: readonly Labels[], expr: string): string[] {
  const [first] = sets;
  if (!first) return [];
  if (sets.length === 1) return [Object.keys(first).length === 0 ? expr.trim() : visibleText(formatLabels(first))];
  const shared = Object.keys(first).filter((name) => sets.every((labels) => labels[name] === first[name]));
  return sets.map((labels) => visibleText(formatLabels(withoutLabels(labels, shared))));
}

/** One id per label set, for a chart's lines. A server may answer the same set twice; no two lines share an id. */
export function seriesIds(sets: readonly Labels[]): string[] {
  const seen = new Map<string, number>();
  return sets.map((labels) => {
    const key = labelsKey(labels);
    const count = seen.get(key) ?? 0;
    seen.set(key, count + 1);
    return count === 0 ? key : `${key}#${count}`;
  });
}

import { type Labels, labelsKey } from "#shared/model/labels";

const keys = new WeakMap<Labels, string>();

/** `labelsKey`, remembered for as long as the label set is: an alert's is asked for several times in each evaluation. */
export function alertKey(labels: Labels): string {
  const known = keys.get(labels);
  if (known !== undefined) return known;
  const key = labelsKey(labels);
  keys.set(labels, key);
  return key;
}

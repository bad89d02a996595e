import type { Labels } from "#shared/model/labels";

/** Whether two sets of labels or annotations hold the same. */
export function isEqualLabels(a: Labels, b: Labels): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => Object.hasOwn(b, name) && a[name] === b[name]);
}

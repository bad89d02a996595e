import type { Labels } from "#shared/model/labels";

/**
 * Labels with this one name, the same object for the same value at every run: the store then knows the series at a glance. For
 * values of which there are few, such as processors and states; devices come and go, see device-labels.ts.
 */
export function createKeptLabels(name: string): (value: string) => Labels {
  const kept = new Map<string, Labels>();
  return (value) => {
    const labels = kept.get(value) ?? Object.freeze({ [name]: value });
    kept.set(value, labels);
    return labels;
  };
}

import type { Labels } from "#shared/model/labels";

// Containers come with an interface each and go again; the labels of those that are gone need not be kept.
const most = 1000;
const known = new Map<string, Labels>();

/**
 * `{ device }`, and the same object at every run: the store then sees at a glance that it is the series of a second ago, and
 * there is nothing to throw away every second.
 */
export function deviceLabels(device: string): Labels {
  let labels = known.get(device);
  if (!labels) {
    if (known.size >= most) known.clear();
    labels = Object.freeze({ device });
    known.set(device, labels);
  }
  return labels;
}

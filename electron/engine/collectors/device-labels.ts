import type { Labels } from "#shared/model/labels";

// Containers come with an interface each and go again; the labels of those that are gone need not be kept. So once there are
// this many, a new lot is begun, and what is still asked for moves over from the old one: it stays the same object.
const most = 5000;
let present = new Map<string, Labels>();
let before = new Map<string, Labels>();

/**
 * `{ device }`, and the same object at every run: the store then sees at a glance that it is the series of a second ago, and
 * there is nothing to throw away every second.
 */
export function deviceLabels(device: string): Labels {
  const known = present.get(device);
  if (known) return known;
  const labels = before.get(device) ?? Object.freeze({ device });
  if (present.size >= most) {
    before = present;
    present = new Map();
  }
  present.set(device, labels);
  return labels;
}

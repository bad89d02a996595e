// The labels of cards, the same objects at every run, so that the store knows the series at a glance.
import type { Labels } from "#shared/model/labels";

export type { Labels };

export interface GpuIdentity {
  minorNumber: string;
  uuid: string;
  name: string;
}

// A machine has few cards; more than this have come and gone.
const most = 256;

export function createGpuLabels(): (identity: GpuIdentity) => Labels {
  const known = new Map<string, Labels>();
  return ({ minorNumber, uuid, name }) => {
    const before = known.get(uuid);
    if (before !== undefined && before.minor_number === minorNumber && before.name === name) return before;
    if (known.size >= most) known.clear();
    const labels = Object.freeze({ minor_number: minorNumber, uuid, name });
    known.set(uuid, labels);
    return labels;
  };
}

const extended = new WeakMap<Labels, Map<string, Labels>>();

/** The labels and one more; the same object each time for the same labels object. */
export function labelsWith(labels: Labels, name: string, value: string): Labels {
  let others = extended.get(labels);
  if (!others) {
    others = new Map();
    extended.set(labels, others);
  }
  const key = `${name} ${value}`;
  let found = others.get(key);
  if (!found) {
    found = Object.freeze({ ...labels, [name]: value });
    others.set(key, found);
  }
  return found;
}

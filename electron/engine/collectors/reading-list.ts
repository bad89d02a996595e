// The readings of one collector, kept from run to run. A run mostly brings the same series in the same order, so each place
// keeps its object and only gets a new number: nothing is made and thrown away every second, and the store knows every
// series at a glance.
import type { Labels } from "#shared/model/labels";
import { type MetricKind, noLabels, type Reading } from "#shared/model/sample";

export interface ReadingList {
  /** Begins a run: what follows replaces what the last run brought. */
  start(): void;
  gauge(name: string, value: number, labels?: Labels): void;
  counter(name: string, value: number, labels?: Labels): void;
  untyped(name: string, value: number, labels?: Labels): void;
  /** The run's readings in order. The same array every time, good until the next `start`. */
  readings(): Reading[];
}

/** Labels must be kept by the caller and be the same object for the same series at each run, or nothing is reused. */
export function createReadingList(): ReadingList {
  const list: Reading[] = [];
  let next = 0;

  function put(name: string, kind: MetricKind, value: number, labels: Labels): void {
    const known = list[next];
    if (known !== undefined && known.name === name && known.labels === labels && known.kind === kind) known.value = value;
    else list[next] = { name, kind, labels, value };
    next++;
  }

  return {
    start() {
      next = 0;
    },
    gauge: (name, value, labels = noLabels) => put(name, "gauge", value, labels),
    counter: (name, value, labels = noLabels) => put(name, "counter", value, labels),
    untyped: (name, value, labels = noLabels) => put(name, "unknown", value, labels),
    readings() {
      list.length = next;
      return list;
    },
  };
}

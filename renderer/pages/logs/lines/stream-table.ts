import type { Labels } from "#shared/model/labels";
import { ownLabels } from "./own-labels";

/** The label sets of the lines that are kept, by number. One whose last line is gone makes room for another. */
export interface StreamTable {
  labelsOf(number: number): Labels;
  take(labels: Labels): number;
  /** A line more, or a line less, of that stream. */
  count(number: number, change: 1 | -1): void;
  /** What all label sets have with the same value: it is told once, and not with each line. */
  common(): Labels;
  /** Characters of the longest `name=value` of what a label set has beside those, one after another with `gap` characters each. */
  longestOwn(gap: number): number;
  clear(): void;
}

/** As wide as these need it is wide enough for most. */
const mostMeasured = 500;

const noLabels: Labels = {};

export function createStreamTable(): StreamTable {
  let all: Labels[] = [];
  let lines: number[] = [];
  let free: number[] = [];
  let common: Map<string, string> | undefined;
  let known: Labels | undefined;
  let longest: number | undefined;

  /** Only ever narrowed: what all lines since the last clearing have in common. */
  function narrow(labels: Labels): void {
    if (!common) common = new Map(Object.entries(labels));
    else {
      const had = common.size;
      for (const [name, value] of common) if (!Object.hasOwn(labels, name) || labels[name] !== value) common.delete(name);
      if (had === common.size) return;
    }
    known = undefined;
  }

  function ownLength(labels: Labels, gap: number): number {
    let length = 0;
    for (const name of ownLabels(labels, (each) => common?.has(each) ?? false)) {
      length += name.length + 1 + (labels[name]?.length ?? 0) + gap;
    }
    return length;
  }

  return {
    labelsOf: (number) => all[number] ?? noLabels,
    take(labels) {
      const number = free.pop() ?? all.length;
      all[number] = labels;
      lines[number] = 0;
      narrow(labels);
      longest = undefined;
      return number;
    },
    count(number, change) {
      const left = (lines[number] ?? 0) + change;
      lines[number] = left;
      if (left > 0) return;
      all[number] = noLabels;
      free.push(number);
    },
    common() {
      known ??= Object.fromEntries(common ?? []);
      return known;
    },
    longestOwn(gap) {
      longest ??= all.slice(0, mostMeasured).reduce((most, labels) => Math.max(most, ownLength(labels, gap)), 0);
      return longest;
    },
    clear() {
      all = [];
      lines = [];
      free = [];
      common = undefined;
      known = undefined;
      longest = undefined;
    },
  };
}

// What is offered while matchers are typed.
import type { Labels } from "#shared/model/labels";

/** Each label's name with its values, both in the order of the alphabet. */
export type LabelCandidates = ReadonlyMap<string, readonly string[]>;

/** More values than this of one label are no help: the first of them are offered. */
const mostValues = 1000;

/** The names and values of labels that stand in these sets. */
export function candidatesOf(all: Iterable<Labels>): LabelCandidates {
  const found = new Map<string, Set<string>>();
  for (const labels of all) {
    for (const [name, value] of Object.entries(labels)) {
      const values = found.get(name) ?? new Set();
      if (values.size < mostValues) values.add(value);
      found.set(name, values);
    }
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, values]) => [name, [...values].sort()]));
}

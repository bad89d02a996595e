// Label sets made of others. Series of one metric nearly always have the same label names in the same order, so what follows
// from the names alone is worked out once for all of them.
import type { Labels } from "../../model/labels";

/** Chooses some of a label set's names. It remembers the last answer, so that it is quick while the names stay the same. */
export function createNameChooser(choose: (names: string[]) => readonly string[]): (labels: Labels) => readonly string[] {
  let lastNames: readonly string[] = [];
  let lastChoice = choose([]);
  return (labels) => {
    const names = Object.keys(labels);
    if (!areEqual(names, lastNames)) {
      lastNames = names;
      lastChoice = choose(names.slice());
    }
    return lastChoice;
  };
}

function areEqual(one: readonly string[], other: readonly string[]): boolean {
  if (one.length !== other.length) return false;
  for (let index = 0; index < one.length; index++) if (one[index] !== other[index]) return false;
  return true;
}

/** The label set with only some of its labels. An empty label is an absent one, so it never stays. */
export function pickLabels(labels: Labels, names: readonly string[]): Record<string, string> {
  const picked: Record<string, string> = {};
  for (const name of names) setLabel(picked, name, labels[name] ?? "");
  return picked;
}

/** Plain assignment would take the label `__proto__` for the object's prototype. */
export function setLabel(labels: Record<string, string>, name: string, value: string): void {
  if (value === "") return;
  if (name !== "__proto__") labels[name] = value;
  else Object.defineProperty(labels, name, { value, enumerable: true, configurable: true, writable: true });
}

// Which series belong together: those that agree on some labels, or on all but some.
import type { Labels } from "../../model/labels";
import type { Budget } from "./budget";
import type { VectorColumn } from "./context";
import { makeKey, mostRemembered } from "./label-sets";
import { createNameChooser, pickLabels } from "./label-shapes";

export interface LabelGroup {
  key: string;
  labels: Labels;
}

/** How a label set is cut down: to the labels named, or to all the others. */
export interface Cut {
  keep: boolean;
  labels: readonly string[];
}

/** Numbers the groups that label sets fall into, from 0 in the order in which they are met. */
export interface Grouper {
  groups: LabelGroup[];
  /** For each column, the number of its group. */
  idsOf(columns: readonly VectorColumn[], budget: Budget): Int32Array;
}

const knownGroups = new WeakMap<object, WeakMap<Labels, LabelGroup>>();

/** The names that a cut leaves of a label set, sorted. */
export const createCutter = ({ keep, labels }: Cut): ((labels: Labels) => readonly string[]) =>
  createNameChooser((names) => names.filter((name) => labels.includes(name) === keep).sort());

/** `owner` is the part of the query that the cut belongs to, under which the groups of few series are remembered. */
export function createGrouper(owner: object, cut: Cut): Grouper {
  const namesLeft = createCutter(cut);
  const groups: LabelGroup[] = [];
  const numbers = new Map<string, number>();

  /** The group's own label set is made for its first member only: most groups have many. */
  function numberOf(labels: Labels, known: LabelGroup | undefined): number {
    const key = known?.key ?? makeKey(labels, namesLeft(labels));
    let number = numbers.get(key);
    if (number === undefined) {
      number = groups.length;
      groups.push(known ?? { key, labels: pickLabels(labels, namesLeft(labels)) });
      numbers.set(key, number);
    }
    return number;
  }

  function rememberedOf(count: number): WeakMap<Labels, LabelGroup> | undefined {
    if (count > mostRemembered) return undefined;
    const remembered = knownGroups.get(owner) ?? new WeakMap<Labels, LabelGroup>();
    knownGroups.set(owner, remembered);
    return remembered;
  }

  return {
    groups,
    idsOf(columns, budget) {
      const ids = new Int32Array(columns.length);
      const remembered = rememberedOf(columns.length);
      for (let index = 0; index < ids.length; index++) {
        budget.work(20);
        const { labels } = columns[index] as VectorColumn;
        const known = remembered?.get(labels);
        const id = numberOf(labels, known);
        ids[index] = id;
        if (!known) remembered?.set(labels, groups[id] as LabelGroup);
      }
      return ids;
    },
  };
}

// Label sets as the evaluator needs them: keys, groups, sets without their name. The store hands out the same object for a
// series each time, so what is worked out once per object is kept: a live query asks the same every second.
import { type Labels, labelsKey } from "../../model/labels";
import type { Span } from "../ast";
import { FindingError } from "../diagnostics";
import { emptyColumn, type VectorColumn } from "./context";

export interface LabelGroup {
  key: string;
  labels: Labels;
}

/** How a label set is cut down: to the labels named, or to all the others. */
export interface Cut {
  keep: boolean;
  labels: readonly string[];
}

const keys = new WeakMap<Labels, string>();
const nameless = new WeakMap<Labels, Labels>();
const groups = new WeakMap<object, WeakMap<Labels, LabelGroup>>();

/** One string per label set, the same for equal sets. */
export function keyOf(labels: Labels): string {
  let key = keys.get(labels);
  if (key === undefined) {
    key = labelsKey(labels);
    keys.set(labels, key);
  }
  return key;
}

export function withoutName(labels: Labels): Labels {
  if (!Object.hasOwn(labels, "__name__")) return labels;
  let rest = nameless.get(labels);
  if (rest === undefined) {
    rest = Object.fromEntries(Object.entries(labels).filter(([name]) => name !== "__name__"));
    nameless.set(labels, rest);
  }
  return rest;
}

/** The group that a label set falls into; `owner` is the part of the query that the cut belongs to, under which it is remembered. */
export function groupOf(owner: object, cut: Cut, labels: Labels): LabelGroup {
  let known = groups.get(owner);
  if (!known) {
    known = new WeakMap();
    groups.set(owner, known);
  }
  let group = known.get(labels);
  if (!group) {
    const rest = cutLabels(labels, cut);
    group = { key: labelsKey(rest), labels: rest };
    known.set(labels, group);
  }
  return group;
}

/** An empty label is an absent one, so it never stays. */
export function cutLabels(labels: Labels, cut: Cut): Labels {
  return Object.fromEntries(
    Object.entries(labels).filter(([name, value]) => value !== "" && cut.labels.includes(name) === cut.keep),
  );
}

/**
 * The columns without their metric names. Two that become equal are one series, if they never have a point at the same
 * time; if they do, the query has no answer.
 */
export function dropNames(columns: VectorColumn[], span: Span): VectorColumn[] {
  const first = columns[0]?.labels.__name__;
  const renamed = columns.map((column) => ({ ...column, labels: withoutName(column.labels) }));
  // Series of one metric differ in another label: the usual case, and nothing can collide.
  return columns.every(({ labels }) => labels.__name__ === first) ? renamed : mergeEqual(renamed, span);
}

/** Makes one column of those with equal labels. */
export function mergeEqual(columns: readonly VectorColumn[], span: Span): VectorColumn[] {
  const merged = new Map<string, VectorColumn>();
  for (const column of columns) {
    const key = keyOf(column.labels);
    const known = merged.get(key);
    if (!known) {
      merged.set(key, column);
      continue;
    }
    const union = emptyColumn(known.labels, known.values.length);
    for (let step = 0; step < union.values.length; step++) {
      if (known.present[step] && column.present[step]) {
        throw new FindingError("vector cannot contain metrics with the same labelset", span);
      }
      const from = known.present[step] ? known : column;
      union.values[step] = from.values[step] ?? 0;
      union.present[step] = from.present[step] ?? 0;
    }
    merged.set(key, union);
  }
  return [...merged.values()];
}

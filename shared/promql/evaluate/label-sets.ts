// Label sets as the evaluator needs them: keys, sets without their name, equal ones made one.
import type { Labels } from "../../model/labels";
import type { Span } from "../ast";
import { FindingError } from "../diagnostics";
import { type Context, emptyColumn, type VectorColumn } from "./context";
import { createNameChooser, pickLabels } from "./label-shapes";

/**
 * The store hands out the same object for a series each time, so what is worked out for it is kept: a live query asks the same
 * every second. Not for more series than this at once: what is seldom asked would fill the memory, and so many weak references
 * are slow to collect.
 */
export const mostRemembered = 1000;

const sortedNames = createNameChooser((names) => names.sort());

/** One string per label set, the same for equal sets and for no others, whatever their labels say. */
export const keyOf = (labels: Labels): string => makeKey(labels, sortedNames(labels));

/** Lengths before texts, because a label may hold every character that could stand between two of them. */
export function makeKey(labels: Labels, names: readonly string[]): string {
  let key = "";
  for (const name of names) {
    const value = labels[name] ?? "";
    if (value !== "") key += `${name.length}:${value.length}:${name}${value}`;
  }
  return key;
}

/** The value of a label; an absent one is the empty text. */
export const labelOf = (labels: Labels, name: string): string => (Object.hasOwn(labels, name) ? (labels[name] ?? "") : "");

/** The labels that name a metric. Its type and unit are part of its name, where a server keeps them as labels. */
const naming = ["__name__", "__type__", "__unit__"] as const;

export const isNaming = (label: string): boolean => (naming as readonly string[]).includes(label);

/** Whether two series are of one metric. */
export const haveSameName = (one: Labels, other: Labels): boolean => naming.every((label) => one[label] === other[label]);

export const hasName = (labels: Labels): boolean => naming.some((label) => Object.hasOwn(labels, label));

const namesBesideName = createNameChooser((names) => names.filter((name) => !isNaming(name)));
const nameless = new WeakMap<Labels, Labels>();

export const withoutName = (labels: Labels): Labels => (hasName(labels) ? pickLabels(labels, namesBesideName(labels)) : labels);

function rememberedWithoutName(labels: Labels): Labels {
  let rest = nameless.get(labels);
  if (rest === undefined) {
    rest = withoutName(labels);
    nameless.set(labels, rest);
  }
  return rest;
}

/** The columns without their metric names: at once, or marked for the end where that is wanted. */
export function dropNames(columns: readonly VectorColumn[], span: Span, context: Context): VectorColumn[] {
  if (context.delaysNameRemoval) return columns.map((column) => ({ ...column, dropsName: true }));
  const first = columns[0]?.labels ?? {};
  const strip = columns.length > mostRemembered ? withoutName : rememberedWithoutName;
  let isOneMetric = true;
  const renamed = columns.map(({ labels, values, present }) => {
    context.budget.work(20);
    if (!haveSameName(labels, first)) isOneMetric = false;
    return { labels: strip(labels), values, present };
  });
  // Series of one metric differ in another label: the usual case, and nothing can collide.
  return isOneMetric ? renamed : mergeEqual(renamed, span, context);
}

/** At the end of an evaluation: the names go that were only marked. */
export function dropMarkedNames(columns: VectorColumn[], span: Span, context: Context): VectorColumn[] {
  if (!context.delaysNameRemoval) return columns;
  const renamed = columns.map(({ labels, values, present, dropsName }) => ({
    labels: dropsName ? withoutName(labels) : labels,
    values,
    present,
  }));
  return mergeEqual(renamed, span, context);
}

/**
 * Makes one column of those with equal labels, if they never have a point at the same time; if they do, the query has no
 * answer.
 */
export function mergeEqual(columns: readonly VectorColumn[], span: Span, { budget }: Context): VectorColumn[] {
  const merged = new Map<string, VectorColumn>();
  for (const column of columns) {
    budget.work(20);
    const key = keyOf(column.labels);
    const known = merged.get(key);
    merged.set(key, known ? unionOf(known, column, span) : column);
  }
  return merged.size === columns.length ? [...columns] : [...merged.values()];
}

function unionOf(one: VectorColumn, other: VectorColumn, span: Span): VectorColumn {
  const union = emptyColumn(one.labels, one.values.length);
  if (one.dropsName) union.dropsName = true;
  for (let step = 0; step < union.values.length; step++) {
    if (one.present[step] && other.present[step]) {
      throw new FindingError("vector cannot contain metrics with the same labelset", span);
    }
    const from = one.present[step] ? one : other;
    union.values[step] = from.values[step] ?? 0;
    union.present[step] = from.present[step] ?? 0;
  }
  return union;
}

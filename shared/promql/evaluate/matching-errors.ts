// Why two vectors cannot be matched, in Prometheus's words. It goes step by step and finds the first mistake, as Prometheus
// does; matching itself goes column by column and only learns that there is one.
import type { Labels } from "../../model/labels";
import { FindingError } from "../diagnostics";
import { quote } from "../go-text";
import { type Context, emptyColumn, type VectorColumn } from "./context";
import { keyOf } from "./label-sets";
import type { Meeting, Sides } from "./matching";
import { operate } from "./operators";

export function findMatchingError(sides: Sides, { steps, budget }: Context): FindingError {
  for (let step = 0; step < steps.length; step++) {
    budget.work(sides.many.length + sides.one.length);
    const found = errorAt(sides, step);
    if (found !== undefined) return new FindingError(found, sides.binary);
  }
  throw new Error("two vectors that could not be matched have no mistake at any step");
}

function errorAt(sides: Sides, step: number): string | undefined {
  const { meetings, fill, many } = sides;
  const isFilled = fill.many !== undefined || fill.one !== undefined;
  if (!isFilled && !many.some(({ present }) => present[step])) return undefined;
  for (const meeting of meetings) {
    const [first, second] = at(meeting.one, step);
    if (first && second) return duplicates(sides, meeting.labels, first, second);
  }
  return twiceMatched(sides, step);
}

const at = (columns: readonly VectorColumn[], step: number): VectorColumn[] => columns.filter(({ present }) => present[step]);

function duplicates({ isManyLeft }: Sides, group: Labels, first: VectorColumn, second: VectorColumn): string {
  const side = isManyLeft ? "right" : "left";
  const pair = [labelsText(first.labels), labelsText(second.labels)].sort().join(", ");
  return (
    `found duplicate series for the match group ${labelsText(group)} on the ${side} hand-side of the operation: ` +
    `[${pair}];many-to-many matching not allowed: matching labels must be unique on one side`
  );
}

function twiceMatched(sides: Sides, step: number): string | undefined {
  const isGrouped = sides.binary.matching?.group !== undefined;
  const answered = new Set<string>();
  let hasEqualResults = false;
  for (const meeting of sides.meetings) {
    const results = new Set<string>();
    for (const { labels, isKept } of pairsAt(meeting, sides, step)) {
      const key = keyOf(labels);
      if (!isGrouped && results.size > 0) {
        return "multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)";
      }
      if (results.has(key)) return "multiple matches for labels: grouping labels must ensure unique matches";
      results.add(key);
      if (!isKept) continue;
      if (answered.has(key)) hasEqualResults = true;
      answered.add(key);
    }
  }
  return hasEqualResults ? "vector cannot contain metrics with the same labelset" : undefined;
}

/** The pairs of a group at one step, with the labels of what comes of them, and whether a filter lets it through. */
function pairsAt(meeting: Meeting, sides: Sides, step: number): { labels: Labels; isKept: boolean }[] {
  const [many, [one]] = [at(meeting.many, step), at(meeting.one, step)];
  const { fill, resultLabels } = sides;
  if (many.length === 0) {
    if (!one || fill.many === undefined) return [];
    return [{ labels: resultLabels(meeting.labels, one.labels), isKept: isKept(sides, fill.many, one.values[step] ?? 0) }];
  }
  const oneValue = one ? one.values[step] : fill.one;
  if (oneValue === undefined) return [];
  return many.map(({ labels, values }) => ({
    labels: resultLabels(labels, one?.labels ?? meeting.labels),
    isKept: isKept(sides, values[step] ?? 0, oneValue),
  }));
}

function isKept({ binary, isManyLeft }: Sides, many: number, one: number): boolean {
  const single = (value: number) => ({ values: Float64Array.of(value), present: Uint8Array.of(1) });
  const [left, right] = isManyLeft ? [single(many), single(one)] : [single(one), single(many)];
  return operate(binary, left, right, left, emptyColumn({}, 1));
}

const bareLabel = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/** A label set as Go prints it, the name among the labels. */
function labelsText(labels: Labels): string {
  const pairs = Object.keys(labels)
    .sort()
    .map((name) => `${bareLabel.test(name) ? name : quote(name)}=${quote(labels[name] ?? "")}`);
  return `{${pairs.join(", ")}}`;
}

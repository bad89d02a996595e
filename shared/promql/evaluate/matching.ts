// Arithmetic and comparisons between two vectors: which element of one side meets which of the other, and what comes of it.
import type { Labels } from "../../model/labels";
import type { Binary } from "../ast";
import { type Context, emptyColumn, type VectorColumn } from "./context";
import { createGrouper, type LabelGroup } from "./groups";
import { hasName, keyOf } from "./label-sets";
import { findMatchingError } from "./matching-errors";
import { createResultLabels, hasGroupLabels, matchingCut } from "./matching-labels";
import { dropsName, operate } from "./operators";

/** The elements of both sides that meet: by the labels that matter they are in the same group. */
export interface Meeting extends LabelGroup {
  many: VectorColumn[];
  one: VectorColumn[];
}

/** Two vectors about to be matched. Each element of the "many" side meets at most one of the "one" side. */
export interface Sides {
  binary: Binary;
  /** The left one, but for `group_right`. */
  many: readonly VectorColumn[];
  one: readonly VectorColumn[];
  meetings: Meeting[];
  /** The numbers for elements that are missing on a side. */
  fill: { many: number | undefined; one: number | undefined };
  isManyLeft: boolean;
  /** Whether results have the labels of their group, if there is no name in them; else those that `resultLabels` says. */
  hasGroupLabels: boolean;
  resultLabels(many: Labels, one: Labels): Labels;
}

/** What matching found impossible; which mistake it is, and at which step, is worked out then. */
const conflict = Symbol("conflict");

export function matchVectors(binary: Binary, left: VectorColumn[], right: VectorColumn[], context: Context): VectorColumn[] {
  const isManyLeft = binary.matching?.group?.side !== "right";
  const { left: fillLeft, right: fillRight } = binary.fill ?? {};
  const [many, one] = isManyLeft ? [left, right] : [right, left];
  const sides: Sides = {
    binary,
    many,
    one,
    meetings: meetingsOf(binary, many, one, context),
    // Prometheus swaps the sides of a `group_right`, not the fills: there, `fill_left` stands in for a missing right element.
    fill: { many: fillLeft, one: fillRight },
    isManyLeft,
    hasGroupLabels: hasGroupLabels(binary, context.delaysNameRemoval),
    resultLabels: createResultLabels(binary, { ...context, count: many.length }),
  };
  const results = hasTwoOnOneSide(sides, context) ? conflict : pairUp(sides, context);
  if (results === conflict) throw findMatchingError(sides, context);
  return results;
}

function meetingsOf(binary: Binary, many: readonly VectorColumn[], one: readonly VectorColumn[], { budget }: Context): Meeting[] {
  const grouper = createGrouper(binary, matchingCut(binary));
  const oneIds = grouper.idsOf(one, budget);
  const manyIds = grouper.idsOf(many, budget);
  const meetings = grouper.groups.map((group): Meeting => {
    budget.work(10);
    return { ...group, many: [], one: [] };
  });
  const put = (columns: readonly VectorColumn[], ids: Int32Array, side: "many" | "one") => {
    for (let index = 0; index < columns.length; index++) {
      budget.work(10);
      meetings[ids[index] as number]?.[side].push(columns[index] as VectorColumn);
    }
  };
  put(one, oneIds, "one");
  put(many, manyIds, "many");
  return meetings;
}

/** Two elements of the "one" side in one group are a mistake at any step at which there is something to match. */
function hasTwoOnOneSide({ many, meetings, fill }: Sides, { steps, budget }: Context): boolean {
  const doubled = meetings.filter(({ one }) => one.length > 1);
  if (doubled.length === 0) return false;
  // Prometheus answers nothing, without an error, where the other side is empty.
  const isFilled = fill.many !== undefined || fill.one !== undefined;
  const matters = isFilled ? new Uint8Array(steps.length).fill(1) : presenceOf(many, steps.length);
  for (const { one } of doubled) {
    const seen = new Uint8Array(steps.length);
    for (const { present } of one) {
      budget.work(steps.length);
      if (overlap(seen, present, matters)) return true;
    }
  }
  return false;
}

/** Whether a step that matters has both flags; `seen` takes over those of `present`. */
function overlap(seen: Uint8Array, present: Uint8Array, matters?: Uint8Array): boolean {
  for (let step = 0; step < seen.length; step++) {
    if (!present[step]) continue;
    if (seen[step] && (!matters || matters[step])) return true;
    seen[step] = 1;
  }
  return false;
}

/** Per step, whether any of the columns has a point there. */
function presenceOf(columns: readonly VectorColumn[], steps: number): Uint8Array {
  const any = new Uint8Array(steps);
  for (const { present } of columns) {
    for (let step = 0; step < steps; step++) any[step] = (any[step] as number) | (present[step] as number);
  }
  return any;
}

function pairUp(sides: Sides, context: Context): VectorColumn[] | typeof conflict {
  const results = new Map<string, Result>();
  for (const meeting of sides.meetings) {
    const { many, one } = withFilled(meeting, sides, context);
    // One-to-one allows a single pair in each group at each step.
    const paired = sides.binary.matching?.group || many.length < 2 ? undefined : new Uint8Array(context.steps.length);
    for (const left of many) {
      for (const right of one) {
        // What stands in for a missing element meets what is there, never its like.
        if (left.isFilling && right.isFilling) continue;
        if (!meet(left, right, { sides, context, results, meeting, paired })) return conflict;
      }
    }
  }
  return [...results.values()].filter(({ any }) => any).map(({ column }) => column);
}

interface Result {
  column: VectorColumn;
  any: boolean;
  /** The group that it comes from, and where it has a point, or would have one but for its filter: there can be no second. */
  meeting: Meeting;
  taken: Uint8Array | undefined;
}

interface Side extends VectorColumn {
  isFilling?: boolean;
}

/** The elements of a group, and what stands in for those that are missing at some steps. */
function withFilled(
  { labels, many, one }: Meeting,
  { fill }: Sides,
  { steps, budget }: Context,
): { many: readonly Side[]; one: readonly Side[] } {
  const standIn = (
    value: number | undefined,
    columns: readonly VectorColumn[],
    others: readonly VectorColumn[],
  ): readonly Side[] => {
    if (value === undefined || others.length === 0) return columns;
    budget.spend(steps.length);
    const present = presenceOf(columns, steps.length).map((flag) => 1 - flag);
    return [...columns, { labels, values: new Float64Array(steps.length).fill(value), present, isFilling: true }];
  };
  return { many: standIn(fill.many, many, one), one: standIn(fill.one, one, many) };
}

interface Pairing {
  sides: Sides;
  context: Context;
  results: Map<string, Result>;
  meeting: Meeting;
  /** Where the group has had its one pair, if only one is allowed. */
  paired: Uint8Array | undefined;
}

/** Adds the result of one pair. False when something has been there already at one of its steps. */
function meet(many: Side, one: Side, { sides, context, results, meeting, paired }: Pairing): boolean {
  const { binary, isManyLeft } = sides;
  const { budget, steps } = context;
  budget.spend(steps.length);
  const isGroups = sides.hasGroupLabels && !hasName(meeting.labels);
  const { key, labels } = isGroups ? meeting : withKey(sides.resultLabels(many.labels, one.labels));
  const column = emptyColumn(labels, steps.length);
  if (binary.returnBool && context.delaysNameRemoval) column.dropsName = true;
  const [left, right] = isManyLeft ? [many, one] : [one, many];
  const any = operate(binary, left, right, left, column);
  const isFilterOfMany = meeting.many.length > 1 && !dropsName(binary);
  const taken = paired || isFilterOfMany ? bothPresent(many, one) : undefined;
  if (paired && taken && overlap(paired, taken)) return false;
  const result = { column, any, meeting, taken };
  const known = results.get(key);
  if (known) return unite(known, result);
  results.set(key, result);
  return true;
}

const withKey = (labels: Labels): LabelGroup => ({ key: keyOf(labels), labels });

function bothPresent({ present }: VectorColumn, other: VectorColumn): Uint8Array {
  const both = new Uint8Array(present.length);
  for (let step = 0; step < both.length; step++) both[step] = (present[step] as number) & (other.present[step] as number);
  return both;
}

function unite(known: Result, { column, any, meeting, taken }: Result): boolean {
  if (known.meeting === meeting && known.taken && taken && overlap(known.taken, taken)) return false;
  const { values, present } = known.column;
  for (let step = 0; step < present.length; step++) {
    if (!column.present[step]) continue;
    if (present[step]) return false;
    values[step] = column.values[step] as number;
    present[step] = 1;
  }
  known.any ||= any;
  return true;
}

// `topk` and `bottomk`: the series with the greatest or least values, at each step anew.
import type { Group } from "./aggregations";
import { type Context, emptyColumn, type VectorColumn } from "./context";
import { createHeaps, type Heaps } from "./heaps";
import { type Parameter, wantedCounts } from "./parameters";

/** Heaps for more entries than this are made for some steps at a time. */
const entriesAtOnce = 1 << 18;

/** For one moment they are ordered, best first, group by group; over time their order means nothing. */
export function topOfGroups(
  operator: "topk" | "bottomk",
  groups: readonly Group[],
  parameter: Parameter,
  context: Context,
): VectorColumn[] {
  const available = groups.reduce((sum, { members }) => sum + members.length, 0);
  const wanted = wantedCounts(parameter, available);
  if (!wanted) return [];
  // The least of the values turned round is the greatest: one kind of heap does for both.
  const sign = operator === "topk" ? 1 : -1;
  return groups.flatMap(({ members }) => topOf(members, wanted, sign, context));
}

function topOf(members: readonly VectorColumn[], wanted: Int32Array, sign: 1 | -1, context: Context): VectorColumn[] {
  const { steps, budget } = context;
  const capacity = wanted.reduce((most, count) => Math.max(most, Math.min(count, members.length)), 0);
  if (capacity === 0) return [];
  const stepsAtOnce = Math.max(1, Math.min(steps.length, Math.floor(entriesAtOnce / capacity)));
  const heaps = createHeaps(capacity, stepsAtOnce, budget);
  const depth = Math.ceil(Math.log2(capacity + 1));
  const results = new Map<number, VectorColumn>();
  for (let from = 0; from < steps.length; from += stepsAtOnce) {
    const to = Math.min(steps.length, from + stepsAtOnce);
    heaps.clear();
    for (const [index, { values, present }] of members.entries()) {
      budget.work((4 + depth) * (to - from));
      for (let step = from; step < to; step++) {
        if (present[step] && wanted[step])
          heaps.offer(step - from, index, sign * (values[step] as number), wanted[step] as number);
      }
    }
    for (let step = from; step < to; step++) takeOut(heaps, step - from, step, { members, results, context });
  }
  return [...results.values()];
}

/** Gives each series in a step's heap its value there. */
function takeOut(
  heaps: Heaps,
  slot: number,
  step: number,
  { members, results, context }: { members: readonly VectorColumn[]; results: Map<number, VectorColumn>; context: Context },
): void {
  const { steps, budget } = context;
  for (const index of steps.length === 1 ? heaps.sorted(slot) : heaps.entries(slot)) {
    budget.work(5);
    const member = members[index] as VectorColumn;
    let result = results.get(index);
    if (!result) {
      budget.spend(steps.length);
      result = { ...member, ...emptyColumn(member.labels, steps.length) };
      results.set(index, result);
    }
    result.values[step] = member.values[step] as number;
    result.present[step] = 1;
  }
}

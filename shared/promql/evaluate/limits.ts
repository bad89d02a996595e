// `limitk` and `limit_ratio`: some of the series, whatever their values.
import type { Group } from "./aggregations";
import { type Context, emptyColumn, type VectorColumn } from "./context";
import { hashOfLabels } from "./label-hash";
import { type Parameter, wantedCounts, wantedRatios } from "./parameters";

/** The first so many of each group that have a point at a step. */
export function limitNumber(groups: readonly Group[], parameter: Parameter, context: Context): VectorColumn[] {
  const wanted = wantedCounts(parameter, Number.MAX_SAFE_INTEGER);
  if (!wanted) return [];
  const { length } = context.steps;
  return groups.flatMap(({ members }) => {
    const taken = new Int32Array(length);
    return members.flatMap((member) =>
      chosen(member, context, (step) => {
        if ((taken[step] as number) >= (wanted[step] as number)) return false;
        taken[step] = (taken[step] as number) + 1;
        return true;
      }),
    );
  });
}

const hashes = 2 ** 64;

/** About that part of the series, by a hash of their labels: the same ones each time, and `-0.2` are those that `0.8` leaves out. */
export function limitRatio(groups: readonly Group[], parameter: Parameter, context: Context): VectorColumn[] {
  const ratios = wantedRatios(parameter, context);
  if (!ratios) return [];
  return groups.flatMap(({ members }) =>
    members.flatMap((member) => {
      context.budget.work(50);
      const place = Number(hashOfLabels(member.labels)) / hashes;
      return chosen(member, context, (step) => {
        const ratio = ratios[step] as number;
        return ratio >= 0 ? place < ratio : place >= 1 + ratio;
      });
    }),
  );
}

/** The series at those of its steps that are chosen; nothing if none is. */
function chosen(member: VectorColumn, { steps, budget }: Context, choose: (step: number) => boolean): VectorColumn[] {
  budget.spend(steps.length);
  const result = { ...member, ...emptyColumn(member.labels, steps.length) };
  let any = false;
  for (let step = 0; step < steps.length; step++) {
    if (!member.present[step] || !choose(step)) continue;
    result.values[step] = member.values[step] as number;
    result.present[step] = 1;
    any = true;
  }
  return any ? [result] : [];
}

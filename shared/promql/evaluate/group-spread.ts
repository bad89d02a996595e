// How the members of a group are spread: variance, deviation, quantiles.
import type { VectorColumn } from "./context";
import { quantileOf } from "./functions/spread";
import type { Reduction } from "./reductions";

/** Of all members, kept up member by member (Welford): the means in the first column, the counts in the second. */
export const variance: Reduction = {
  add(member, { values, present }, { first: means, second: counts }) {
    for (let step = 0; step < values.length; step++) {
      if (!member.present[step]) continue;
      const value = member.values[step] as number;
      const count = (counts[step] as number) + 1;
      counts[step] = count;
      if (!present[step]) {
        present[step] = 1;
        means[step] = value;
        // One that is not a number, or infinite, has no distance from the others.
        values[step] = Number.isFinite(value) ? 0 : Number.NaN;
        continue;
      }
      const mean = means[step] as number;
      const delta = value - mean;
      const next = mean + delta / count;
      means[step] = next;
      values[step] = (values[step] as number) + delta * (value - next);
    }
  },
  end({ values }, { second: counts }) {
    for (let step = 0; step < values.length; step++) values[step] = (values[step] as number) / (counts[step] as number);
  },
};

export const deviation: Reduction = {
  add: (member, result, scratch) => variance.add?.(member, result, scratch),
  end(result, scratch, members, context) {
    variance.end?.(result, scratch, members, context);
    const { values } = result;
    for (let step = 0; step < values.length; step++) values[step] = Math.sqrt(values[step] as number);
  },
};

/** Each step's values are gathered and sorted; NaN counts as the least. */
export const quantiles = (fractions: Float64Array): Reduction => ({
  end({ values, present }, _scratch, members, { budget }) {
    const memory = new Float64Array(members.length);
    for (let step = 0; step < values.length; step++) {
      budget.work(5 * members.length);
      const { numbers, countOfNaN } = gather(members, step, memory);
      if (numbers.length + countOfNaN === 0) continue;
      values[step] = quantileOf(fractions[step] ?? Number.NaN, numbers.sort(), countOfNaN);
      present[step] = 1;
    }
  },
});

function gather(
  members: readonly VectorColumn[],
  step: number,
  memory: Float64Array,
): { numbers: Float64Array; countOfNaN: number } {
  let count = 0;
  let countOfNaN = 0;
  for (const { values, present } of members) {
    if (!present[step]) continue;
    const value = values[step] as number;
    if (Number.isNaN(value)) countOfNaN++;
    else memory[count++] = value;
  }
  return { numbers: memory.subarray(0, count), countOfNaN };
}

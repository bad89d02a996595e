// Sums and means over the members of a group, which do not lose small numbers beside large ones (Kahan, in Neumaier's form).
import type { VectorColumn } from "./context";
import type { Reduction } from "./reductions";

/** The scratch memory's first column is what the sums lost to rounding. */
export const total: Reduction = {
  add(member, { values, present }, { first: lost }) {
    for (let step = 0; step < values.length; step++) {
      if (!member.present[step]) continue;
      const value = member.values[step] as number;
      if (!present[step]) {
        values[step] = value;
        present[step] = 1;
        continue;
      }
      const sum = values[step] as number;
      const next = sum + value;
      if (next === Number.POSITIVE_INFINITY || next === Number.NEGATIVE_INFINITY) lost[step] = 0;
      else if (Math.abs(sum) >= Math.abs(value)) lost[step] = (lost[step] as number) + (sum - next + value);
      else lost[step] = (lost[step] as number) + (value - next + sum);
      values[step] = next;
    }
  },
  end({ values }, { first: lost }) {
    for (let step = 0; step < values.length; step++) values[step] = (values[step] as number) + (lost[step] as number);
  },
};

/** The second column counts. Where the sum overflows it is left, and the mean worked out from the members at the end. */
export const average: Reduction = {
  add(member, result, scratch) {
    const { second: counts } = scratch;
    for (let step = 0; step < counts.length; step++) {
      counts[step] = (counts[step] as number) + (member.present[step] as number);
    }
    total.add?.(member, result, scratch);
  },
  end({ values, present }, { first: lost, second: counts }, members) {
    for (let step = 0; step < values.length; step++) {
      if (!present[step]) continue;
      const [sum, count] = [values[step] as number, counts[step] as number];
      // An infinity stays one in further sums or becomes NaN, so no overflow is missed here.
      const isExact = Number.isFinite(sum) || count === 1;
      values[step] = isExact ? sum / count + (lost[step] as number) / count : meanAt(members, step);
    }
  },
};

/** The mean of the members at a step, kept as a mean as soon as the sum would not fit into a double. */
function meanAt(members: readonly VectorColumn[], step: number): number {
  let count = 0;
  let sum = 0;
  let lost = 0;
  let isMean = false;
  const add = (to: number, value: number): number => {
    const next = to + value;
    if (Math.abs(next) === Number.POSITIVE_INFINITY) lost = 0;
    else lost += Math.abs(to) >= Math.abs(value) ? to - next + value : value - next + to;
    return next;
  };
  for (const { values, present } of members) {
    if (!present[step]) continue;
    const value = values[step] as number;
    count++;
    if (count === 1) {
      sum = value;
      continue;
    }
    if (!isMean) {
      const lostBefore = lost;
      const next = add(sum, value);
      if (Math.abs(next) !== Number.POSITIVE_INFINITY) {
        sum = next;
        continue;
      }
      isMean = true;
      sum /= count - 1;
      lost = lostBefore / (count - 1);
    }
    const share = (count - 1) / count;
    lost *= share;
    sum = add(sum * share, value / count);
  }
  return isMean ? sum + lost : sum / count + lost / count;
}

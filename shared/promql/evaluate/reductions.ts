// Aggregations that make one series of a group. Each reads its members column by column and keeps what it needs of each step
// beside the result; numbers are added in the order of the series, as in Prometheus, so that the same digits come out.
import type { Aggregation } from "../ast";
import type { Group } from "./aggregations";
import { type Context, emptyColumn, type VectorColumn } from "./context";
import { deviation, quantiles, variance } from "./group-spread";
import { average, total } from "./group-sums";
import { type Parameter, warnOfQuantiles } from "./parameters";

export interface Reduction {
  /** Takes one member in. The result's values and flags begin as zeros, as does the scratch memory. */
  add?(member: VectorColumn, result: VectorColumn, scratch: Scratch): void;
  /** Makes the result of what was taken in. */
  end?(result: VectorColumn, scratch: Scratch, members: readonly VectorColumn[], context: Context): void;
}

/** Columns for sums under way, used again for the next group. */
export interface Scratch {
  first: Float64Array;
  second: Float64Array;
}

const least: Reduction = {
  add(member, { values, present }) {
    for (let step = 0; step < values.length; step++) {
      if (!member.present[step]) continue;
      const [value, best] = [member.values[step] as number, values[step] as number];
      // NaN loses against every number.
      if (!present[step] || best > value || Number.isNaN(best)) values[step] = value;
      present[step] = 1;
    }
  },
};

const most: Reduction = {
  add(member, { values, present }) {
    for (let step = 0; step < values.length; step++) {
      if (!member.present[step]) continue;
      const [value, best] = [member.values[step] as number, values[step] as number];
      if (!present[step] || best < value || Number.isNaN(best)) values[step] = value;
      present[step] = 1;
    }
  },
};

const count: Reduction = {
  add(member, { values, present }) {
    for (let step = 0; step < values.length; step++) {
      const flag = member.present[step] as number;
      values[step] = (values[step] as number) + flag;
      present[step] = (present[step] as number) | flag;
    }
  },
};

const one: Reduction = {
  add(member, { present }) {
    for (let step = 0; step < present.length; step++)
      present[step] = (present[step] as number) | (member.present[step] as number);
  },
  end: ({ values }) => void values.fill(1),
};

const reductions: Partial<Record<Aggregation, Reduction>> = {
  sum: total,
  avg: average,
  min: least,
  max: most,
  count,
  group: one,
  stdvar: variance,
  stddev: deviation,
};

/** The parameter is that of `quantile`. */
export function reduceGroups(
  operator: Aggregation,
  groups: readonly Group[],
  context: Context,
  parameter?: Parameter,
): VectorColumn[] {
  const { steps, budget } = context;
  if (parameter) warnOfQuantiles(parameter, context);
  const reduction = parameter ? quantiles(parameter.values) : reductions[operator];
  if (!reduction) throw new Error(`${operator} does not make one series of a group`);
  const scratch = { first: new Float64Array(steps.length), second: new Float64Array(steps.length) };
  return groups.map(({ labels, members }) => {
    budget.spend(steps.length);
    scratch.first.fill(0);
    scratch.second.fill(0);
    const result = emptyColumn(labels, steps.length);
    for (const member of members) {
      budget.work(steps.length);
      reduction.add?.(member, result, scratch);
      if (member.dropsName) result.dropsName = true;
    }
    reduction.end?.(result, scratch, members, context);
    return result;
  });
}

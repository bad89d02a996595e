// One number out of a column: what a stat shows, what a legend's table lists.
import { isEmptyValue, textOf } from "./fields";
import type { Field, Frame, ValueRange } from "./frame";

export type Reduced = number | string | null;

interface Reducer {
  id: string;
  title: string;
  about: string;
  /** Of numbers and times. */
  numbers(values: Float64Array): number | null;
  /** Of anything else; null where it means nothing. */
  others?(values: readonly unknown[]): Reduced;
  /** It is of the field's unit: a mean of bytes is bytes, a count of them is not. */
  keepsUnit: boolean;
}

/** What can be offered; `p1` to `p99` can all be asked for. Titles are those of Grafana: overrides name columns by them. */
const list: readonly Reducer[] = [
  {
    id: "lastNotNull",
    title: "Last *",
    about: "The last value that is one",
    keepsUnit: true,
    numbers: (values) => at(values, lastIndex(values)),
    others: (values) => given(values.findLast((value) => !isEmptyValue(value))),
  },
  {
    id: "last",
    title: "Last",
    about: "The last value, also when there is none",
    keepsUnit: true,
    numbers: (values) => at(values, values.length - 1),
    others: (values) => given(values[values.length - 1]),
  },
  {
    id: "firstNotNull",
    title: "First *",
    about: "The first value that is one",
    keepsUnit: true,
    numbers: (values) => at(values, firstIndex(values)),
    others: (values) => given(values.find((value) => !isEmptyValue(value))),
  },
  {
    id: "first",
    title: "First",
    about: "The first value, also when there is none",
    keepsUnit: true,
    numbers: (values) => at(values, 0),
    others: (values) => given(values[0]),
  },
  { id: "min", title: "Min", about: "The smallest value", keepsUnit: true, numbers: (values) => extent(values)?.min ?? null },
  { id: "max", title: "Max", about: "The largest value", keepsUnit: true, numbers: (values) => extent(values)?.max ?? null },
  { id: "mean", title: "Mean", about: "The average", keepsUnit: true, numbers: mean },
  {
    id: "median",
    title: "Median",
    about: "The value in the middle",
    keepsUnit: true,
    numbers(values) {
      const sorted = sortedNumbers(values);
      const middle = sorted.length >> 1;
      if (sorted.length % 2 === 1) return at(sorted, middle);
      return sorted.length === 0 ? null : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
    },
  },
  { id: "sum", title: "Total", about: "All values together", keepsUnit: true, numbers: (values) => sum(values).total },
  {
    id: "count",
    title: "Count",
    about: "How many values there are",
    keepsUnit: false,
    numbers: (values) => sum(values).count,
    others: (values) => values.reduce<number>((count, value) => (isEmptyValue(value) ? count : count + 1), 0),
  },
  {
    id: "countAll",
    title: "Count all",
    about: "How many rows there are, with and without a value",
    keepsUnit: false,
    numbers: (values) => values.length,
    others: (values) => values.length,
  },
  {
    id: "range",
    title: "Range",
    about: "From the smallest to the largest value",
    keepsUnit: true,
    numbers(values) {
      const found = extent(values);
      return found ? found.max - found.min : null;
    },
  },
  { id: "delta", title: "Delta", about: "How far a counter rose, resets taken into account", keepsUnit: true, numbers: delta },
  { id: "step", title: "Step", about: "The smallest distance between neighbours", keepsUnit: true, numbers: smallestStep },
  {
    id: "diff",
    title: "Difference",
    about: "The last value less the first",
    keepsUnit: true,
    numbers: (values) => ends(values, (first, last) => last - first),
  },
  {
    id: "diffperc",
    title: "Difference percent",
    about: "How much larger the last value is than the first, in per cent of it",
    keepsUnit: false,
    numbers: (values) => ends(values, (first, last) => (first === 0 ? null : ((last - first) / first) * 100)),
  },
  { id: "variance", title: "Variance", about: "The spread around the average, squared", keepsUnit: false, numbers: variance },
  {
    id: "stdDev",
    title: "StdDev",
    about: "The spread around the average",
    keepsUnit: true,
    numbers(values) {
      const spread = variance(values);
      return spread === null ? null : Math.sqrt(spread);
    },
  },
  {
    id: "logmin",
    title: "Min (above zero)",
    about: "The smallest value above zero, for logarithmic axes",
    keepsUnit: true,
    numbers(values) {
      let least = Number.POSITIVE_INFINITY;
      for (const value of values) if (value > 0 && value < least) least = value;
      return Number.isFinite(least) ? least : null;
    },
  },
  {
    id: "allIsZero",
    title: "All Zeros",
    about: "Whether there are values and all are zero",
    keepsUnit: false,
    numbers: (values) => Number(firstIndex(values) >= 0 && values.every((value) => value === 0 || Number.isNaN(value))),
    others: () => 0,
  },
  {
    id: "allIsNull",
    title: "All Nulls",
    about: "Whether there is no value",
    keepsUnit: false,
    numbers: (values) => Number(firstIndex(values) < 0),
    others: (values) => Number(values.every(isEmptyValue)),
  },
  {
    id: "changeCount",
    title: "Change Count",
    about: "How often the value changes",
    keepsUnit: false,
    numbers: (values) => changes(values),
    others: (values) => changes(values),
  },
  {
    id: "distinctCount",
    title: "Distinct Count",
    about: "How many different values there are",
    keepsUnit: false,
    numbers: (values) => distinct(values).length,
    others: (values) => distinct(values).length,
  },
  {
    id: "allValues",
    title: "All values",
    about: "All values, one behind another",
    keepsUnit: false,
    numbers: () => null,
    others: (values) => listed(values.filter((value) => !isEmptyValue(value))),
  },
  {
    id: "uniqueValues",
    title: "All unique values",
    about: "All different values, one behind another",
    keepsUnit: false,
    numbers: () => null,
    others: (values) => listed(distinct(values)),
  },
  ...[25, 50, 75, 90, 95, 99].map(percentile),
];

export const reducers: readonly { id: string; title: string; about: string }[] = list;

/** Lists of values are cut here: a cell is no place for more. */
const mostListed = 1000;

// As dashboards before 2018 had them.
const aliases: ReadonlyMap<string, string> = new Map([
  ["current", "lastNotNull"],
  ["avg", "mean"],
  ["total", "sum"],
]);

const byId = new Map(list.map((reducer) => [reducer.id, reducer]));

function reducerOf(id: string): Reducer | undefined {
  const known = byId.get(aliases.get(id) ?? id);
  if (known) return known;
  const rank = /^p([1-9]\d?)$/.exec(id)?.[1];
  return rank === undefined ? undefined : percentile(Number(rank));
}

/** What a column comes to. Null when there is nothing to reduce, or nothing is known by that id. */
export function reduce(field: Field, id: string): Reduced {
  const reducer = reducerOf(id);
  if (!reducer) return null;
  if (field.kind !== "number" && field.kind !== "time") return reducer.others?.(field.values) ?? null;
  // These write texts, of numbers as well.
  if (id === "allValues" || id === "uniqueValues") return reducer.others?.([...field.values]) ?? null;
  return reducer.numbers(field.values);
}

/** What a reducer is called in the head of a column. */
export const reducerTitle = (id: string): string => reducerOf(id)?.title ?? id;

export const isReducer = (id: string): boolean => reducerOf(id) !== undefined;

/** Whether what it gives is of the field's own unit. */
export const keepsUnit = (id: string): boolean => reducerOf(id)?.keepsUnit ?? false;

/** From the smallest to the largest finite number of all frames; 0 to 100 where there is none. */
export function fieldRange(frames: readonly Frame[]): ValueRange {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const frame of frames) {
    for (const field of frame.fields) {
      if (field.kind !== "number") continue;
      const { values } = field;
      for (let index = 0; index < values.length; index++) {
        const value = values[index] as number;
        if (value < min && value !== Number.NEGATIVE_INFINITY) min = value;
        if (value > max && value !== Number.POSITIVE_INFINITY) max = value;
      }
    }
  }
  return min <= max ? { min, max } : { min: 0, max: 100 };
}

function percentile(rank: number): Reducer {
  const ending =
    rank % 10 === 1 && rank !== 11 ? "st" : rank % 10 === 2 && rank !== 12 ? "nd" : rank % 10 === 3 && rank !== 13 ? "rd" : "th";
  return {
    id: `p${rank}`,
    title: `${rank}${ending} %`,
    about: `What ${rank} of 100 values do not exceed`,
    keepsUnit: true,
    numbers(values) {
      const sorted = sortedNumbers(values);
      return at(sorted, Math.round(((sorted.length - 1) * rank) / 100));
    },
  };
}

function at(values: Float64Array, index: number): number | null {
  const value = values[index];
  return value === undefined || Number.isNaN(value) ? null : value;
}

function lastIndex(values: Float64Array): number {
  let index = values.length - 1;
  while (index >= 0 && Number.isNaN(values[index])) index--;
  return index;
}

function firstIndex(values: Float64Array): number {
  for (let index = 0; index < values.length; index++) if (!Number.isNaN(values[index])) return index;
  return -1;
}

function extent(values: Float64Array): ValueRange | undefined {
  let found: ValueRange | undefined;
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number;
    if (Number.isNaN(value)) continue;
    if (!found) found = { min: value, max: value };
    else if (value < found.min) found.min = value;
    else if (value > found.max) found.max = value;
  }
  return found;
}

function sum(values: Float64Array): { total: number; count: number } {
  let total = 0;
  let count = 0;
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number;
    if (Number.isNaN(value)) continue;
    total += value;
    count++;
  }
  return { total, count };
}

function mean(values: Float64Array): number | null {
  const { total, count } = sum(values);
  return count === 0 ? null : total / count;
}

function delta(values: Float64Array): number | null {
  let risen = 0;
  let was: number | undefined;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    // A counter that fell was reset and has counted to here since.
    if (was !== undefined) risen += value < was ? value : value - was;
    was = value;
  }
  return was === undefined ? null : risen;
}

function smallestStep(values: Float64Array): number | null {
  let least = Number.POSITIVE_INFINITY;
  let was: number | undefined;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    if (was !== undefined && value - was < least) least = value - was;
    was = value;
  }
  return Number.isFinite(least) ? least : null;
}

function ends(values: Float64Array, between: (first: number, last: number) => number | null): number | null {
  const first = at(values, firstIndex(values));
  const last = at(values, lastIndex(values));
  return first === null || last === null ? null : between(first, last);
}

/** Of the whole population, by Welford's running mean, which keeps its digits where values are large and close. */
function variance(values: Float64Array): number | null {
  let squares = 0;
  let average = 0;
  let count = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    count++;
    const apart = value - average;
    average += apart / count;
    squares += apart * (value - average);
  }
  return count === 0 ? null : squares / count;
}

const sortedNumbers = (values: Float64Array): Float64Array => values.filter((value) => !Number.isNaN(value)).sort();

function changes(values: ArrayLike<unknown>): number {
  let count = 0;
  let was: unknown;
  for (let index = 0; index < values.length; index++) {
    const value = values[index];
    if (isEmptyValue(value)) continue;
    if (was !== undefined && value !== was) count++;
    was = value;
  }
  return count;
}

const distinct = (values: Iterable<unknown>): unknown[] => {
  const found = new Set<unknown>();
  for (const value of values) if (!isEmptyValue(value)) found.add(value);
  return [...found];
};

function listed(values: readonly unknown[]): string {
  const shown = values.slice(0, mostListed).map(textOf).join(", ");
  return values.length > mostListed ? `${shown}, …` : shown;
}

/** What a column of texts or claims holds, as a reducer gives it. */
function given(value: unknown): Reduced {
  if (value === null || value === undefined) return null;
  if (typeof value === "boolean") return Number(value);
  return typeof value === "number" || typeof value === "string" ? value : textOf(value);
}

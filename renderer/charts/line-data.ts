// The heights at which lines are drawn, from their values: stacked upon each other, turned upside down, and with their gaps.
import type { EpochMs } from "#shared/units/time";
import type { Extent } from "./drawing";
import type { LineLook } from "./line-look";

export interface LineData {
  /** As they came, NaN where there is no point. */
  values: ArrayLike<number>;
  /**
   * As drawn. NaN: nothing here, and the line goes on over it, because this time is another line's. Infinity: a gap; infinite
   * values have no place on an axis either.
   */
  heights: Float64Array;
  /** The lower edge of its fill where that is not zero; NaN where it has none. */
  base?: Float64Array | undefined;
}

/** The values of a line on its chart's times; `absent` is true where NaN means that another line's time it is. */
export interface LineValues {
  values: ArrayLike<number>;
  /** NaN only says that this time is not one of the line's own. */
  isSparse?: boolean | undefined;
}

type Stacking = Pick<LineLook, "id" | "stack" | "isNegative" | "fillTo">;

/** Lines in one group stand on each other, those below zero hang from each other. Where a line has no point it adds nothing. */
export function lineData(length: number, lines: readonly LineValues[], looks: readonly Stacking[]): LineData[] {
  const heights = lines.map((line, place) =>
    // Stacking writes over the heights.
    heightsOf(length, line, looks[place]?.isNegative === true, looks[place]?.stack === undefined),
  );
  const bases: (Float64Array | undefined)[] = lines.map(() => undefined);
  for (const members of stacks(heights, looks).values()) stackUp(length, members, heights, bases, looks);
  for (const [place, { fillTo }] of looks.entries()) {
    const lower = fillTo === undefined ? -1 : looks.findIndex(({ id }) => id === fillTo);
    if (lower >= 0 && lower !== place) bases[place] = heights[lower];
  }
  return lines.map(({ values }, place) => ({ values, heights: heights[place] as Float64Array, base: bases[place] }));
}

function heightsOf(length: number, { values, isSparse = false }: LineValues, isNegative: boolean, isKept: boolean): Float64Array {
  // The answer's own numbers where they can be drawn as they are: a dashboard has a million of them.
  if (isKept && isSparse && !isNegative && values instanceof Float64Array && !hasInfinity(values)) return values;
  const heights = new Float64Array(length);
  const sign = isNegative ? -1 : 1;
  const missing = isSparse ? Number.NaN : Number.POSITIVE_INFINITY;
  for (let i = 0; i < length; i++) {
    const value = values[i] as number;
    heights[i] = Number.isNaN(value) ? missing : Number.isFinite(value) ? value * sign : Number.POSITIVE_INFINITY;
  }
  return heights;
}

function hasInfinity(values: Float64Array): boolean {
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY) return true;
  }
  return false;
}

/** The places of the lines that stand on each other, lowest first. */
function stacks(heights: readonly Float64Array[], looks: readonly Stacking[]): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (const [place, { stack }] of looks.entries()) {
    if (!stack) continue;
    const key = `${isBelowZero(heights[place] as Float64Array) ? "-" : "+"}${stack.isPercent ? "%" : ""}${stack.group}`;
    const members = found.get(key);
    if (members) members.push(place);
    else found.set(key, [place]);
  }
  return found;
}

function isBelowZero(heights: Float64Array): boolean {
  let sum = 0;
  for (const height of heights) if (Number.isFinite(height)) sum += height;
  return sum < 0;
}

function stackUp(
  length: number,
  members: readonly number[],
  heights: readonly Float64Array[],
  bases: (Float64Array | undefined)[],
  looks: readonly Stacking[],
): void {
  const isPercent = looks[members[0] ?? 0]?.stack?.isPercent === true;
  const totals = isPercent ? totalsOf(length, members, heights) : undefined;
  let below = new Float64Array(length);
  for (const [order, place] of members.entries()) {
    const own = heights[place] as Float64Array;
    const given = own.slice();
    const reach = new Float64Array(length);
    for (let i = 0; i < length; i++) {
      const under = below[i] as number;
      const height = given[i] as number;
      reach[i] = under;
      if (!Number.isFinite(height)) continue;
      if (order > 0 && isNothing(given, i)) {
        own[i] = Number.POSITIVE_INFINITY;
        continue;
      }
      const total = totals?.[i] ?? 1;
      own[i] = under + (total === 0 ? 0 : height / total);
      reach[i] = own[i] as number;
    }
    // The lowest stands on zero.
    if (order > 0) bases[place] = below;
    below = reach;
  }
}

/** A line that adds nothing would only hide the one that it stands on, under a colour of its own. Its rise from zero and its fall are drawn. */
function isNothing(given: Float64Array, i: number): boolean {
  return given[i] === 0 && (given[i - 1] ?? 0) === 0 && (given[i + 1] ?? 0) === 0;
}

function totalsOf(length: number, members: readonly number[], heights: readonly Float64Array[]): Float64Array {
  const totals = new Float64Array(length);
  for (const place of members) {
    const own = heights[place] as Float64Array;
    for (let i = 0; i < length; i++) if (Number.isFinite(own[i])) (totals[i] as number) += Math.abs(own[i] as number);
  }
  return totals;
}

/** The smallest and the largest that these lines reach between two times; the first above the second when there is nothing. */
export function extentOfLines(times: ArrayLike<EpochMs>, lines: readonly LineData[], startMs: EpochMs, endMs: EpochMs): Extent {
  const [from, to] = [firstAtOrAfter(times, startMs), firstAtOrAfter(times, endMs + 1)];
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const { heights } of lines) {
    for (let i = from; i < to; i++) {
      const height = heights[i] as number;
      // Neither comparison holds for NaN.
      if (height < min) min = height;
      if (height > max && height !== Number.POSITIVE_INFINITY) max = height;
    }
  }
  return { min, max };
}

/** The place of the first time that is not before this one; the length when all are. */
export function firstAtOrAfter(times: ArrayLike<EpochMs>, time: EpochMs): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] as number) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

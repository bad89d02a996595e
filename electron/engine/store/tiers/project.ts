// Of the five columns of a tier, what a query's function asks for: so that `max_over_time`, `rate` and averages say of buckets what
// they would have said of the samples.
import type { Selection, StoredSeries } from "#shared/promql/storage";
import { row, type TierColumn } from "../codec/column";

type Points = Omit<StoredSeries, "labels">;

/** `func` is that of the selection; rows that hold nothing are left out. */
export function project(column: TierColumn, times: Float64Array, func: Selection["func"]): Points {
  switch (func) {
    case "min_over_time":
    case "ts_of_min_over_time":
      return pointsOf(column, column.min, times);
    case "max_over_time":
    case "ts_of_max_over_time":
      return pointsOf(column, column.max, times);
    case "sum_over_time":
    case "avg_over_time":
      return pointsOf(column, column.sum, times);
    case "rate":
    case "increase":
    case "resets":
      return counterPoints(column, times);
    default:
      return pointsOf(column, column.last, times);
  }
}

function pointsOf({ count, flags, endsStale }: TierColumn, values: Float64Array, times: Float64Array): Points {
  if (!flags && !endsStale) return { times, values, counts: count };
  const points = createPoints(times.length + 1);
  for (let at = 0; at < times.length; at++) {
    const flag = flags ? flags[at] : row.value;
    if (flag === row.value) points.add(times[at] as number, values[at] as number, count[at] as number);
    else if (flag === row.stale) points.addStale(times[at] as number);
  }
  if (endsStale) points.addStale((times[times.length - 1] as number) + 1);
  return points.done();
}

/**
 * The last values, and where a counter was reset within a bucket one point more before it: at its peak, if it was reset after that,
 * else where it began anew. What is still lost: of two resets in one bucket the smaller one; what it had gained since the bucket
 * began, when it was reset and passed its old value again in the same bucket; and such a reset in the first bucket of a block.
 */
function counterPoints(column: TierColumn, times: Float64Array): Points {
  const { min, max, last, count, flags, endsStale } = column;
  if (!hasResets(column)) return pointsOf(column, last, times);
  const points = createPoints(2 * times.length + 1);
  let before = Number.NaN;
  let timeBefore = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < times.length; at++) {
    const time = times[at] as number;
    const flag = flags ? flags[at] : row.value;
    if (flag === row.stale) points.addStale(time);
    if (flag !== row.value) continue;
    const value = last[at] as number;
    const least = min[at] as number;
    const greatest = max[at] as number;
    if (time - 1 > timeBefore) {
      // Counts are of samples, and this is none of its own.
      if (greatest > value) points.add(time - 1, greatest, 0);
      else if (isHidden(least, before, value)) points.add(time - 1, least, 0);
    }
    points.add(time, value, count[at] as number);
    before = value;
    timeBefore = time;
  }
  if (endsStale) points.addStale((times[times.length - 1] as number) + 1);
  return points.done();
}

/** Whether a counter was reset within some bucket. Most never are, and keep the times that they share with others. */
function hasResets({ min, max, last, flags }: TierColumn): boolean {
  let before = Number.NaN;
  for (let at = 0; at < last.length; at++) {
    if (flags && flags[at] !== row.value) continue;
    const value = last[at] as number;
    if ((max[at] as number) > value || isHidden(min[at] as number, before, value)) return true;
    before = value;
  }
  return false;
}

/** Whether a counter went below what it was before, and rose to it again, within one bucket. */
const isHidden = (least: number, before: number, value: number): boolean => least < before && value >= before;

/** Columns of points that are put together one by one. */
function createPoints(most: number) {
  const times = new Float64Array(most);
  const values = new Float64Array(most);
  const counts = new Float64Array(most);
  const stale = new Uint8Array(most);
  let length = 0;
  let hasStale = false;
  return {
    add(time: number, value: number, count: number): void {
      times[length] = time;
      values[length] = value;
      counts[length++] = count;
    },
    addStale(time: number): void {
      stale[length] = 1;
      hasStale = true;
      times[length++] = time;
    },
    done: (): Points => ({
      times: times.subarray(0, length),
      values: values.subarray(0, length),
      counts: counts.subarray(0, length),
      ...(hasStale && { stale: stale.subarray(0, length) }),
    }),
  };
}

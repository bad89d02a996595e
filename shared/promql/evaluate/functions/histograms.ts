// Functions of classic histograms: series with a label `le`, each a cumulative count up to that bound.
import type { Labels } from "../../../model/labels";
import type { Call, Span } from "../../ast";
import { quote } from "../../go-text";
import type { Evaluation } from "../calls";
import { type Context, emptyColumn, type VectorColumn } from "../context";
import { createGrouper } from "../groups";
import { dropNames, labelOf, mergeEqual } from "../label-sets";
import { columnsAt, placeOfArgument, scalarAt, textAt } from "./arguments";
import { type Buckets, bucketFraction, bucketQuantile } from "./buckets";
import { formatOpenMetrics, parseFloatText } from "./label-numbers";
import { createQuantileCheck } from "./spread";

/** The series of one histogram, by rising bounds. */
interface Histogram {
  labels: Labels;
  bounds: Float64Array;
  members: VectorColumn[];
}

/** Series belong together that differ in `le` only; one whose bound is not a number is told of and left out. */
function histogramsIn(columns: readonly VectorColumn[], call: Call, place: Span, context: Context): Histogram[] {
  const grouper = createGrouper(call, { keep: false, labels: ["le"] });
  const ids = grouper.idsOf(columns, context.budget);
  const members = grouper.groups.map((): { bound: number; column: VectorColumn }[] => []);
  for (const [index, column] of columns.entries()) {
    context.budget.work(20);
    const text = labelOf(column.labels, "le");
    const bound = parseFloatText(text);
    if (bound !== undefined) members[ids[index] as number]?.push({ bound, column });
    else if (column.present.includes(1)) {
      const name = labelOf(column.labels, "__name__");
      const message = `bucket label "le" is missing or has a malformed value of ${quote(text)} for metric name ${quote(name)}`;
      context.annotations.warn(message, place);
    }
  }
  return members.map((unsorted, index) => {
    context.budget.work(20 * unsorted.length);
    const sorted = unsorted.sort((a, b) => compareBounds(a.bound, b.bound));
    return {
      labels: grouper.groups[index]?.labels ?? {},
      bounds: Float64Array.from(sorted, ({ bound }) => bound),
      members: sorted.map(({ column }) => column),
    };
  });
}

/** A bound that is NaN has no place; behind the others it makes the histogram one without an end. */
function compareBounds(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return a < b ? -1 : a > b ? 1 : 0;
}

/** One number per step from each histogram that has buckets there. */
function evaluateHistograms(
  histograms: readonly Histogram[],
  context: Context,
  run: (buckets: Buckets, step: number, histogram: Histogram) => number,
): VectorColumn[] {
  const steps = context.steps.length;
  const size = histograms.reduce((most, { members }) => Math.max(most, members.length), 0);
  const buckets: Buckets = { bounds: new Float64Array(size), counts: new Float64Array(size), count: 0, isForced: false };
  return histograms.map((histogram) => {
    context.budget.spend(steps);
    const column = emptyColumn(histogram.labels, steps);
    for (let step = 0; step < steps; step++) {
      context.budget.work(histogram.members.length);
      gather(histogram, step, buckets);
      if (buckets.count === 0) continue;
      column.values[step] = run(buckets, step, histogram);
      column.present[step] = 1;
    }
    return column;
  });
}

/** The buckets that are there at a step; those with equal bounds, as `1` and `1.0`, count together. */
function gather({ bounds, members }: Histogram, step: number, buckets: Buckets): void {
  let count = 0;
  for (let index = 0; index < members.length; index++) {
    const { values, present } = members[index] as VectorColumn;
    if (!present[step]) continue;
    const bound = bounds[index] as number;
    const value = values[step] as number;
    if (count > 0 && buckets.bounds[count - 1] === bound) {
      buckets.counts[count - 1] = (buckets.counts[count - 1] as number) + value;
      continue;
    }
    buckets.bounds[count] = bound;
    buckets.counts[count] = value;
    count++;
  }
  buckets.count = count;
}

const hasPoints = ({ present }: VectorColumn): boolean => present.includes(1);

function quantiles(histograms: readonly Histogram[], fractions: Float64Array, place: Span, context: Context): VectorColumn[] {
  const forced = new Set<string>();
  const columns = evaluateHistograms(histograms, context, (buckets, step, { labels }) => {
    const value = bucketQuantile(fractions[step] as number, buckets);
    if (buckets.isForced) forced.add(labelOf(labels, "__name__"));
    return value;
  });
  for (const metric of forced) {
    context.annotations.info(
      "input to histogram_quantile needed to be fixed for monotonicity " +
        "(see https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile) " +
        `for metric name ${quote(metric)}`,
      place,
    );
  }
  return columns.filter(hasPoints);
}

const histogramQuantile: Evaluation = (call, context, walk) => {
  const fractions = scalarAt(call, 0, context, walk);
  const columns = columnsAt(call, 1, context, walk);
  fractions.forEach(createQuantileCheck(placeOfArgument(call, 0), context));
  const place = placeOfArgument(call, 1);
  const results = quantiles(histogramsIn(columns, call, place, context), fractions, place, context);
  return { type: "vector", columns: dropNames(results, call, context) };
};

/** Several quantiles of one vector at once, told apart by a label. */
const histogramQuantiles: Evaluation = (call, context, walk) => {
  const columns = columnsAt(call, 0, context, walk);
  const label = textAt(call, 1);
  const place = placeOfArgument(call, 0);
  const histograms = histogramsIn(columns, call, place, context);
  const results: VectorColumn[] = [];
  for (let index = 2; index < call.args.length; index++) {
    const fractions = scalarAt(call, index, context, walk);
    fractions.forEach(createQuantileCheck(placeOfArgument(call, index), context));
    const unlabelled = dropNames(quantiles(histograms, fractions, place, context), call, context);
    const distinct = new Set(fractions);
    for (const column of unlabelled) {
      context.budget.spend(distinct.size * fractions.length);
      results.push(...byFraction(column, label, fractions, distinct));
    }
  }
  return { type: "vector", columns: mergeEqual(results, call, context) };
};

/** The column with its quantile as a label: one column for each that the fraction takes over time, nearly always one. */
function byFraction(column: VectorColumn, label: string, fractions: Float64Array, distinct: ReadonlySet<number>): VectorColumn[] {
  return [...distinct].map((fraction) => {
    const pairs = Object.entries(column.labels).filter(([name]) => name !== label);
    const labels: Labels = Object.fromEntries([...pairs, [label, formatOpenMetrics(fraction)]]);
    if (distinct.size === 1) return { ...column, labels };
    const isThis = (other: number | undefined) => other === fraction || (Number.isNaN(other) && Number.isNaN(fraction));
    const present = column.present.map((flag, step) => (isThis(fractions[step]) ? flag : 0));
    return { ...column, labels, present };
  });
}

const histogramFraction: Evaluation = (call, context, walk) => {
  const lower = scalarAt(call, 0, context, walk);
  const upper = scalarAt(call, 1, context, walk);
  const columns = columnsAt(call, 2, context, walk);
  const histograms = histogramsIn(columns, call, placeOfArgument(call, 2), context);
  const results = evaluateHistograms(histograms, context, (buckets, step) =>
    bucketFraction(lower[step] as number, upper[step] as number, buckets),
  ).filter(hasPoints);
  return { type: "vector", columns: dropNames(results, call, context) };
};

export const histograms: readonly [name: string, evaluation: Evaluation][] = [
  ["histogram_quantile", histogramQuantile],
  ["histogram_quantiles", histogramQuantiles],
  ["histogram_fraction", histogramFraction],
];

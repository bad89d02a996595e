// Families of series as an exporter has them, made of shapes.
import type { Labels } from "#shared/model/labels";
import { chanceOf, count, type Shape } from "./shapes";

export type FamilyKind = "counter" | "gauge" | "histogram" | "untyped";

export interface MadeSeries {
  /** Of the sample: that of the family, or with `_bucket`, `_sum`, `_count`. */
  name: string;
  labels: Labels;
  at: Shape;
}

export interface Family {
  name: string;
  kind: FamilyKind;
  help: string;
  series: MadeSeries[];
}

type Made = readonly [labels: Labels, at: Shape];

const family =
  (kind: FamilyKind) =>
  (name: string, help: string, made: readonly Made[] | Shape): Family => {
    const all: readonly Made[] = typeof made === "function" ? [[{}, made]] : made;
    return { name, kind, help, series: all.map(([labels, at]) => ({ name, labels, at })) };
  };

export const gauges = family("gauge");
export const counters = family("counter");
export const untyped = family("untyped");

/** The upper ends of the buckets that Prometheus's client libraries take by themselves, in seconds. */
export const usualBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export interface Durations {
  labels: Labels;
  perSecond: number;
  /** In seconds: what half of them take less than. */
  median: number;
}

/**
 * A histogram of durations. Most are quick, some slow, and how many of each there are goes up and down by itself: so the
 * quantiles move, and each bucket still only rises.
 */
export function histogram(name: string, help: string, all: readonly Durations[], buckets = usualBuckets): Family {
  const series = all.flatMap(({ labels, perSecond, median }) => {
    const key = `${name}${JSON.stringify(labels)}`;
    const spread = 0.5 + chanceOf(key).fraction() * 0.3;
    const populations = [
      { counted: count(`${key} quick`, perSecond * 0.92), median },
      { counted: count(`${key} slow`, perSecond * 0.08), median: median * 6 },
    ];
    const below = (bound: number) => (seconds: number) =>
      Math.floor(populations.reduce((sum, each) => sum + each.counted(seconds) * logNormal(bound, each.median, spread), 0));
    return [
      ...buckets.map((bound) => ({ name: `${name}_bucket`, labels: { ...labels, le: String(bound) }, at: below(bound) })),
      { name: `${name}_bucket`, labels: { ...labels, le: "+Inf" }, at: below(Number.POSITIVE_INFINITY) },
      { name: `${name}_count`, labels, at: below(Number.POSITIVE_INFINITY) },
      {
        name: `${name}_sum`,
        labels,
        // The mean of a log-normal distribution.
        at: (seconds: number) =>
          populations.reduce((sum, each) => sum + each.counted(seconds) * each.median * Math.exp(spread ** 2 / 2), 0),
      },
    ];
  });
  return { name, kind: "histogram", help, series };
}

/** The share of a log-normal distribution that lies below a bound. */
function logNormal(bound: number, median: number, spread: number): number {
  if (bound === Number.POSITIVE_INFINITY) return 1;
  const at = Math.log(bound / median) / spread;
  // A logistic curve is within one per cent of the normal distribution's, which is enough for a made-up service.
  return 1 / (1 + Math.exp(-1.702 * at));
}

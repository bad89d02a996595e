// Series as the world has them, and as it should not: counters that reset, gaps, ends, NaN, infinities, broken histograms.
import type { Labels } from "#shared/model/labels";
import type { TestPoint, TestSeries } from "./promql-series";
import type { Random } from "./random-numbers";

/** The time that samples begin around; not a multiple of any usual step. */
export const seriesStart = 1_700_000_007_000;
export const seriesLengthMs = 40 * 60_000;

const interval = 15_000;

type NextValue = (index: number) => number;

/** About a hundred series; the names and labels are those that random-queries.ts asks for. */
export function randomSeries(random: Random): TestSeries[] {
  const series: TestSeries[] = [];
  const add = (labels: Labels, next: NextValue, { tidy = false } = {}) =>
    series.push({ labels, points: points(random, next, tidy) });
  for (const a of ["x", "y", "z"]) {
    for (const b of ["1", "2", "3"]) {
      if (random.chance(0.9)) add({ __name__: "gauge", a, b }, walk(random));
      if (random.chance(0.9)) add({ __name__: "other_gauge", a, b }, walk(random));
      if (random.chance(0.9)) add({ __name__: "requests_total", a, b }, counter(random));
      if (random.chance(0.9)) add({ __name__: "errors_total", a, b, code: random.pick(["500", "503"]) }, counter(random));
      add({ __name__: "small", a, b }, () => random.whole(-2, 2));
    }
    add({ __name__: "target_info", a, version: random.pick(["1.0", "2.0-β", ""]), host: `host-${a}.example:9100` }, () => 1, {
      tidy: true,
    });
    add({ __name__: "capacity", a }, () => 100 * a.charCodeAt(0), { tidy: true });
    add({ __name__: "strange", a }, strange(random));
    addHistogram(random, series, a);
  }
  for (const le of ["0.1", "0.5", "0.50", "1", "abc", ""]) {
    add({ __name__: "broken_bucket", ...(le === "" ? {} : { le }), a: "x" }, () => random.whole(0, 20), { tidy: true });
  }
  add({ __name__: "lonely" }, walk(random));
  add({ __name__: "constant", a: "x" }, () => 3.3, { tidy: true });
  add({ __name__: "http.requests", "job.name": 'über "all"\n', a: "x" }, counter(random));
  add({ __name__: "http.requests", "job.name": "日本", a: "y" }, counter(random));
  return series.map(withoutEmptyLabels).filter(({ points: { length } }) => length > 0);
}

function points(random: Random, next: NextValue, tidy: boolean): TestPoint[] {
  const made: TestPoint[] = [];
  const jitter = !tidy && random.chance(0.3) ? 4000 : 0;
  const gaps = tidy ? 0 : random.pick([0, 0, 0.05, 0.3]);
  const ends = tidy ? 0 : random.pick([0, 0, 0.03]);
  const first = tidy ? 0 : random.pick([0, 0, 0, random.whole(0, 100)]);
  const last = tidy ? 160 : random.pick([160, 160, 160, random.whole(20, 160)]);
  let isAway = 0;
  for (let index = 0; index < 160; index++) {
    const value = next(index);
    const time = seriesStart + index * interval + (jitter > 0 ? random.whole(0, jitter) : 0);
    if (index < first || index > last || random.chance(gaps)) continue;
    if (isAway > 0) {
      isAway--;
    } else if (random.chance(ends)) {
      made.push({ time, value: 0, stale: true });
      isAway = random.whole(0, 12);
    } else made.push({ time, value });
  }
  return made;
}

function walk(random: Random): NextValue {
  let value = random.whole(-50, 50);
  const scale = random.pick([1, 0.1, 1e6, 1e-7]);
  return () => {
    value += random.fraction() * 4 - 2;
    return value * scale;
  };
}

function counter(random: Random): NextValue {
  let value = random.pick([0, 0, 1e9, random.fraction() * 1000]);
  const resets = random.pick([0, 0.02, 0.1]);
  const growth = random.pick([1, 60, 0.25]);
  return () => {
    value = random.chance(resets) ? random.whole(0, 3) : value + random.whole(0, 5) * growth;
    return value;
  };
}

/** No number below the smallest normal one: Go's logarithm of those is wrong on amd64, its powers too. */
function strange(random: Random): NextValue {
  const { POSITIVE_INFINITY, NEGATIVE_INFINITY, NaN: none } = Number;
  const values = [
    none,
    POSITIVE_INFINITY,
    NEGATIVE_INFINITY,
    -0,
    0,
    1,
    -1,
    1e300,
    -1e300,
    2.3e-308,
    1e-300,
    2.5,
    -2.5,
    1e15 + 0.5,
  ];
  const few = random.some(values);
  return () => (random.chance(0.5) ? random.pick(few) : random.whole(-9, 9));
}

/** Buckets that grow together; now and then one is behind the one before it, as in a scrape that caught it half written. */
function addHistogram(random: Random, series: TestSeries[], a: string): void {
  const bounds = ["-1", "0.1", "0.5", "1", "2.5", "+Inf"].slice(a === "z" ? 1 : 0);
  const counts = new Array<number>(bounds.length).fill(0);
  const columns: number[][] = bounds.map(() => []);
  const sums: number[] = [];
  let sum = 0;
  for (let index = 0; index < 160; index++) {
    if (random.chance(0.01)) counts.fill(0);
    for (let seen = random.whole(0, 6); seen > 0; seen--) {
      const bucket = random.whole(0, bounds.length - 1);
      for (let at = bucket; at < counts.length; at++) counts[at] = (counts[at] ?? 0) + 1;
      sum += bucket;
    }
    for (const [at, column] of columns.entries())
      column.push(Math.max(0, (counts[at] ?? 0) - (a === "y" && random.chance(0.05) ? 1 : 0)));
    sums.push(sum);
  }
  for (const [at, le] of bounds.entries()) {
    series.push({
      labels: { __name__: "latency_seconds_bucket", le, a },
      points: points(random, (i) => columns[at]?.[i] ?? 0, true),
    });
  }
  const count = columns.at(-1) ?? [];
  series.push({ labels: { __name__: "latency_seconds_count", a }, points: points(random, (i) => count[i] ?? 0, true) });
  series.push({ labels: { __name__: "latency_seconds_sum", a }, points: points(random, (i) => sums[i] ?? 0, true) });
}

const withoutEmptyLabels = ({ labels, points }: TestSeries): TestSeries => ({
  labels: Object.fromEntries(Object.entries(labels).filter(([, value]) => value !== "")),
  points,
});

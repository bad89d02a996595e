// Where the samples of a window are heading.
import { formatFloat } from "../../../templates/go-float";
import { FindingError } from "../../diagnostics";
import type { Evaluation } from "../calls";
import type { WindowedSeries } from "../selectors";
import { argument } from "./arguments";
import { addCompensated, type Compensated } from "./compensated";
import { type Frame, overWindows, type SeriesReader } from "./over-windows";

/** The line nearest to the samples (least squares): its slope per second, and its height at `origin`. */
interface Line {
  slope: number;
  height: number;
}

function createLineFinder({ times, values }: WindowedSeries): (first: number, end: number, origin: number) => Line {
  const sums = { x: newSum(), y: newSum(), xy: newSum(), xx: newSum() };
  return (first, end, origin) => {
    for (const sum of [sums.x, sums.y, sums.xy, sums.xx]) {
      sum.total = 0;
      sum.lost = 0;
    }
    const initial = values[first] as number;
    let isConstant = true;
    for (let index = first; index < end; index++) {
      const y = values[index] as number;
      if (isConstant && index > first && y !== initial) isConstant = false;
      const x = ((times[index] as number) - origin) / 1000;
      addCompensated(sums.x, x);
      addCompensated(sums.y, y);
      addCompensated(sums.xy, x * y);
      addCompensated(sums.xx, x * x);
    }
    if (isConstant) {
      return Math.abs(initial) === Number.POSITIVE_INFINITY
        ? { slope: Number.NaN, height: Number.NaN }
        : { slope: 0, height: initial };
    }
    const count = end - first;
    const [x, y] = [sums.x.total + sums.x.lost, sums.y.total + sums.y.lost];
    const covariance = sums.xy.total + sums.xy.lost - (x * y) / count;
    const variance = sums.xx.total + sums.xx.lost - (x * x) / count;
    const slope = covariance / variance;
    return { slope, height: y / count - (slope * x) / count };
  };
}

const newSum = (): Compensated => ({ total: 0, lost: 0 });

/** The first sample is the origin, so that times stay small beside their distances. */
const derivative: SeriesReader = (series) => {
  const findLine = createLineFinder(series);
  return (first, end) => (end - first < 2 ? undefined : findLine(first, end, series.times[first] as number).slope);
};

/** From the moment of the evaluation, also where `offset` or `@` make it look at samples of another time. */
const prediction: SeriesReader = (series, { context, scalars: [seconds] }) => {
  const findLine = createLineFinder(series);
  return (first, end, step) => {
    if (end - first < 2) return undefined;
    const { slope, height } = findLine(first, end, context.steps[step] as number);
    return slope * (seconds?.[step] ?? Number.NaN) + height;
  };
};

/** Holt and Winters: a smoothed value and a smoothed trend, both moved on by each sample. */
const smoothing: SeriesReader = ({ values }, frame) => {
  const [smoothings = noNumbers, trends = noNumbers] = frame.scalars;
  return (first, end, step) => {
    const smoothing = smoothings[step] as number;
    const trendFactor = trends[step] as number;
    refuseFactor("smoothing", "sf", smoothing, frame);
    refuseFactor("trend", "tf", trendFactor, frame);
    if (end - first < 2) return undefined;
    let before = 0;
    let smoothed = values[first] as number;
    let trend = (values[first + 1] as number) - smoothed;
    for (let index = first + 1; index < end; index++) {
      // The first trend is the first difference itself; there is nothing yet to smooth it with.
      if (index > first + 1) trend = trendFactor * (smoothed - before) + (1 - trendFactor) * trend;
      const next = smoothing * (values[index] as number) + (1 - smoothing) * (smoothed + trend);
      before = smoothed;
      smoothed = next;
    }
    return smoothed;
  };
};

const noNumbers = new Float64Array(0);

function refuseFactor(name: string, short: string, factor: number, { call }: Frame): void {
  if (!(factor <= 0 || factor >= 1)) return;
  const got = formatFloat(factor, "f", 6);
  const index = short === "sf" ? 1 : 2;
  throw new FindingError(`invalid ${name} factor. Expected: 0 < ${short} < 1, got: ${got}`, argument(call, index));
}

export const trends: readonly [name: string, evaluation: Evaluation][] = [
  ["deriv", overWindows(derivative)],
  ["predict_linear", overWindows(prediction)],
  ["double_exponential_smoothing", overWindows(smoothing)],
];

// How counters and gauges move within a window.
import { quote } from "../../go-text";
import type { Evaluation } from "../calls";
import type { WindowedSeries } from "../selectors";
import type { Windows } from "../windows";
import { argument, placeOfArgument } from "./arguments";
import { type Frame, overWindows, type Reading, type SeriesReader } from "./over-windows";

/**
 * What a series gained between its window's ends. The first and last sample seldom lie on the ends, so the gain is
 * extrapolated to them: fully where the gap is no more than a tenth over the usual distance of samples, else by half a
 * distance, and never to where a counter would have been below zero.
 */
function extrapolatedGain(isCounter: boolean, isPerSecond: boolean): SeriesReader {
  return ({ times, values, windows }, frame) => {
    const drops = isCounter ? findDrops(values) : noDrops;
    const { sampled, toStart, toEnd, factor } = gapsOf(windows, times, frame);
    // Whole seconds and the rest apart, as Go counts the seconds of a duration.
    const seconds = isPerSecond ? Math.floor(frame.range / 1000) + ((frame.range % 1000) * 1e6) / 1e9 : 1;
    let nextDrop = 0;
    return (first, end, step) => {
      const last = end - 1;
      if (last === first) return undefined;
      const firstValue = values[first] as number;
      let gain = (values[last] as number) - firstValue;
      while (nextDrop < drops.length && (drops[nextDrop] as number) <= first) nextDrop++;
      for (let index = nextDrop; index < drops.length; index++) {
        const drop = drops[index] as number;
        if (drop >= end) break;
        // A counter that drops was reset to zero: what it had before still counts.
        gain += values[drop - 1] as number;
      }
      // In this order of operations the last digit and the comparisons come out as Prometheus's.
      if (isCounter && gain > 0 && firstValue >= 0) {
        const length = sampled[step] as number;
        const toZero = length * (firstValue / gain);
        if (toZero < (toStart[step] as number)) return gain * ((length + toZero + (toEnd[step] as number)) / length / seconds);
      }
      return gain * ((factor[step] as number) / seconds);
    };
  };
}

/** What is the same for all series with the same times: for each step, in seconds. */
interface Gaps {
  /** From the window's first sample to its last. */
  sampled: Float64Array;
  /** How far is extrapolated before and behind that. */
  toStart: Float64Array;
  toEnd: Float64Array;
  /** By how much that makes the gain greater. */
  factor: Float64Array;
}

const knownGaps = new WeakMap<Windows, Gaps>();

function gapsOf(windows: Windows, times: Float64Array, { moments, range }: Frame): Gaps {
  const known = knownGaps.get(windows);
  if (known) return known;
  const column = () => new Float64Array(moments.length);
  const gaps: Gaps = { sampled: column(), toStart: column(), toEnd: column(), factor: column() };
  for (let step = 0; step < moments.length; step++) {
    const first = windows.first[step] as number;
    const last = (windows.end[step] as number) - 1;
    if (last <= first) continue;
    const closes = moments[step] as number;
    const [firstTime, lastTime] = [times[first] as number, times[last] as number];
    const sampled = (lastTime - firstTime) / 1000;
    const usualDistance = sampled / (last - first);
    const threshold = usualDistance * 1.1;
    let toStart = (firstTime - (closes - range)) / 1000;
    let toEnd = (closes - lastTime) / 1000;
    if (toStart >= threshold) toStart = usualDistance / 2;
    if (toEnd >= threshold) toEnd = usualDistance / 2;
    gaps.sampled[step] = sampled;
    gaps.toStart[step] = toStart;
    gaps.toEnd[step] = toEnd;
    gaps.factor[step] = (sampled + toStart + toEnd) / sampled;
  }
  knownGaps.set(windows, gaps);
  return gaps;
}

const noDrops = new Int32Array(0);

/** The places of samples that are less than the one before them; NaN is neither less nor more. */
function findDrops(values: Float64Array): Int32Array {
  let count = 0;
  for (let index = 1; index < values.length; index++) if ((values[index] as number) < (values[index - 1] as number)) count++;
  if (count === 0) return noDrops;
  const drops = new Int32Array(count);
  let next = 0;
  for (let index = 1; index < values.length; index++) {
    if ((values[index] as number) < (values[index - 1] as number)) drops[next++] = index;
  }
  return drops;
}

const counterEndings = ["_total", "_sum", "_count", "_bucket"];

/** A rate of something that does not drop only at resets means nothing; Prometheus tells counters by their names. */
function remarkOnName(metric: string, { call, context }: Frame): void {
  if (metric === "" || counterEndings.some((ending) => metric.endsWith(ending))) return;
  const message = `metric might not be a counter, name does not end in _total/_sum/_count/_bucket: ${quote(metric)}`;
  // Prometheus has lost a subquery's place by then and points at the beginning of the query.
  const place = argument(call, 0).type === "subquery" ? { from: 0, to: 0 } : placeOfArgument(call, 0);
  context.annotations.info(message, place);
}

/** From the last two samples alone; of a counter, per second. */
function lastChange(isRate: boolean): SeriesReader {
  return ({ times, values }) =>
    (first, end) => {
      if (end - first < 2) return undefined;
      const [before, last] = [values[end - 2] as number, values[end - 1] as number];
      const elapsed = (times[end - 1] as number) - (times[end - 2] as number);
      if (elapsed === 0) return undefined;
      if (!isRate) return last - before;
      // A counter that drops was reset to zero, so all that it shows was gained since.
      return (last < before ? last : last - before) / (elapsed / 1000);
    };
}

/** How many neighbours in a window are a pair of the kind asked for: counted once, up to each sample. */
function countPairs({ values }: WindowedSeries, isCounted: (before: number, after: number) => boolean): Reading {
  const upTo = new Float64Array(values.length);
  let count = 0;
  for (let index = 1; index < values.length; index++) {
    if (isCounted(values[index - 1] as number, values[index] as number)) count++;
    upTo[index] = count;
  }
  return (first, end) => (upTo[end - 1] as number) - (upTo[first] as number);
}

const isReset = (before: number, after: number): boolean => after < before;
const isChange = (before: number, after: number): boolean => after !== before && !(Number.isNaN(after) && Number.isNaN(before));

export const rates: readonly [name: string, evaluation: Evaluation][] = [
  ["rate", overWindows(extrapolatedGain(true, true), { remark: remarkOnName })],
  ["increase", overWindows(extrapolatedGain(true, false), { remark: remarkOnName })],
  ["delta", overWindows(extrapolatedGain(false, false))],
  ["irate", overWindows(lastChange(true))],
  ["idelta", overWindows(lastChange(false))],
  ["resets", overWindows((series) => countPairs(series, isReset))],
  ["changes", overWindows((series) => countPairs(series, isChange))],
];

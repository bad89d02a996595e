// Value axes that are more than round and from zero: soft and hard ends, a centred zero, logarithms.
import type { Distribution, Extent } from "./drawing";
import type { ValueAxis } from "./ticks";

export interface ScaleOptions {
  /** About how many steps there is room for. */
  most: number;
  /** The axis reaches at least so far. */
  softMin?: number | undefined;
  softMax?: number | undefined;
  /** It ends exactly here, whatever lies beyond. */
  hardMin?: number | undefined;
  hardMax?: number | undefined;
  /** Zero is half way up. */
  isCentred?: boolean | undefined;
  /** Bars and areas are measured from zero: it has to be in sight. */
  hasZero?: boolean | undefined;
  distribution?: Distribution | undefined;
  /** The next round number upwards, in the sense of the unit. */
  step(wanted: number): number;
}

/** An axis around what is drawn. */
export function valueScale(extent: Extent, options: ScaleOptions): ValueAxis {
  const { distribution } = options;
  if (distribution?.type === "log") return logScale(extent, options, distribution.base);
  if (distribution?.type === "symlog") return symlogScale(extent, options, distribution.base, distribution.threshold);
  return linearScale(extent, options);
}

/** Of a step. Shares that add up to 100.02% are no reason for an axis up to 150%, and less than a pixel is lost. */
const overshoot = 0.01;

function linearScale(extent: Extent, options: ScaleOptions): ValueAxis {
  const { low, high } = endsOf(extent, options);
  const step = options.step((high - low) / Math.max(1, options.most));
  const bottom = options.hardMin ?? round(Math.floor(low / step + overshoot) * step);
  const top = options.hardMax ?? round(Math.ceil(high / step - overshoot) * step);
  const ticks: number[] = [];
  // Multiplied, not added up: a tick is 0.3, not 0.30000000000000004.
  for (let index = Math.ceil(bottom / step - 1e-9); ticks.length < 200; index++) {
    const tick = round(index * step);
    if (tick > top + step * 1e-9) break;
    ticks.push(tick);
  }
  return { low: bottom, high: top > bottom ? top : bottom + step, ticks };
}

const round = (value: number): number => Number(value.toPrecision(12));

function endsOf({ min, max }: Extent, options: ScaleOptions): { low: number; high: number } {
  const { softMin, softMax, hardMin, hardMax } = options;
  const isEmpty = !(min <= max);
  let low = isEmpty ? 0 : min;
  let high = isEmpty ? 0 : max;
  // Zero belongs to an axis unless its values lie in a narrow band far from it: an idle machine must not look busy.
  const isBand = low > high - low || high < low - high;
  if (options.hasZero || !isBand || low === high) {
    low = Math.min(0, low);
    high = Math.max(0, high);
  }
  low = hardMin ?? Math.min(low, softMin ?? low);
  high = hardMax ?? Math.max(high, softMax ?? high);
  if (options.isCentred) {
    high = Math.max(Math.abs(low), Math.abs(high));
    low = -high;
  }
  // Nothing but one value: room to both sides as far as the ends allow.
  if (!(high > low)) {
    if (hardMin === undefined && hardMax !== undefined) low = high - 1;
    else high = low + 1;
  }
  return { low, high };
}

function logScale(extent: Extent, options: ScaleOptions, base: 2 | 10): ValueAxis {
  const positive = (value: number | undefined) => (value !== undefined && value > 0 ? value : undefined);
  const high = positive(options.hardMax) ?? Math.max(positive(extent.max) ?? 1, positive(options.softMax) ?? 0);
  // Six decades down from the top there is nothing left to see of values at or below zero.
  const least = positive(extent.min) ?? high / base ** 6;
  const low = positive(options.hardMin) ?? Math.min(least, positive(options.softMin) ?? least);
  const log = (value: number) => Math.log(value) / Math.log(base);
  const [from, to] = [Math.floor(log(low) + 1e-9), Math.ceil(log(high) - 1e-9)];
  const bottom = positive(options.hardMin) ?? base ** from;
  const top = positive(options.hardMax) ?? base ** Math.max(to, from + 1);
  const stride = Math.max(1, Math.ceil((to - from) / Math.max(1, options.most)));
  const ticks: number[] = [];
  for (let power = from; power <= Math.max(to, from + 1); power++) {
    if ((power - from) % stride === 0) ticks.push(round(base ** power));
    // Within one or two decades there is room for what lies between.
    if (base === 10 && to - from <= 2) ticks.push(round(2 * 10 ** power), round(5 * 10 ** power));
  }
  return { low: bottom, high: top, ticks: ticks.filter((tick) => tick >= bottom * 0.999_999 && tick <= top * 1.000_001) };
}

function symlogScale(extent: Extent, options: ScaleOptions, base: 2 | 10, threshold: number): ValueAxis {
  const { low, high } = endsOf(extent, { ...options, hasZero: true });
  const powerOf = (value: number) => Math.ceil(Math.log(value) / Math.log(base) - 1e-9);
  const next = (value: number) => (value > 0 ? round(base ** powerOf(Math.max(value, threshold))) : 0);
  const bottom = options.hardMin ?? (low < 0 ? -next(-low) : 0);
  const top = options.hardMax ?? next(high);
  const [from, to] = [powerOf(threshold), powerOf(Math.max(Math.abs(bottom), Math.abs(top), threshold))];
  const most = Math.max(1, bottom < 0 && top > 0 ? options.most / 2 : options.most);
  const stride = Math.max(1, Math.ceil((to - from) / most));
  const powers: number[] = [];
  // From the largest down: the ends are named, and what is left out lies near zero, where the labels crowd.
  for (let power = to; power >= from; power -= stride) powers.push(round(base ** power));
  const ticks = [...powers.map((power) => -power), 0, ...powers.toReversed()].filter((tick) => tick >= bottom && tick <= top);
  return { low: bottom, high: top > bottom ? top : bottom + 1, ticks };
}

/** How far up an axis a value is, from 0 at its low end to 1 at its high end; beyond both for what lies outside. */
export function placeOn(distribution: Distribution | undefined, low: number, high: number): (value: number) => number {
  if (distribution?.type === "log") {
    const [from, to] = [Math.log(low), Math.log(high)];
    // What is not above zero has no logarithm: it lies below everything.
    return (value) => (value > 0 ? (Math.log(value) - from) / (to - from) : -1);
  }
  if (distribution?.type === "symlog") {
    const { threshold } = distribution;
    const [from, to] = [Math.asinh(low / threshold), Math.asinh(high / threshold)];
    return (value) => (Math.asinh(value / threshold) - from) / (to - from);
  }
  const span = high - low;
  return (value) => (value - low) / span;
}

// The axis of a bar chart's values. Bars stand on zero: an axis that began elsewhere would make small differences look large.
import { formatAxis, tickStep } from "#shared/format/value-formats/index";

export interface ValueAxis {
  min: number;
  max: number;
  ticks: number[];
  texts: string[];
}

export interface AxisLimits {
  /** Where it begins and ends whatever the values are. */
  min?: number | undefined;
  max?: number | undefined;
  /** How far it goes at least. */
  softMin?: number | undefined;
  softMax?: number | undefined;
  unit?: string | undefined;
  decimals?: number | undefined;
}

/** Of these values, with about one tick for each 40 px of its length. */
export function valueAxis(values: readonly number[], limits: AxisLimits, length: number): ValueAxis {
  const numbers = values.filter(Number.isFinite);
  const low = limits.min ?? Math.min(0, limits.softMin ?? 0, ...numbers);
  const high = limits.max ?? Math.max(limits.min === undefined ? 0 : low, limits.softMax ?? low, ...numbers);
  const span = high > low ? high - low : 1;
  const step = tickStep(span / Math.max(1, Math.floor(length / 40)), limits.unit);
  const min = limits.min ?? Math.floor(round(low / step)) * step;
  const max = limits.max ?? Math.max(min + step, Math.ceil(round((low + span) / step)) * step);
  const ticks: number[] = [];
  // From the step's own multiples, so that zero is one of them.
  for (let index = Math.ceil(round(min / step)); index * step <= max + step * 1e-9 && ticks.length < 60; index++) {
    ticks.push(Number((index * step).toPrecision(12)));
  }
  return { min, max: Math.max(max, min), ticks, texts: formatAxis(ticks, limits.unit, limits.decimals) };
}

/** 3.0000000004 steps are three. */
const round = (value: number): number => (Math.abs(value - Math.round(value)) < 1e-9 ? Math.round(value) : value);

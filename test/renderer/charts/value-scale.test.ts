import { expect, test } from "vitest";
import type { Distribution } from "../../../renderer/charts/drawing";
import { placeOn, type ScaleOptions, valueScale } from "../../../renderer/charts/value-scale";
import { tickStep } from "../../../shared/format/value-formats/index";

const nothing = { min: Number.POSITIVE_INFINITY, max: Number.NEGATIVE_INFINITY };
const scale = (min: number, max: number, options: Partial<ScaleOptions> = {}) =>
  valueScale(min > max ? nothing : { min, max }, { most: 5, step: (wanted) => tickStep(wanted, "short"), ...options });

test.each<{
  what: string;
  min: number;
  max: number;
  options?: Partial<ScaleOptions>;
  low: number;
  high: number;
  ticks: number[];
}>([
  { what: "values near zero have it in sight", min: 20, max: 60, low: 0, high: 60, ticks: [0, 20, 40, 60] },
  {
    what: "a narrow band far from zero fills the axis",
    min: 40.2,
    max: 41.8,
    low: 40,
    high: 42,
    ticks: [40, 40.5, 41, 41.5, 42],
  },
  {
    what: "unless bars stand on zero",
    min: 40.2,
    max: 41.8,
    options: { hasZero: true },
    low: 0,
    high: 50,
    ticks: [0, 10, 20, 30, 40, 50],
  },
  { what: "one value alone is measured from zero", min: 7, max: 7, low: 0, high: 8, ticks: [0, 2, 4, 6, 8] },
  { what: "nothing but zeros has an axis", min: 0, max: 0, low: 0, high: 1, ticks: [0, 0.2, 0.4, 0.6, 0.8, 1] },
  { what: "without a value there is an axis", min: 1, max: 0, low: 0, high: 1, ticks: [0, 0.2, 0.4, 0.6, 0.8, 1] },
  { what: "values below zero hang from it", min: -30, max: -5, low: -30, high: 0, ticks: [-30, -20, -10, 0] },
  {
    what: "soft ends are reached",
    min: 1,
    max: 3,
    options: { softMax: 100 },
    low: 0,
    high: 100,
    ticks: [0, 20, 40, 60, 80, 100],
  },
  {
    what: "and passed where values are beyond",
    min: 1,
    max: 180,
    options: { softMax: 100 },
    low: 0,
    high: 200,
    ticks: [0, 50, 100, 150, 200],
  },
  {
    what: "hard ends are exact",
    min: 3,
    max: 180,
    options: { hardMin: 5, hardMax: 93 },
    low: 5,
    high: 93,
    ticks: [20, 40, 60, 80],
  },
  {
    what: "a hard end beyond the other leaves something",
    min: 1,
    max: 2,
    options: { hardMin: 50 },
    low: 50,
    high: 51,
    ticks: [50, 50.2, 50.4, 50.6, 50.8, 51],
  },
  {
    what: "zero can be half way up",
    min: -3,
    max: 10,
    options: { isCentred: true },
    low: -10,
    high: 10,
    ticks: [-10, -5, 0, 5, 10],
  },
])("$what", ({ min, max, options, low, high, ticks }) => expect(scale(min, max, options)).toEqual({ low, high, ticks }));

const log = (base: 2 | 10): Distribution => ({ type: "log", base });
const symlog: Distribution = { type: "symlog", base: 10, threshold: 1 };

test.each<{
  what: string;
  min: number;
  max: number;
  options?: Partial<ScaleOptions>;
  distribution: Distribution;
  low: number;
  high: number;
  ticks: number[];
}>([
  { what: "decades", min: 0.02, max: 800, distribution: log(10), low: 0.01, high: 1000, ticks: [0.01, 0.1, 1, 10, 100, 1000] },
  {
    what: "every second decade where there are many",
    min: 1e-6,
    max: 1e3,
    distribution: log(10),
    low: 1e-6,
    high: 1e3,
    ticks: [1e-6, 1e-4, 1e-2, 1, 100],
  },
  {
    what: "what lies between where there are few",
    min: 3,
    max: 70,
    distribution: log(10),
    low: 1,
    high: 100,
    ticks: [1, 2, 5, 10, 20, 50, 100],
  },
  { what: "powers of two", min: 1, max: 30, distribution: log(2), low: 1, high: 32, ticks: [1, 2, 4, 8, 16, 32] },
  { what: "nothing above zero", min: -5, max: 0, distribution: log(10), low: 1e-6, high: 1, ticks: [1e-6, 1e-4, 1e-2, 1] },
  {
    what: "a hard end below zero, which no logarithm has",
    min: 10,
    max: 100,
    options: { hardMin: -1 },
    distribution: log(10),
    low: 10,
    high: 100,
    ticks: [10, 20, 50, 100],
  },
  { what: "both sides of zero", min: -50, max: 900, distribution: symlog, low: -100, high: 1000, ticks: [-10, 0, 10, 1000] },
  { what: "one side of zero", min: 0, max: 90, distribution: symlog, low: 0, high: 100, ticks: [0, 1, 10, 100] },
])("a logarithmic axis of $what", ({ min, max, options, distribution, low, high, ticks }) => {
  const found = scale(min, max, { ...options, distribution });
  expect({ ...found, ticks: [...new Set(found.ticks)].sort((a, b) => a - b) }).toEqual({ low, high, ticks });
});

test.each<{ what: string; distribution: Distribution | undefined; low: number; high: number; value: number; place: number }>([
  { what: "half way", distribution: undefined, low: 0, high: 10, value: 5, place: 0.5 },
  { what: "a decade of two", distribution: log(10), low: 1, high: 100, value: 10, place: 0.5 },
  { what: "zero on a logarithmic axis is below it", distribution: log(10), low: 1, high: 100, value: 0, place: -1 },
  { what: "zero half way between equal ends", distribution: symlog, low: -100, high: 100, value: 0, place: 0.5 },
])("$what is at $place", ({ distribution, low, high, value, place }) =>
  expect(placeOn(distribution, low, high)(value)).toBeCloseTo(place),
);

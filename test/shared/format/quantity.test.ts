import { expect, test } from "vitest";
import { formatQuantity, formatTicks, toQuantity, type Unit } from "#shared/format/quantity";

const space = "\u00a0";

test.each<{ value: number; unit: Unit; expected: string }>([
  { value: 0, unit: "number", expected: "0" },
  { value: 1234, unit: "number", expected: `1.23${space}k` },
  { value: 999_700, unit: "number", expected: `1.00${space}M` },
  { value: 0.00012, unit: "number", expected: "0.00012" },
  { value: 1e-9, unit: "number", expected: "1.00e-9" },
  { value: -4.5, unit: "celsius", expected: `−4.50${space}°C` },
  { value: 61, unit: "celsius", expected: `61.0${space}°C` },
  { value: 37.24, unit: "percent", expected: "37.2%" },
  { value: 7, unit: "percent", expected: "7.0%" },
  { value: 612.4, unit: "percent", expected: "612%" },
  { value: 0.0523, unit: "percent", expected: "0.052%" },
  { value: 0.667, unit: "ratio", expected: "66.7%" },
  { value: 100, unit: "percent", expected: "100%" },
  { value: -0.00001, unit: "percent", expected: "−1.00e-5%" },
  { value: 0, unit: "bytes", expected: `0${space}B` },
  { value: 1020, unit: "bytes", expected: `0.996${space}KiB` },
  { value: 1023.9, unit: "bytes", expected: `1.00${space}KiB` },
  { value: 44_882_000_000, unit: "bytes", expected: `41.8${space}GiB` },
  { value: 412e6, unit: "bytes-per-second", expected: `412${space}MB/s` },
  { value: 1.31e9, unit: "bits-per-second", expected: `1.31${space}Gb/s` },
  { value: 4.9e9, unit: "hertz", expected: `4.90${space}GHz` },
  { value: 388, unit: "watts", expected: `388${space}W` },
  { value: 0.0124, unit: "seconds", expected: `12.4${space}ms` },
  { value: 90, unit: "seconds", expected: `1.50${space}min` },
  { value: Number.NaN, unit: "bytes", expected: "NaN" },
  { value: Number.POSITIVE_INFINITY, unit: "number", expected: `∞${space}E` },
])("formatQuantity writes $value $unit as $expected", ({ value, unit, expected }) => {
  expect(formatQuantity(value, unit)).toBe(expected);
});

test("toQuantity keeps the unit apart, so that a tile can set it smaller", () => {
  expect(toQuantity(1.31e9, "bits-per-second")).toEqual({ number: "1.31", unit: "Gb/s" });
});

test.each<{ name: string; ticks: number[]; unit: Unit; expected: string[] }>([
  {
    name: "one unit for all, that of the largest",
    ticks: [0, 500_000, 1_000_000],
    unit: "bytes-per-second",
    expected: [`0${space}MB/s`, `0.5${space}MB/s`, `1.0${space}MB/s`],
  },
  { name: "just as many digits as tell them apart", ticks: [0, 2.5, 5], unit: "percent", expected: ["0%", "2.5%", "5.0%"] },
  { name: "powers of two for bytes", ticks: [0, 2 ** 33], unit: "bytes", expected: [`0${space}GiB`, `8${space}GiB`] },
  { name: "below zero", ticks: [-5, 0, 5], unit: "celsius", expected: [`−5${space}°C`, `0${space}°C`, `5${space}°C`] },
  { name: "nothing at all", ticks: [], unit: "number", expected: [] },
])("formatTicks gives the ticks of an axis $name", ({ ticks, unit, expected }) => {
  expect(formatTicks(ticks, unit)).toEqual(expected);
});

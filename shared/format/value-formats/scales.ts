// The ladders of sizes that units climb: by thousands, by 1024, and those of time.
import type { ScaleStep, ValueFormat } from "./value-format";

const decimalPrefixes = ["f", "p", "n", "µ", "m", "", "k", "M", "G", "T", "P", "E", "Z", "Y"];
const decimalBase = decimalPrefixes.indexOf("");
const binaryPrefixes = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei", "Zi", "Yi"];

type Scaled = Extract<ValueFormat, { kind: "scaled" }>;

/** What is measured and can be as small as it likes: watts, hertz. The values are `10^(3 × power)` of it: -1 for milliwatts. */
export function measure(unit: string, power = 0): Scaled {
  const steps = decimalPrefixes.map((prefix, index) => ({ size: 1000 ** (index - decimalBase - power), unit: prefix + unit }));
  return { kind: "scaled", steps, isCount: false, suits: "decimal" };
}

/** What is counted, bytes or requests a second: there is no such thing as a thousandth of one. */
export function amount(unit: string, power = 0, options: { isCount?: boolean } = {}): Scaled {
  const steps = decimalPrefixes
    .slice(decimalBase)
    .map((prefix, index) => ({ size: 1000 ** (index - power), unit: prefix + unit }));
  return { kind: "scaled", steps, isCount: options.isCount ?? power === 0, suits: "decimal" };
}

/** A count a second or a minute: `1.23 k req/s`. */
export function countRate(unit: string): Scaled {
  const steps = ["", "k ", "M ", "G ", "T "].map((prefix, index) => ({ size: 1000 ** index, unit: prefix + unit }));
  return { kind: "scaled", steps, isCount: false, suits: "decimal" };
}

/** By 1024: `1.50 GiB`. */
export function binaryAmount(unit: string, power = 0, options: { isCount?: boolean } = {}): Scaled {
  const steps = binaryPrefixes.map((prefix, index) => ({ size: 1024 ** (index - power), unit: prefix + unit }));
  return { kind: "scaled", steps, isCount: options.isCount ?? power === 0, suits: "binary" };
}

/** By thousands, with names of one's own. */
export function named(units: readonly string[]): Scaled {
  return {
    kind: "scaled",
    steps: units.map((unit, index) => ({ size: 1000 ** index, unit })),
    isCount: true,
    suits: "decimal",
  };
}

/** An amount of money: the symbol stands before it, or behind. */
export function money(symbol: string, isBehind = false): Scaled {
  return { ...named(["", "k", "M", "B", "T"]), isCount: false, money: { symbol, isBehind } };
}

const timeSteps: readonly ScaleStep[] = [
  { size: 1e-9, unit: "ns" },
  { size: 1e-6, unit: "µs" },
  { size: 1e-3, unit: "ms" },
  { size: 1, unit: "s" },
  { size: 60, unit: "min" },
  { size: 3600, unit: "h" },
  { size: 86_400, unit: "d" },
  { size: 31_536_000, unit: "y" },
];

/** A length of time, where one stands for so many seconds: 1e-3 for values in milliseconds. */
export function timeLength(secondsEach: number): Scaled {
  // Divided where that is exact: 60 / 1e-3 is 60000, 60 * 1000.0000000000001 is not.
  const steps = timeSteps.map(({ size, unit }) => ({ size: size / secondsEach, unit }));
  return { kind: "scaled", steps, isCount: true, suits: { msEach: secondsEach * 1000 } };
}

/** The step whose unit the number is written in. Zero is written in the unit the values have. */
export function stepFor(value: number, steps: readonly ScaleStep[]): ScaleStep {
  const first = steps[0] as ScaleStep;
  const size = Math.abs(value);
  if (size === 0 || Number.isNaN(size)) return steps.find((step) => step.size === 1) ?? first;
  let chosen = first;
  for (let index = 1; index < steps.length; index++) {
    const step = steps[index] as ScaleStep;
    // Rounded first: 999.7 k is written "1.00 M", not "1000 k". Where the base is 1024 it also changes at 1000: 1020 B are four
    // digits, 0.996 KiB are three.
    const below = Number((size / chosen.size).toPrecision(3));
    if (below < Math.min(1000, Number((step.size / chosen.size).toPrecision(3)))) break;
    chosen = step;
  }
  return chosen;
}

// Numbers into words: three significant digits, a unit, and a prefix that fits. A thin space would be finer between
// number and unit, but fonts disagree about it; the no-break space keeps them on one line.

/** What a number counts. `bytes` scales by 1024 (KiB); rates scale by 1000 (kB/s), as disks and networks are sold. */
export type Unit =
  | "number"
  | "percent"
  | "ratio"
  | "bytes"
  | "bytes-per-second"
  | "bits-per-second"
  | "per-second"
  | "seconds"
  | "celsius"
  | "watts"
  | "hertz";

/** A number ready to be shown, its unit apart, so that a tile can set it smaller. */
export interface Quantity {
  number: string;
  /** Empty for a bare number. */
  unit: string;
}

interface Scale {
  base: number;
  /** From one upwards; the last one serves for all that is larger. */
  names: readonly string[];
}

const decimal = (name: string): Scale => ({
  base: 1000,
  names: ["", "k", "M", "G", "T", "P", "E"].map((prefix) => prefix + name),
});

const scales: Record<Exclude<Unit, "seconds" | "percent" | "ratio" | "celsius">, Scale> = {
  number: { base: 1000, names: ["", "k", "M", "G", "T", "P", "E"] },
  bytes: { base: 1024, names: ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"] },
  "bytes-per-second": decimal("B/s"),
  "bits-per-second": decimal("b/s"),
  "per-second": decimal("/s"),
  watts: decimal("W"),
  hertz: decimal("Hz"),
};

const secondSteps = [
  { at: 86_400, unit: "d" },
  { at: 3600, unit: "h" },
  { at: 60, unit: "min" },
  { at: 1, unit: "s" },
  { at: 1e-3, unit: "ms" },
  { at: 1e-6, unit: "µs" },
  { at: 1e-9, unit: "ns" },
] as const;

/** The number and its unit apart: 1310000000 bits per second are `1.31` and `Gb/s`. */
export function toQuantity(value: number, unit: Unit): Quantity {
  if (Number.isNaN(value)) return { number: "NaN", unit: "" };
  const step = stepFor(value, unit);
  const scaled = value / step.divisor;
  return { number: step.unit === "%" ? percent(scaled) : threeDigits(scaled), unit: step.unit };
}

/** The number with its unit: `1.31 Gb/s`, `37.2%`, `−4 °C`. */
export function formatQuantity(value: number, unit: Unit): string {
  return join(toQuantity(value, unit));
}

/**
 * Words for the ticks of one axis: all with the unit of the largest, and with just as many digits as tell neighbours apart.
 */
export function formatTicks(ticks: readonly number[], unit: Unit): string[] {
  const largest = ticks.reduce((most, tick) => Math.max(most, Math.abs(tick)), 0);
  const step = stepFor(largest, unit);
  const distance = ticks.length > 1 ? Math.abs((ticks[1] ?? 0) - (ticks[0] ?? 0)) / step.divisor : largest / step.divisor;
  const decimals = distance > 0 ? Math.min(9, Math.max(0, decimalsOf(distance))) : 0;
  return ticks.map((tick) =>
    join({ number: tick === 0 ? "0" : minus((tick / step.divisor).toFixed(decimals)), unit: step.unit }),
  );
}

/** How many decimals it takes to write this number, at most three digits of it. */
export function decimalsOf(value: number): number {
  const rounded = Number(value.toPrecision(3));
  for (let decimals = 0; decimals < 9; decimals++) {
    if (Math.abs(Number(rounded.toFixed(decimals)) - rounded) < rounded * 1e-9) return decimals;
  }
  return 9;
}

function join({ number, unit }: Quantity): string {
  if (unit === "") return number;
  return unit === "%" ? `${number}%` : `${number}\u00a0${unit}`;
}

interface Step {
  divisor: number;
  unit: string;
}

function stepFor(value: number, unit: Unit): Step {
  // Rounded first: 999.7 k is written "1 M", not "1000 k".
  const size = Number(Math.abs(value).toPrecision(3));
  switch (unit) {
    case "percent":
      return { divisor: 1, unit: "%" };
    case "ratio":
      return { divisor: 0.01, unit: "%" };
    case "celsius":
      return { divisor: 1, unit: "°C" };
    case "seconds": {
      if (size === 0) return { divisor: 1, unit: "s" };
      const step = secondSteps.find(({ at }) => size >= at) ?? secondSteps[secondSteps.length - 1];
      return { divisor: step?.at ?? 1, unit: step?.unit ?? "s" };
    }
    default: {
      const { base, names } = scales[unit];
      let divisor = 1;
      let index = 0;
      // At 1000 also where the base is 1024: 1020 B are four digits, 0.996 KiB are three.
      while (index < names.length - 1 && Number((Math.abs(value) / divisor).toPrecision(3)) >= 1000) {
        divisor *= base;
        index++;
      }
      return { divisor, unit: names[index] ?? "" };
    }
  }
}

/** One decimal: 99.5% and 7.0% are read as one kind of number. Below one per cent, the two digits that count. */
export function percent(value: number): string {
  const size = Math.abs(value);
  if (size < 0.995 || size >= 99.95)
    return size < 0.995 && size > 0 ? threeDigits(Number(value.toPrecision(2))) : threeDigits(value);
  return minus(value.toFixed(1));
}

/** At most three significant digits, and always as many of them, so that a changing number keeps its width. */
export function threeDigits(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  if (value === 0) return "0";
  const size = Math.abs(Number(value.toPrecision(3)));
  if (size >= 1e6 || size < 1e-4) return minus(value.toExponential(2));
  if (size >= 1000) return minus(value.toFixed(0));
  if (size >= 100) return minus(value.toFixed(0));
  if (size >= 10) return minus(value.toFixed(1));
  if (size >= 1) return minus(value.toFixed(2));
  return minus(String(Number(value.toPrecision(3))));
}

/** A minus sign as wide as a plus; a zero has none. */
export function minus(text: string): string {
  if (!text.startsWith("-")) return text;
  return Number(text) === 0 ? text.slice(1) : `−${text.slice(1)}`;
}

// What nvidia-smi is asked for with --query-gpu, and how each answer reads. Its own list: `nvidia-smi --help-query-gpu`.
import type { GpuFigures } from "./gpu-figures";

interface Column {
  /** As newer drivers call it first; older ones refuse names that they do not know, and the next is tried. */
  names: readonly [string, ...string[]];
  read?(text: string, figures: GpuFigures): void;
}

const worth = new Map([
  ["KiB", 2 ** 10],
  ["MiB", 2 ** 20],
  ["GiB", 2 ** 30],
  ["MHz", 1e6],
  ["W", 1000],
]);

/** "24564 MiB" in bytes, "210 MHz" in hertz, "71.20 W" in milliwatts, "43 %" as it stands; undefined for any words. */
function amountOf(text: string): number | undefined {
  const found = /^(-?\d+(?:\.\d+)?)(?: (\S+))?$/.exec(text);
  if (!found) return undefined;
  const value = Number(found[1]) * (worth.get(found[2] ?? "") ?? 1);
  // Watts have two decimals: thousands of them must not show the rest of a binary fraction.
  return found[2] === "W" ? Math.round(value) : value;
}

function amount(figure: keyof GpuFigures, ...names: [string, ...string[]]): Column {
  return {
    names,
    read(text, figures) {
      const value = amountOf(text);
      // None of these is ever below 0; what is stands for "unknown" in some drivers.
      if (value !== undefined && value >= 0) figures[figure] = value;
    },
  };
}

/** Bits of nvmlClocksEventReasons in NVML's API reference that mean less speed than asked for. */
const limits: [keyof GpuFigures, bit: number][] = [
  ["limitedByPower", 0x04],
  ["limitedByHardware", 0x08],
  ["limitedBySoftwareHeat", 0x20],
  ["limitedByHardwareHeat", 0x40],
  ["limitedByPowerBrake", 0x80],
];

/** The name comes last: it may hold commas, and nothing is quoted. */
const columns: readonly Column[] = [
  { names: ["index"] },
  { names: ["uuid"] },
  { names: ["pci.bus_id"] },
  amount("dutyCyclePercent", "utilization.gpu"),
  amount("memoryDutyCyclePercent", "utilization.memory"),
  amount("encoderPercent", "utilization.encoder"),
  amount("decoderPercent", "utilization.decoder"),
  amount("memoryUsedBytes", "memory.used"),
  amount("memoryTotalBytes", "memory.total"),
  amount("temperatureCelsius", "temperature.gpu"),
  amount("memoryCelsius", "temperature.memory"),
  amount("powerMilliwatts", "power.draw"),
  amount("powerLimitMilliwatts", "enforced.power.limit", "power.limit"),
  amount("fanPercent", "fan.speed"),
  amount("graphicsHertz", "clocks.current.graphics", "clocks.gr"),
  amount("shaderHertz", "clocks.current.sm", "clocks.sm"),
  amount("memoryHertz", "clocks.current.memory", "clocks.mem"),
  amount("videoHertz", "clocks.current.video", "clocks.video"),
  amount("correctedErrors", "ecc.errors.corrected.volatile.total"),
  amount("uncorrectedErrors", "ecc.errors.uncorrected.volatile.total"),
  {
    names: ["pstate"],
    read(text, figures) {
      const state = /^P(\d{1,2})$/.exec(text)?.[1];
      if (state !== undefined) figures.performanceState = Number(state);
    },
  },
  {
    names: ["clocks_event_reasons.active", "clocks_throttle_reasons.active"],
    read(text, figures) {
      if (!/^0x[0-9a-f]{1,16}$/i.test(text)) return;
      // All known bits are among the lowest; the others must not be rounded into them.
      const bits = Number.parseInt(text.slice(-4), 16);
      for (const [figure, bit] of limits) figures[figure] = (bits & bit) === 0 ? 0 : 1;
    },
  },
  { names: ["name"] },
];

const essential = new Set(["index", "uuid", "name"]);
const readers = new Map(columns.flatMap(({ names, read }) => (read ? names.map((name) => [name, read] as const) : [])));

/** How a column's text becomes figures; undefined for a column that is not one of them. */
export const readerOf = (column: string): Column["read"] => readers.get(column);

export interface NvidiaColumns {
  /** What to ask for. */
  asked(): string[];
  /** The driver does not know this one: its older name is asked for instead, or it is left out. False: it cannot be. */
  refuse(column: string): boolean;
}

export function createNvidiaColumns(): NvidiaColumns {
  let present = columns.map(({ names }) => names as readonly string[]);
  return {
    asked: () => present.flatMap(([name]) => name ?? []),
    refuse(column) {
      if (essential.has(column) || !present.some(([name]) => name === column)) return false;
      present = present.map((names) => (names[0] === column ? names.slice(1) : names)).filter((names) => names.length > 0);
      return true;
    },
  };
}

import { expect, test } from "vitest";
import type { GpuFigures } from "../../../../../electron/engine/collectors/gpu/gpu-figures";
import { createNvidiaColumns } from "../../../../../electron/engine/collectors/gpu/nvidia-columns";
import { addressOf, createNvidiaCsv, type NvidiaRow } from "../../../../../electron/engine/collectors/gpu/nvidia-csv";
import { fixture } from "../../../../support/fixture";

function rowsOf(text: string): NvidiaRow[] {
  const csv = createNvidiaCsv();
  return text.split("\n").flatMap((line) => {
    const row = csv.read(line);
    return row === undefined || row === "heading" ? [] : row;
  });
}

const MiB = 2 ** 20;
const MHz = 1e6;
const notLimited = {
  limitedByPower: 0,
  limitedByHardware: 0,
  limitedBySoftwareHeat: 0,
  limitedByHardwareHeat: 0,
  limitedByPowerBrake: 0,
};

test.each<{ file: string; name: string; address: string; figures: GpuFigures }>([
  {
    file: "linux-geforce-rtx-4080-super-595.71.05-load",
    name: "NVIDIA GeForce RTX 4080 SUPER",
    address: "0000:01:00.0",
    figures: {
      dutyCyclePercent: 7,
      memoryDutyCyclePercent: 2,
      encoderPercent: 72,
      decoderPercent: 0,
      memoryUsedBytes: 1474 * MiB,
      memoryTotalBytes: 16_376 * MiB,
      temperatureCelsius: 46,
      powerMilliwatts: 84_240,
      powerLimitMilliwatts: 320_000,
      fanPercent: 0,
      graphicsHertz: 2805 * MHz,
      shaderHertz: 2805 * MHz,
      memoryHertz: 11_251 * MHz,
      videoHertz: 2145 * MHz,
      performanceState: 2,
      ...notLimited,
    },
  },
  {
    file: "linux-h100-80gb-hbm3-590.48.01-load",
    name: "NVIDIA H100 80GB HBM3",
    address: "0000:00:09.0",
    figures: {
      dutyCyclePercent: 100,
      memoryDutyCyclePercent: 11,
      encoderPercent: 0,
      decoderPercent: 0,
      memoryUsedBytes: 19_818 * MiB,
      memoryTotalBytes: 81_559 * MiB,
      temperatureCelsius: 59,
      memoryCelsius: 54,
      powerMilliwatts: 631_950,
      powerLimitMilliwatts: 700_000,
      graphicsHertz: 1980 * MHz,
      shaderHertz: 1980 * MHz,
      memoryHertz: 2619 * MHz,
      videoHertz: 1545 * MHz,
      correctedErrors: 0,
      uncorrectedErrors: 0,
      performanceState: 0,
      ...notLimited,
    },
  },
  {
    // A card that is divided does not tell its load as a whole.
    file: "linux-h100-mig-590.48.01-load",
    name: "NVIDIA H100 80GB HBM3",
    address: "0000:00:09.0",
    figures: {
      memoryUsedBytes: 11_125 * MiB,
      memoryTotalBytes: 81_559 * MiB,
      temperatureCelsius: 53,
      memoryCelsius: 59,
      powerMilliwatts: 433_780,
      powerLimitMilliwatts: 700_000,
      graphicsHertz: 1980 * MHz,
      shaderHertz: 1980 * MHz,
      memoryHertz: 2619 * MHz,
      videoHertz: 1545 * MHz,
      correctedErrors: 0,
      uncorrectedErrors: 0,
      performanceState: 0,
      ...notLimited,
    },
  },
  {
    file: "linux-geforce-rtx-2080-super-595.71.05-idle",
    name: "NVIDIA GeForce RTX 2080 SUPER",
    address: "0000:0c:00.0",
    figures: {
      dutyCyclePercent: 0,
      memoryDutyCyclePercent: 9,
      encoderPercent: 0,
      decoderPercent: 0,
      memoryUsedBytes: 214 * MiB,
      memoryTotalBytes: 8192 * MiB,
      temperatureCelsius: 40,
      powerMilliwatts: 39_320,
      powerLimitMilliwatts: 250_000,
      fanPercent: 38,
      graphicsHertz: 765 * MHz,
      shaderHertz: 765 * MHz,
      memoryHertz: 810 * MHz,
      videoHertz: 705 * MHz,
      performanceState: 8,
      ...notLimited,
      limitedByPower: 1,
    },
  },
])("the captured line of $file reads as its card was", ({ file, name, address, figures }) => {
  const rows = rowsOf(fixture(`nvidia-smi/query-${file}.csv`));
  expect(rows).toEqual([{ index: "0", uuid: "GPU-00000000-0000-0000-0000-000000000000", name, address, figures }]);
});

test.each(["windows-geforce-rtx-2080-super-591.86-load", "linux-l40s-595.80-load"])(
  "the captured line of %s gives figures",
  (file) => {
    const rows = rowsOf(fixture(`nvidia-smi/query-${file}.csv`));
    expect(rows.map(({ figures }) => Object.keys(figures).length > 15)).toEqual([true]);
  },
);

test("columns are found by name, whatever their order and units", () => {
  const text = [
    "name, temperature.gpu, power.draw [W], memory.used [MiB], memory.total [MiB], utilization.gpu [%], index, uuid",
    "NVIDIA GB10, Ltd, 51, 12.98 W, [N/A], [N/A], 5 %, 0, GPU-a",
    "Tesla K80, [Unknown Error], [Not Supported], 0 MiB, 4 GiB, [N/A], 2, GPU-c",
  ].join("\n");
  expect(rowsOf(text)).toEqual([
    {
      index: "0",
      uuid: "GPU-a",
      name: "NVIDIA GB10, Ltd",
      figures: { dutyCyclePercent: 5, temperatureCelsius: 51, powerMilliwatts: 12_980 },
    },
    {
      index: "2",
      uuid: "GPU-c",
      name: "Tesla K80",
      figures: { memoryUsedBytes: 0, memoryTotalBytes: 4 * 2 ** 30 },
      trouble: "Unknown Error",
    },
  ]);
});

const heading = "index, uuid, utilization.gpu [%], name";
test.each([
  { name: "commas in its name", line: 'GPU-1, 5 %, NVIDIA "A, B", Ltd', expected: { name: 'NVIDIA "A, B", Ltd', percent: 5 } },
  { name: "an emoji in its name", line: "GPU-1, 5 %, 🐢{}", expected: { name: "🐢{}", percent: 5 } },
  { name: "no figure that is one", line: "GPU-1, many, A", expected: { name: "A" } },
  { name: "a negative figure", line: "GPU-1, -1 %, A", expected: { name: "A" } },
  { name: "ERR! for a figure", line: "GPU-1, ERR!, A", expected: { name: "A" } },
  {
    name: "no rights",
    line: "GPU-1, [Insufficient Permissions], A",
    expected: { name: "A", trouble: "Insufficient Permissions" },
  },
  { name: "a need for a reset", line: "GPU-1, [GPU requires reset], A", expected: { name: "A", trouble: "GPU requires reset" } },
  { name: "N/A without brackets", line: "GPU-1, N/A, A", expected: { name: "A" } },
])("a card with $name", ({ line, expected }) => {
  const [row] = rowsOf(`${heading}\n0, ${line}`);
  expect({ name: row?.name, percent: row?.figures.dutyCyclePercent, trouble: row?.trouble }).toEqual({
    percent: undefined,
    trouble: undefined,
    ...expected,
  });
});

test.each([
  { name: "nothing", text: "" },
  { name: "a line before the headings", text: "0, GPU-1, 5 %, A" },
  { name: "a line that was cut", text: `${heading}\n0, GPU-1, 5` },
  { name: "a complaint", text: `${heading}\nNVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.` },
  { name: "an index that is none", text: `${heading}\nx, GPU-1, 5 %, A` },
  { name: "too many fields where no name can hold them", text: "index, uuid, fan.speed [%]\n0, GPU-1, 1 %, 2 %" },
])("$name is no card", ({ text }) => {
  expect(rowsOf(text)).toEqual([]);
});

test.each([
  { text: "00000000:0C:00.0", expected: "0000:0c:00.0" },
  { text: "00010000:01:00.0", expected: "0000:01:00.0" },
  { text: "0000:01:00.0", expected: "0000:01:00.0" },
  { text: "[N/A]", expected: undefined },
])("the bus id $text is the address $expected", ({ text, expected }) => expect(addressOf(text)).toBe(expected));

test("a field that a driver does not know is asked for by its older name, then left out; without an identity nothing can be read", () => {
  const columns = createNvidiaColumns();
  expect(columns.refuse("clocks_event_reasons.active")).toBe(true);
  expect(columns.asked()).toContain("clocks_throttle_reasons.active");
  expect(columns.refuse("clocks_throttle_reasons.active")).toBe(true);
  expect(columns.asked().filter((name) => name.includes("reasons"))).toEqual([]);
  expect(columns.refuse("clocks_throttle_reasons.active")).toBe(false);
  expect(columns.refuse("uuid")).toBe(false);
  expect(columns.refuse("never asked")).toBe(false);
  expect(columns.asked().at(-1)).toBe("name");
});

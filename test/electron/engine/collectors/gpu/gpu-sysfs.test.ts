import { expect, test } from "vitest";
import { minutes, seconds } from "#shared/units/time";
import { NoData } from "../../../../../electron/engine/collectors/collector";
import { createGpu } from "../../../../../electron/engine/collectors/gpu/gpu";
import { presentClock } from "../../../../../electron/engine/collectors/gpu/gpu-amd";
import { createAppleGpu, parseIoreg } from "../../../../../electron/engine/collectors/gpu/gpu-apple";
import { createPowerMeter } from "../../../../../electron/engine/collectors/gpu/gpu-intel";
import { collectOnce, linesOf } from "../../../../support/collect";
import { createFakeClock } from "../../../../support/fake-clock";
import { createFakeHost, type FakeHost } from "../../../../support/fake-host";
import { fixture } from "../../../../support/fixture";

/** A machine of one of the captures under test/fixtures/machines: `path:contents`, one file a line. */
function machine(name: string, more: Record<string, string | Error> = {}): FakeHost {
  const files = fixture(`machines/${name}/files.txt`)
    .split("\n")
    .filter(Boolean)
    // Addresses hold colons too: the contents begin after the first one behind the last slash.
    .map((line) => {
      const colon = line.indexOf(":", line.search(/\/[^/]*$/));
      return [line.slice(0, colon), `${line.slice(colon + 1)}\n`] as const;
    });
  return createFakeHost({ files: { ...Object.fromEntries(files), ...more } });
}

const amdFolder = "/sys/bus/pci/devices/0000:0a:00.0";
const amdLabels = 'minor_number="1", name="AMD device 1002:7590", uuid="b8e3af4ec1bd2a4c"';

test("an AMD card is read from its driver's files, under the same names", async () => {
  const host = machine("gpu-amd-radeon-rx-9060");
  const { minor_number, name, uuid } = { minor_number: "1", name: "AMD device 1002:7590", uuid: "b8e3af4ec1bd2a4c" };
  const readings = await collectOnce(createGpu({ clock: createFakeClock() }), host);
  expect(readings.map(({ name: metric, labels, value }) => [metric, labels.clock ?? "", value])).toEqual([
    ["nvidia_gpu_duty_cycle", "", 17],
    ["nvidia_gpu_memory_duty_cycle", "", 3],
    ["nvidia_gpu_video_duty_cycle", "", 0],
    ["nvidia_gpu_memory_used_bytes", "", 6_812_925_952],
    ["nvidia_gpu_memory_total_bytes", "", 8_573_157_376],
    ["nvidia_gpu_shared_memory_used_bytes", "", 1_051_754_496],
    ["nvidia_gpu_shared_memory_total_bytes", "", 16_765_448_192],
    ["nvidia_gpu_temperature_celsius", "", 45],
    ["nvidia_gpu_hotspot_temperature_celsius", "", 47],
    ["nvidia_gpu_memory_temperature_celsius", "", 52],
    ["nvidia_gpu_power_usage_milliwatts", "", 28_000],
    ["nvidia_gpu_power_limit_milliwatts", "", 291_000],
    ["nvidia_gpu_fanspeed_percent", "", 30],
    ["nvidia_gpu_clock_hertz", "graphics", 351_590_000],
    ["nvidia_gpu_clock_hertz", "memory", 300_000_000],
    ["nvidia_gpu_num_devices", "", 1],
  ]);
  expect(readings[0]?.labels).toEqual({ minor_number, name, uuid });
});

test.each([
  {
    name: "refuses its average power",
    change: { "hwmon/hwmon0/power1_average": new Error("EINVAL"), "hwmon/hwmon0/power1_input": "31000000\n" },
    line: `nvidia_gpu_power_usage_milliwatts{${amdLabels}} 31000`,
  },
  {
    name: "has no sensor at its edge",
    change: {
      "hwmon/hwmon0/temp1_label": "junction\n",
      "hwmon/hwmon0/temp2_label": "mem\n",
      "hwmon/hwmon0/temp3_label": "other\n",
    },
    line: `nvidia_gpu_temperature_celsius{${amdLabels}} 45`,
  },
  {
    name: "labels no sensor, as older ones",
    change: { "hwmon/hwmon0/temp1_label": "\n", "hwmon/hwmon0/temp2_label": "\n", "hwmon/hwmon0/temp3_label": "\n" },
    line: `nvidia_gpu_temperature_celsius{${amdLabels}} 45`,
  },
  {
    name: "writes words for its load",
    change: { gpu_busy_percent: "busy\n" },
    line: `nvidia_gpu_memory_duty_cycle{${amdLabels}} 3`,
  },
])("an AMD card that $name", async ({ change, line }) => {
  const files = Object.fromEntries(Object.entries(change).map(([file, text]) => [`${amdFolder}/${file}`, text]));
  const lines = linesOf(await collectOnce(createGpu({ clock: createFakeClock() }), machine("gpu-amd-radeon-rx-9060", files)));
  expect(lines).toContain(line);
});

test.each([
  { name: "sleeps", status: "suspended", reason: "the AMD GPU sleeps to save power, and asking would wake it" },
  { name: "has another driver", status: "active", reason: "the AMD GPU's driver shows no load" },
])("an AMD card that $name has no data", async ({ status, reason }) => {
  const folder = "/sys/bus/pci/devices/0000:03:00.0";
  const files = { [`${folder}/class`]: "0x030000", [`${folder}/vendor`]: "0x1002", [`${folder}/power/runtime_status`]: status };
  await expect(collectOnce(createGpu({ clock: createFakeClock() }), createFakeHost({ files }))).rejects.toThrow(
    new NoData(reason),
  );
});

test("an idle AMD card that may sleep is left alone for 20 s after a minute, and one that vanishes is no longer told", async () => {
  const clock = createFakeClock();
  const gpu = createGpu({ clock });
  const host = machine("gpu-amd-radeon-rx-9060", { [`${amdFolder}/gpu_busy_percent`]: "0\n" });
  for (let second = 0; second <= 60; second++) {
    await collectOnce(gpu, host);
    await clock.advance(seconds(1));
  }
  await expect(collectOnce(gpu, host)).rejects.toThrow(new NoData("the AMD GPU is idle and left alone, so that it can sleep"));
  await clock.advance(seconds(20));
  expect((await collectOnce(gpu, host)).length).toBe(16);

  for (const path of [...host.files.keys()]) host.files.delete(path);
  // Its files are gone before the bus is looked at again.
  await expect(collectOnce(gpu, host)).rejects.toThrow(NoData);
  await clock.advance(minutes(1));
  await expect(collectOnce(gpu, host)).rejects.toThrow(new NoData("no GPU found"));
});

test.each<{ name: string; machineName: string; count: number; files: Record<string, string> }>([
  { name: "an AMD card at work", machineName: "gpu-amd-radeon-rx-9060", count: 16, files: {} },
  {
    // Idle all the time, as its counter says, and allowed to sleep.
    name: "the processor's own graphics",
    machineName: "gpu-intel-raptor-lake-i915",
    count: 3,
    files: { "/sys/bus/pci/devices/0000:00:02.0/power/control": "auto\n" },
  },
])("$name is never left alone", async ({ machineName, count, files }) => {
  const clock = createFakeClock();
  const gpu = createGpu({ clock });
  const host = machine(machineName, files);
  const counts = new Set<number>();
  for (let second = 0; second <= 150; second++) {
    host.files.set("/sys/bus/pci/devices/0000:00:02.0/drm/card0/gt/gt0/rc6_residency_ms", `${second * 1000}\n`);
    counts.add((await collectOnce(gpu, host)).length);
    await clock.advance(seconds(1));
  }
  expect([...counts]).toEqual([count]);
});

test("Intel's graphics under i915 tell their clock and how long they were idle, but no load", async () => {
  const gpu = createGpu({ clock: createFakeClock() });
  const labels = 'minor_number="0", name="Intel device 8086:a7a0"';
  expect(linesOf(await collectOnce(gpu, machine("gpu-intel-raptor-lake-i915")))).toEqual([
    `nvidia_gpu_clock_hertz{clock="graphics", ${labels}, uuid="0000:00:02.0"} 1300000000`,
    `nvidia_gpu_idle_seconds_total{${labels}, part="graphics", uuid="0000:00:02.0"} 214.934`,
    "nvidia_gpu_num_devices 1",
  ]);
  expect(gpu.note?.()).toBe("the Intel GPU's driver shows no load");
});

test("Intel's card under xe tells its power by what its counter of energy rose since the last look", async () => {
  const clock = createFakeClock();
  const gpu = createGpu({ clock });
  const host = machine("gpu-intel-battlemage-xe");
  const first = linesOf(await collectOnce(gpu, host));
  expect(first.filter((line) => line.includes("power_usage"))).toEqual([]);
  await clock.advance(2010);
  host.files.set("/sys/bus/pci/devices/0000:03:00.0/hwmon/hwmon7/energy1_input", "9414000000\n");
  const labels = 'minor_number="1", name="Intel device 8086:e223"';
  expect(linesOf(await collectOnce(gpu, host))).toEqual([
    `nvidia_gpu_temperature_celsius{${labels}, uuid="0000:03:00.0"} 60`,
    `nvidia_gpu_memory_temperature_celsius{${labels}, uuid="0000:03:00.0"} 58`,
    `nvidia_gpu_power_usage_milliwatts{${labels}, uuid="0000:03:00.0"} 205970`,
    `nvidia_gpu_power_limit_milliwatts{${labels}, uuid="0000:03:00.0"} 275000`,
    `nvidia_gpu_clock_hertz{clock="graphics", ${labels}, uuid="0000:03:00.0"} 2400000000`,
    `nvidia_gpu_clock_hertz{clock="video", ${labels}, uuid="0000:03:00.0"} 0`,
    `nvidia_gpu_idle_seconds_total{${labels}, part="graphics", uuid="0000:03:00.0"} 1200`,
    `nvidia_gpu_idle_seconds_total{${labels}, part="media", uuid="0000:03:00.0"} 1300.5`,
    "nvidia_gpu_num_devices 1",
  ]);
});

test("a counter of energy that begins anew, or is gone for a moment, gives no power", () => {
  const milliwatts = createPowerMeter();
  expect([
    milliwatts(1_000_000, 0),
    milliwatts(2_000_000, 1000),
    milliwatts(500, 2000),
    milliwatts(1_000_500, 3000),
    milliwatts(undefined, 4000),
    milliwatts(9_000_000, 5000),
    milliwatts(9_000_000, 5000),
  ]).toEqual([undefined, 1000, undefined, 1000, undefined, undefined, undefined]);
});

test.each([
  { name: "the starred line", table: "0: 300Mhz \n1: 1366Mhz *\n2: 1500Mhz \n", expected: 1.366e9 },
  { name: "no line when none is starred", table: "0: 300Mhz \n", expected: undefined },
  { name: "nothing of an empty table", table: "", expected: undefined },
])("of a table of clocks, the present one is $name", ({ table, expected }) => expect(presentClock(table)).toBe(expected));

test.each([
  {
    file: "m1-pro",
    expected: [{ name: "Apple M1 Pro", figures: { dutyCyclePercent: 2, sharedMemoryUsedBytes: 340_983_808 } }],
  },
  {
    file: "m4-max",
    expected: [{ name: "Apple M4 Max", figures: { dutyCyclePercent: 16, sharedMemoryUsedBytes: 2_363_801_600 } }],
  },
  // A driver that counts more than the whole does not tell its load.
  { file: "intel-over-100", expected: [{ name: "IntelAccelerator", figures: { memoryUsedBytes: 671_088_640 } }] },
])("a Mac's registry is read for $file", ({ file, expected }) => {
  expect(parseIoreg(fixture(`machines/gpu-apple/${file}.txt`))).toEqual(expected);
});

test.each([
  { name: "nothing", text: "" },
  { name: "an entry that was cut", text: '+-o AGX  <class AGX>\n    {\n      "PerformanceStatistics" = {"Device Util' },
  { name: "a number that is none", text: '+-o AGX  <class AGX>\n      "PerformanceStatistics" = {"Device Utilization %"=x}\n' },
])("a registry with $name has no data", async ({ text }) => {
  const collector = createAppleGpu({ readRegistry: async () => text });
  await expect(collectOnce(collector, createFakeHost({ platform: "darwin" }))).rejects.toThrow(
    new NoData("this machine's graphics driver shows no load"),
  );
});

test("a Mac's graphics processor has the series of any other", async () => {
  const collector = createAppleGpu({ readRegistry: async () => fixture("machines/gpu-apple/m1-pro.txt") });
  expect(linesOf(await collectOnce(collector, createFakeHost({ platform: "darwin" })))).toEqual([
    'nvidia_gpu_duty_cycle{minor_number="0", name="Apple M1 Pro", uuid="Apple M1 Pro 0"} 2',
    'nvidia_gpu_shared_memory_used_bytes{minor_number="0", name="Apple M1 Pro", uuid="Apple M1 Pro 0"} 340983808',
    "nvidia_gpu_num_devices 1",
  ]);
});

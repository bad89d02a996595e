import { expect, test } from "vitest";
import { seconds } from "#shared/units/time";
import { type Collector, NoData } from "../../../../../electron/engine/collectors/collector";
import { createGpu } from "../../../../../electron/engine/collectors/gpu/gpu";
import { nameFromPciIds } from "../../../../../electron/engine/collectors/gpu/gpu-names";
import type { NvidiaRow } from "../../../../../electron/engine/collectors/gpu/nvidia-csv";
import type { NvidiaAnswer, NvidiaSmi } from "../../../../../electron/engine/collectors/gpu/nvidia-smi";
import { collectOnce, linesOf } from "../../../../support/collect";
import { createFakeClock } from "../../../../support/fake-clock";
import { createFakeHost } from "../../../../support/fake-host";

const bus = "/sys/bus/pci/devices";
const card = (address: string, vendor: string, device: string, more: Record<string, string> = {}) =>
  Object.fromEntries(
    Object.entries({ class: "0x030000\n", vendor: `0x${vendor}\n`, device: `0x${device}\n`, ...more }).map(([file, text]) => [
      `${bus}/${address}/${file}`,
      text,
    ]),
  );
const nvidiaCard = (more: Record<string, string> = {}) => card("0000:01:00.0", "10de", "2684", more);

const row = (more: Partial<NvidiaRow> = {}): NvidiaRow => ({
  index: "0",
  uuid: "GPU-1",
  name: "NVIDIA GeForce RTX 4090",
  figures: { dutyCyclePercent: 37 },
  ...more,
});

/** A program that answers what it is told to, and counts. */
function fakeSmi(answer: NvidiaAnswer): NvidiaSmi & { answer: NvidiaAnswer; asked: number; stopped: number } {
  const smi = {
    answer,
    asked: 0,
    stopped: 0,
    ask() {
      smi.asked++;
      return smi.answer;
    },
    stop() {
      smi.stopped++;
    },
  };
  return smi;
}

test.each([
  { name: "a machine without a PCI bus", files: {}, reason: "no GPU found" },
  {
    name: "a machine with a network card only",
    files: card("0000:00:01.0", "8086", "100e", { class: "0x020000" }),
    reason: "no GPU found",
  },
  {
    name: "Intel's graphics without a driver",
    files: card("0000:00:02.0", "8086", "46a6"),
    reason: "the Intel GPU's driver shows no load",
  },
  {
    name: "a virtual display",
    files: card("0000:00:02.0", "1234", "1111"),
    reason: "this machine's graphics adapter shows no load",
  },
  { name: "a card whose class file is empty", files: nvidiaCard({ class: "" }), reason: "no GPU found" },
])("$name: $reason", async ({ files, reason }) => {
  const smi = fakeSmi({ kind: "rows", rows: [row()] });
  const gpu = createGpu({ clock: createFakeClock(), smi });
  await expect(collectOnce(gpu, createFakeHost({ files }))).rejects.toThrow(new NoData(reason));
  expect(smi.asked).toBe(0);
});

test("what nvidia-smi tells becomes series with the exporter's names, and what it does not tell is no series", async () => {
  const figures = {
    dutyCyclePercent: 37,
    memoryUsedBytes: 1024,
    memoryTotalBytes: 4096,
    temperatureCelsius: 51,
    powerMilliwatts: 71_250,
    graphicsHertz: 2.1e9,
    limitedByPower: 1,
    correctedErrors: 3,
  };
  const smi = fakeSmi({ kind: "rows", rows: [row({ figures }), row({ index: "1", uuid: "GPU-2", name: "B", figures: {} })] });
  const gpu = createGpu({ clock: createFakeClock(), smi });
  const labels = 'minor_number="0", name="NVIDIA GeForce RTX 4090"';
  expect(linesOf(await collectOnce(gpu, createFakeHost({ files: nvidiaCard() })))).toEqual([
    `nvidia_gpu_duty_cycle{${labels}, uuid="GPU-1"} 37`,
    `nvidia_gpu_memory_used_bytes{${labels}, uuid="GPU-1"} 1024`,
    `nvidia_gpu_memory_total_bytes{${labels}, uuid="GPU-1"} 4096`,
    `nvidia_gpu_temperature_celsius{${labels}, uuid="GPU-1"} 51`,
    `nvidia_gpu_power_usage_milliwatts{${labels}, uuid="GPU-1"} 71250`,
    `nvidia_gpu_clock_hertz{clock="graphics", ${labels}, uuid="GPU-1"} 2100000000`,
    `nvidia_gpu_clocks_limited{${labels}, reason="sw_power_cap", uuid="GPU-1"} 1`,
    `nvidia_gpu_ecc_errors_total{${labels}, type="corrected", uuid="GPU-1"} 3`,
    "nvidia_gpu_num_devices 1",
  ]);
});

test("every metric has its help, and a second run hands out the same readings with new values", async () => {
  const smi = fakeSmi({ kind: "rows", rows: [row({ figures: { dutyCyclePercent: 1, videoHertz: 5 } })] });
  const gpu = createGpu({ clock: createFakeClock(), smi });
  const host = createFakeHost({ files: nvidiaCard() });
  const first = [...(await collectOnce(gpu, host))];
  smi.answer = { kind: "rows", rows: [row({ figures: { dutyCyclePercent: 2, videoHertz: 6 } })] };
  const second = await collectOnce(gpu, host);
  expect(second.map((reading, place) => reading === first[place])).toEqual([true, true, true]);
  expect(second.map(({ value }) => value)).toEqual([2, 6, 1]);
  for (const { name } of second) expect(Object.keys(gpu.help)).toContain(name);
});

test("the minor number is the driver's own, which need not follow the order of the cards", async () => {
  const files = { ...nvidiaCard(), "/proc/driver/nvidia/gpus/0000:01:00.0/information": "Model: \t\t A\nDevice Minor: \t 3\n" };
  const smi = fakeSmi({ kind: "rows", rows: [row({ address: "0000:01:00.0" })] });
  const readings = await collectOnce(createGpu({ clock: createFakeClock(), smi }), createFakeHost({ files }));
  expect(readings[0]?.labels.minor_number).toBe("3");
});

test.each<{ answer: NvidiaAnswer; expected: Error }>([
  {
    answer: { kind: "absent" },
    expected: new NoData("there is an NVIDIA GPU, but nvidia-smi, which comes with its driver, is not on the PATH"),
  },
  { answer: { kind: "waiting" }, expected: new NoData("waiting for nvidia-smi") },
  { answer: { kind: "failing", reason: "No devices were found" }, expected: new Error("No devices were found") },
  {
    answer: { kind: "rows", rows: [row({ figures: {}, trouble: "GPU requires reset" })] },
    expected: new Error("nvidia-smi says nothing of GPU 0: GPU requires reset"),
  },
  { answer: { kind: "rows", rows: [row({ figures: {} })] }, expected: new NoData("nvidia-smi says nothing of GPU 0") },
])("when the answer is $answer.kind the user is told: $expected.message", async ({ answer, expected }) => {
  const gpu = createGpu({ clock: createFakeClock(), smi: fakeSmi(answer) });
  const thrown = await collectOnce(gpu, createFakeHost({ files: nvidiaCard() })).catch((error: Error) => error);
  expect(thrown).toEqual(expected);
  expect(thrown).toHaveProperty("name", expected.name);
});

test("on Windows, which shows no bus, the program alone says whether there is a card", async () => {
  const host = createFakeHost({ platform: "win32" });
  const there = createGpu({ clock: createFakeClock(), smi: fakeSmi({ kind: "rows", rows: [row()] }) });
  expect(linesOf(await collectOnce(there, host)).at(-1)).toBe("nvidia_gpu_num_devices 1");
  const notThere = createGpu({ clock: createFakeClock(), smi: fakeSmi({ kind: "absent" }) });
  await expect(collectOnce(notThere, host)).rejects.toThrow(
    new NoData("nvidia-smi is not on the PATH, and nothing else tells of graphics cards on this system"),
  );
  const failing = createGpu({ clock: createFakeClock(), smi: fakeSmi({ kind: "failing", reason: "No devices were found" }) });
  await expect(collectOnce(failing, host)).rejects.toThrow(new NoData("No devices were found"));
});

test("a card that falls off the bus while another works is told in a note, and the other one's series go on", async () => {
  const files = { ...nvidiaCard(), ...card("0000:41:00.0", "10de", "2684") };
  const good = row({ address: "0000:01:00.0" });
  const smi = fakeSmi({ kind: "rows", rows: [good, row({ index: "1", uuid: "GPU-2", address: "0000:41:00.0" })] });
  const gpu = createGpu({ clock: createFakeClock(), smi });
  const host = createFakeHost({ files });
  expect(linesOf(await collectOnce(gpu, host)).at(-1)).toBe("nvidia_gpu_num_devices 2");
  expect(gpu.note?.()).toBeUndefined();

  smi.answer = { kind: "rows", rows: [good, row({ index: "1", uuid: "[GPU is lost]", figures: {}, trouble: "GPU is lost" })] };
  expect(linesOf(await collectOnce(gpu, host)).at(-1)).toBe("nvidia_gpu_num_devices 1");
  expect(gpu.note?.()).toBe("nvidia-smi says nothing of GPU 1: GPU is lost");

  smi.answer = { kind: "rows", rows: [good] };
  await collectOnce(gpu, host);
  expect(gpu.note?.()).toBe("nvidia-smi does not tell of the GPU at 0000:41:00.0");
});

test("a card that sleeps is not woken: its program is ended, and its driver is not asked for its name", async () => {
  const smi = fakeSmi({ kind: "rows", rows: [row()] });
  const gpu = createGpu({ clock: createFakeClock(), smi });
  const information = "/proc/driver/nvidia/gpus/0000:01:00.0/information";
  const host = createFakeHost({
    files: { ...nvidiaCard({ "power/runtime_status": "suspended\n" }), [information]: "Model: A\n" },
  });
  const read: string[] = [];
  const watched: typeof host = {
    ...host,
    readText(...how) {
      read.push(how[0]);
      return host.readText(...how);
    },
  };
  await expect(collectOnce(gpu, watched)).rejects.toThrow(
    new NoData("the NVIDIA GPU sleeps to save power, and asking would wake it"),
  );
  expect({ asked: smi.asked, stopped: smi.stopped }).toEqual({ asked: 0, stopped: 1 });
  expect(read).not.toContain(information);
});

test.each(["nouveau", "vfio-pci"])(
  "a card with the driver %s is not nvidia-smi's, and its sleep does not keep another from being asked",
  async (driver) => {
    const files = { ...nvidiaCard(), ...card("0000:41:00.0", "10de", "2684", { "power/runtime_status": "suspended\n" }) };
    const links = {
      [`${bus}/0000:01:00.0/driver`]: "../../../../bus/pci/drivers/nvidia",
      [`${bus}/0000:41:00.0/driver`]: `../../../../bus/pci/drivers/${driver}`,
    };
    const smi = fakeSmi({ kind: "rows", rows: [row({ address: "0000:01:00.0" })] });
    const gpu = createGpu({ clock: createFakeClock(), smi });
    expect(linesOf(await collectOnce(gpu, createFakeHost({ files, links }))).at(-1)).toBe("nvidia_gpu_num_devices 1");
    expect(gpu.note?.()).toBe(`the NVIDIA GPU at 0000:41:00.0 has the driver ${driver}, which shows no load`);
  },
);

/** Collects once a second, and says how often the program was asked in that time. */
async function asksIn(
  count: number,
  gpu: Collector,
  smi: { asked: number },
  host: ReturnType<typeof createFakeHost>,
  clock: ReturnType<typeof createFakeClock>,
) {
  const before = smi.asked;
  for (let second = 0; second < count; second++) {
    await collectOnce(gpu, host).catch(() => {});
    await clock.advance(seconds(1));
  }
  return smi.asked - before;
}

const idle: NvidiaAnswer = { kind: "rows", rows: [row({ figures: { dutyCyclePercent: 0 } })] };
const idleMachine = (more: Record<string, string>) => ({
  smi: fakeSmi(idle),
  clock: createFakeClock(),
  host: createFakeHost({ files: nvidiaCard(more) }),
});

test("a card that may sleep is left alone for 20 s after an idle minute, and for less of the time when it does not fall asleep", async () => {
  const { smi, clock, host } = idleMachine({ "power/control": "auto\n" });
  const gpu = createGpu({ clock, smi });
  expect(await asksIn(61, gpu, smi, host, clock)).toBe(61);
  expect(smi.stopped).toBe(1);
  expect(await asksIn(19, gpu, smi, host, clock)).toBe(0);
  expect(await asksIn(120, gpu, smi, host, clock)).toBe(120);
  expect(await asksIn(20, gpu, smi, host, clock)).toBeLessThan(3);
});

test.each<{ name: string; more: Record<string, string> }>([
  { name: "may not sleep", more: { "power/control": "on\n" } },
  { name: "lights a display", more: { "power/control": "auto\n", "drm/card0/card0-DP-1/enabled": "enabled\n" } },
])("an idle card that $name is asked on", async ({ more }) => {
  const { smi, clock, host } = idleMachine(more);
  expect(await asksIn(150, createGpu({ clock, smi }), smi, host, clock)).toBe(150);
});

test("a card that does not tell its load may be at work, and is asked on", async () => {
  const { smi, clock, host } = idleMachine({ "power/control": "auto\n" });
  smi.answer = { kind: "rows", rows: [row({ figures: { temperatureCelsius: 40 } })] };
  expect(await asksIn(150, createGpu({ clock, smi }), smi, host, clock)).toBe(150);
});

test.each([
  { vendorId: "1002", deviceId: "744c", expected: "Navi 31 [Radeon RX 7900 XTX]" },
  { vendorId: "10de", deviceId: "744c", expected: undefined },
  { vendorId: "10de", deviceId: "2684", expected: "AD102 [GeForce RTX 4090]" },
  { vendorId: "ffff", deviceId: "0000", expected: undefined },
])("the list of PCI ids names $vendorId:$deviceId $expected", ({ vendorId, deviceId, expected }) => {
  const ids = [
    "# List of PCI ID's",
    "1002  Advanced Micro Devices, Inc. [AMD/ATI]",
    "\t744c  Navi 31 [Radeon RX 7900 XTX]",
    "\t\t1002 0e3b  Radeon RX 7900 XTX",
    "10de  NVIDIA Corporation",
    "\t2684  AD102 [GeForce RTX 4090]",
  ].join("\n");
  expect(nameFromPciIds(ids, { vendorId, deviceId })).toBe(expected);
});

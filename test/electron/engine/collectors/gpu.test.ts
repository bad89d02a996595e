import { spawn } from "node:child_process";
import { resolve } from "node:path";
import { afterEach, expect, test } from "vitest";
import { seconds } from "#shared/units/time";
import { type Collector, NoData } from "../../../../electron/engine/collectors/collector";
import { createGpu } from "../../../../electron/engine/collectors/gpu";
import { nameFromPciIds } from "../../../../electron/engine/collectors/gpu-names";
import { createNvidiaCsv, type NvidiaRow } from "../../../../electron/engine/collectors/nvidia-csv";
import { createNvidiaSmi, type NvidiaAnswer, type NvidiaSmi } from "../../../../electron/engine/collectors/nvidia-smi";
import { collectOnce, linesOf } from "../../../support/collect";
import { eventually } from "../../../support/eventually";
import { createFakeClock } from "../../../support/fake-clock";
import { createFakeHost } from "../../../support/fake-host";

const bus = "/sys/bus/pci/devices";
const card = (address: string, vendor: string, device: string, more: Record<string, string> = {}) =>
  Object.fromEntries(
    Object.entries({ class: "0x030000\n", vendor: `0x${vendor}\n`, device: `0x${device}\n`, ...more }).map(([file, text]) => [
      `${bus}/${address}/${file}`,
      text,
    ]),
  );
const nvidiaCard = (more: Record<string, string> = {}) => card("0000:01:00.0", "10de", "2684", more);

const row: NvidiaRow = { index: "0", uuid: "GPU-1", name: "NVIDIA GeForce RTX 4090", utilizationPercent: 37 };

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

test("nvidia-smi's captured lines are read by the names of their columns, whatever their order and units", () => {
  const csv = createNvidiaCsv();
  const lines = [
    "name, temperature.gpu, power.draw [W], memory.used [MiB], memory.total [MiB], utilization.gpu [%], index, uuid",
    "NVIDIA GB10, 51, 12.98 W, [N/A], [N/A], 5 %, 0, GPU-a",
    "NVIDIA GeForce RTX 4090, 30, 71.20 W, 678 MiB, 49140 MiB, 0 %, 1, GPU-b",
    "Tesla K80, [Unknown Error], [Not Supported], 0 MiB, 4 GiB, [N/A], 2, GPU-c",
    "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.",
    "",
  ];
  expect(lines.map((line) => csv.read(line)).filter((found) => found !== undefined)).toEqual([
    { index: "0", uuid: "GPU-a", name: "NVIDIA GB10", utilizationPercent: 5, temperatureCelsius: 51, powerWatts: 12.98 },
    {
      index: "1",
      uuid: "GPU-b",
      name: "NVIDIA GeForce RTX 4090",
      utilizationPercent: 0,
      memoryUsedBytes: 678 * 2 ** 20,
      memoryTotalBytes: 49_140 * 2 ** 20,
      temperatureCelsius: 30,
      powerWatts: 71.2,
    },
    { index: "2", uuid: "GPU-c", name: "Tesla K80", memoryUsedBytes: 0, memoryTotalBytes: 4 * 2 ** 30 },
  ]);
});

test.each([
  { name: "a machine without a PCI bus", files: {}, reason: "no GPU found" },
  {
    name: "a machine with a network card only",
    files: card("0000:00:01.0", "8086", "100e", { class: "0x020000" }),
    reason: "no GPU found",
  },
  { name: "Intel's graphics", files: card("0000:00:02.0", "8086", "46a6"), reason: "Intel's graphics driver shows no load" },
  {
    name: "a virtual display",
    files: card("0000:00:02.0", "1234", "1111"),
    reason: "this machine's graphics adapter shows no load",
  },
])("$name: $reason", async ({ files, reason }) => {
  const smi = fakeSmi({ kind: "rows", rows: [row] });
  const gpu = createGpu({ clock: createFakeClock(), smi });
  await expect(collectOnce(gpu, createFakeHost({ files }))).rejects.toThrow(new NoData(reason));
  expect(smi.asked).toBe(0);
});

test("what nvidia-smi tells becomes series with the exporter's names, and what it does not tell is no series", async () => {
  const full: NvidiaRow = { ...row, memoryUsedBytes: 1024, memoryTotalBytes: 4096, temperatureCelsius: 51, powerWatts: 71.25 };
  const smi = fakeSmi({ kind: "rows", rows: [full, { index: "1", uuid: "GPU-2", name: "B" }] });
  const gpu = createGpu({ clock: createFakeClock(), smi });
  const labels = '{minor_number="0", name="NVIDIA GeForce RTX 4090", uuid="GPU-1"}';
  expect(linesOf(await collectOnce(gpu, createFakeHost({ files: nvidiaCard() })))).toEqual([
    `nvidia_gpu_duty_cycle${labels} 37`,
    `nvidia_gpu_memory_used_bytes${labels} 1024`,
    `nvidia_gpu_memory_total_bytes${labels} 4096`,
    `nvidia_gpu_temperature_celsius${labels} 51`,
    `nvidia_gpu_power_usage_milliwatts${labels} 71250`,
  ]);
});

test.each<{ answer: NvidiaAnswer; expected: Error }>([
  {
    answer: { kind: "absent" },
    expected: new NoData("there is an NVIDIA GPU, but nvidia-smi, which comes with its driver, is not on the PATH"),
  },
  { answer: { kind: "waiting" }, expected: new NoData("waiting for nvidia-smi") },
  { answer: { kind: "failing", reason: "No devices were found" }, expected: new Error("No devices were found") },
])("when the program is $answer.kind the user is told: $expected.message", async ({ answer, expected }) => {
  const gpu = createGpu({ clock: createFakeClock(), smi: fakeSmi(answer) });
  const thrown = await collectOnce(gpu, createFakeHost({ files: nvidiaCard() })).catch((error: Error) => error);
  expect(thrown).toEqual(expected);
  expect(thrown).toHaveProperty("name", expected.name);
});

test("a card that sleeps is not woken: the program is ended and not asked", async () => {
  const smi = fakeSmi({ kind: "rows", rows: [row] });
  const gpu = createGpu({ clock: createFakeClock(), smi });
  const host = createFakeHost({ files: nvidiaCard({ "power/runtime_status": "suspended\n" }) });
  await expect(collectOnce(gpu, host)).rejects.toThrow(
    new NoData("the NVIDIA GPU sleeps to save power, and asking would wake it"),
  );
  expect({ asked: smi.asked, stopped: smi.stopped }).toEqual({ asked: 0, stopped: 1 });
});

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

test("a card that may sleep is left alone for 20 s after an idle minute, so that it can; one that may not is asked on", async () => {
  const idle: NvidiaAnswer = { kind: "rows", rows: [{ ...row, utilizationPercent: 0 }] };
  const laptop = {
    smi: fakeSmi(idle),
    clock: createFakeClock(),
    host: createFakeHost({ files: nvidiaCard({ "power/control": "auto\n" }) }),
  };
  const gpu = createGpu(laptop);
  expect(await asksIn(61, gpu, laptop.smi, laptop.host, laptop.clock)).toBe(61);
  expect(laptop.smi.stopped).toBe(1);
  expect(await asksIn(19, gpu, laptop.smi, laptop.host, laptop.clock)).toBe(0);
  expect(await asksIn(5, gpu, laptop.smi, laptop.host, laptop.clock)).toBe(5);

  const desktop = {
    smi: fakeSmi(idle),
    clock: createFakeClock(),
    host: createFakeHost({ files: nvidiaCard({ "power/control": "on\n" }) }),
  };
  expect(await asksIn(100, createGpu(desktop), desktop.smi, desktop.host, desktop.clock)).toBe(100);
});

const amdFiles = card("0000:03:00.0", "1002", "744c", {
  gpu_busy_percent: "12\n",
  mem_info_vram_used: "1073741824\n",
  mem_info_vram_total: "25753026560\n",
  unique_id: "7d3b2a\n",
  product_name: "Radeon RX 7900 XTX\n",
  "drm/card1/dev": "226:1",
  "drm/renderD128/dev": "226:128",
  "hwmon/hwmon4/temp1_input": "48000\n",
  "hwmon/hwmon4/power1_average": "33000000\n",
});

test("an AMD card is read from its driver's files, under the same names", async () => {
  const labels = '{minor_number="1", name="Radeon RX 7900 XTX", uuid="7d3b2a"}';
  expect(linesOf(await collectOnce(createGpu({ clock: createFakeClock() }), createFakeHost({ files: amdFiles })))).toEqual([
    `nvidia_gpu_duty_cycle${labels} 12`,
    `nvidia_gpu_memory_used_bytes${labels} 1073741824`,
    `nvidia_gpu_memory_total_bytes${labels} 25753026560`,
    `nvidia_gpu_temperature_celsius${labels} 48`,
    `nvidia_gpu_power_usage_milliwatts${labels} 33000`,
  ]);
});

test.each([
  { name: "sleeps", status: "suspended", reason: "the AMD GPU sleeps to save power, and asking would wake it" },
  { name: "has another driver", status: "active", reason: "the AMD GPU's driver shows no load" },
])("an AMD card that $name has no data", async ({ status, reason }) => {
  const host = createFakeHost({ files: card("0000:03:00.0", "1002", "744c", { "power/runtime_status": status }) });
  await expect(collectOnce(createGpu({ clock: createFakeClock() }), host)).rejects.toThrow(new NoData(reason));
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

let running: NvidiaSmi | undefined;
afterEach(() => {
  running?.stop();
  delete process.env.FAKE_SMI;
});

function startStandIn(behaviour: string) {
  process.env.FAKE_SMI = behaviour;
  const clock = createFakeClock();
  let count = 0;
  const startProgram = ((...how: Parameters<typeof spawn>) => {
    count++;
    return spawn(...how);
  }) as typeof spawn;
  const smi = createNvidiaSmi({
    clock,
    startProgram,
    command: [process.execPath, resolve(import.meta.dirname, "../../../support/fake-nvidia-smi.mjs")],
  });
  running = smi;
  const answered = (kind: NvidiaAnswer["kind"]) =>
    eventually(() => {
      const answer = smi.ask();
      return answer.kind === kind ? answer : undefined;
    }, `an answer of kind ${kind}`);
  return { clock, smi, answered, starts: () => count };
}

test("one program is started and asked for as long as it talks, and each card has its latest row", async () => {
  const { answered } = startStandIn("talks");
  const answer = await eventually(async () => {
    const found = await answered("rows");
    return found.kind === "rows" && found.rows.length === 2 ? found : undefined;
  }, "both cards");
  expect(
    answer.rows.map(({ index, name, utilizationPercent, powerWatts }) => [index, name, utilizationPercent, powerWatts]),
  ).toEqual([
    ["0", "NVIDIA GeForce RTX 4090", 37, 71.2],
    ["1", "NVIDIA GB10", 0, undefined],
  ]);
});

test("a program that stops talking is killed after five seconds, and started again after a second", async () => {
  const { clock, smi, answered } = startStandIn("silent");
  await answered("rows");
  await clock.advance(seconds(5) + 1);
  expect(smi.ask()).toEqual({ kind: "failing", reason: "nvidia-smi did not answer within 5 s" });
  process.env.FAKE_SMI = "talks";
  await clock.advance(seconds(1));
  await answered("rows");
});

test("a program that complains and ends is quoted, and tried again after a growing pause", async () => {
  const { clock, smi, answered, starts } = startStandIn("no-driver");
  const failing = await answered("failing");
  expect(failing).toMatchObject({ reason: expect.stringContaining("couldn't communicate with the NVIDIA driver") });
  process.env.FAKE_SMI = "talks";
  await clock.advance(500);
  expect([smi.ask().kind, starts()]).toEqual(["failing", 1]);
  await clock.advance(500);
  await answered("rows");
  expect(starts()).toBe(2);
});

test("a program that ends in the middle is told by its code", async () => {
  const { answered } = startStandIn("dies");
  expect(await answered("failing")).toEqual({ kind: "failing", reason: "nvidia-smi ended with code 1" });
});

test("a machine without the program is told apart from one where it fails", async () => {
  const smi = createNvidiaSmi({ clock: createFakeClock(), command: ["/no/such/nvidia-smi"] });
  smi.ask();
  expect(await eventually(() => (smi.ask().kind === "absent" ? "absent" : undefined), "the error of the start")).toBe("absent");
});

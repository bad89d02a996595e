// What is read from a real NVIDIA card, where the machine has one: the captures under test/fixtures/nvidia-smi cannot tell
// whether a program that runs for long prints into a pipe at once.
import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { seconds } from "#shared/units/time";
import { systemClock } from "../../electron/engine/clock";
import { createGpu } from "../../electron/engine/collectors/gpu/gpu";
import { createGpuProcesses } from "../../electron/engine/collectors/gpu/gpu-processes";
import { createNvidiaPmon } from "../../electron/engine/collectors/gpu/nvidia-pmon";
import { createNvidiaProgram } from "../../electron/engine/collectors/gpu/nvidia-program";
import { createHost } from "../../electron/engine/collectors/host/host-access";
import { collectOnce } from "../support/collect";
import { eventually } from "../support/eventually";
import { suite } from "../support/suite";

const list = spawnSync("nvidia-smi", ["-L"], { encoding: "utf8", timeout: 20_000 });
const cards = (list.stdout ?? "").split("\n").filter((line) => line.startsWith("GPU "));
const missing = list.status === 0 && cards.length > 0 ? [] : ["an NVIDIA card with its driver"];

suite("a real NVIDIA card", missing, () => {
  test("every card is told, with its memory, temperature and power, again every second by one program", async () => {
    const gpu = createGpu();
    const host = createHost();
    try {
      const readings = await eventually(
        async () => {
          const found = await collectOnce(gpu, host).catch(() => []);
          const count = found.find(({ name }) => name === "nvidia_gpu_num_devices")?.value;
          return count === cards.length ? [...found] : undefined;
        },
        "all cards",
        { limitMs: 60_000, everyMs: 500 },
      );
      const names = new Set(readings.map(({ name }) => name));
      expect([...names]).toEqual(expect.arrayContaining(["nvidia_gpu_memory_total_bytes", "nvidia_gpu_temperature_celsius"]));
      for (const { labels } of readings.filter(({ name }) => name === "nvidia_gpu_memory_total_bytes")) {
        expect(list.stdout).toContain(labels.uuid);
        expect(list.stdout).toContain(labels.name);
      }
      const total = readings.find(({ name }) => name === "nvidia_gpu_memory_total_bytes")?.value ?? 0;
      const used = readings.find(({ name }) => name === "nvidia_gpu_memory_used_bytes")?.value ?? 0;
      expect(total).toBeGreaterThan(2 ** 28);
      expect(used).toBeLessThanOrEqual(total);
    } finally {
      gpu.close?.();
      host.close();
    }
  });

  test("the program that tells of processes prints into a pipe at once, and not when some buffer is full", async () => {
    let rounds = 0;
    const program = createNvidiaProgram(
      { clock: systemClock },
      {
        arguments: () => ["pmon", "-s", "um", "-d", "1"],
        begin() {},
        hear(line) {
          if (!/^\s*\d+\s/.test(line)) return "heading";
          rounds++;
          return "answer";
        },
        forget() {},
      },
    );
    try {
      await eventually(
        () => (program.look().kind === "running" && rounds >= cards.length * 3 ? true : undefined),
        "three rounds",
        {
          limitMs: seconds(30),
        },
      );
    } finally {
      program.stop();
    }
  });

  test("who uses the cards can be asked again and again, and ends with its reader", async () => {
    const host = createHost();
    const processes = createGpuProcesses({ clock: systemClock, host, pmon: createNvidiaPmon({ clock: systemClock }) });
    try {
      for (const use of (await processes.ask()).values()) expect(use.gpus.length).toBeGreaterThan(0);
    } finally {
      processes.stop();
      host.close();
    }
  });
});

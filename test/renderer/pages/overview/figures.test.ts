import { expect, test } from "vitest";
import type { HostInfo } from "#shared/contract/host";
import { LiveBuffer } from "../../../../renderer/charts/live-buffer";
import { feedOf } from "../../../../renderer/pages/overview/feeds";
import { figures } from "../../../../renderer/pages/overview/figures";
import { hostWords } from "../../../../renderer/pages/overview/host-words";
import { chartLines } from "../../../../renderer/pages/overview/lines";
import { overviewQueries, type QueryId, stepFor } from "../../../../renderer/pages/overview/queries";

const space = "\u00a0";

const host: HostInfo = {
  hostname: "build-07",
  os: "Debian 12",
  kernel: "Linux 6.1",
  cpuModel: "AMD Ryzen 9 7950X",
  cpuThreads: 32,
  memoryBytes: 64 * 2 ** 30,
  bootTime: 0,
  platform: "linux",
  gpus: [],
  gpuNote: "nvidia-smi did not answer within 5 s",
};

/** A buffer with one moment in it: a query's value, or its values by one label. */
function bufferOf(values: Partial<Record<QueryId, number | Record<string, number>>>, label = "device"): LiveBuffer {
  const buffer = new LiveBuffer(10_000, 1000);
  buffer.push({
    isWhole: true,
    times: Float64Array.of(1000),
    results: Object.entries(values).map(([id, value]) => ({
      id,
      series:
        typeof value === "number"
          ? [{ labels: {}, values: Float64Array.of(value) }]
          : Object.entries(value).map(([name, each]) => ({ labels: { [label]: name }, values: Float64Array.of(each) })),
    })),
  });
  return buffer;
}

test("the CPU tile shows what is left of idle and of waiting for disks, never less than nothing", () => {
  const modes = bufferOf({ cpuIdle: { idle: 60, iowait: 2.8 }, load1: 6.41, load5: 5.8, load15: 4.92 }, "mode");
  expect(figures.cpu(modes, host)).toEqual({ number: "37.2", unit: "%", context: "load 6.41 · 5.80 · 4.92", aside: "" });
  expect(figures.cpu(bufferOf({ cpuIdle: { idle: 100.4 } }, "mode"), host).number).toBe("0");
});

test("the memory tile says of how much, and the swap in use", () => {
  const buffer = bufferOf({ memoryUsed: 32 * 2 ** 30, memoryTotal: 64 * 2 ** 30, swapUsed: 0 });
  expect(figures.memory(buffer, host)).toEqual({
    number: "32.0",
    unit: "GiB",
    context: `of 64.0${space}GiB · 50.0% used`,
    aside: `swap 0${space}B`,
  });
});

test("the GPU tile says honestly why there is nothing", () => {
  expect(figures.gpu(bufferOf({}), host)).toEqual({ context: "Nvidia-smi did not answer within 5 s", aside: "" });
  expect(figures.gpu(bufferOf({}), { ...host, gpuNote: undefined }).context).toBe("No GPU found");
  expect(figures.gpu(bufferOf({}), undefined).context).toBe("");
});

test("the GPU tile names the card, its memory, heat and power", () => {
  const buffer = bufferOf({
    gpuBusy: 92,
    gpuMemoryUsed: 19.2 * 2 ** 30,
    gpuMemoryTotal: 24 * 2 ** 30,
    gpuTemperature: 74,
    gpuPower: 388_000,
  });
  expect(figures.gpu(buffer, { ...host, gpus: [{ id: "0", name: "RTX 4090", vendor: "nvidia" }] })).toEqual({
    number: "92.0",
    unit: "%",
    context: `RTX 4090 · 19.2${space}GiB of 24.0${space}GiB`,
    aside: `74.0${space}°C · 388${space}W`,
  });
});

test("the disk tile adds reads and writes up, and names the busiest disk", () => {
  const buffer = bufferOf({
    diskRead: 300e6,
    diskWritten: 112e6,
    diskBusy: { nvme0n1: 18.4, sda: 2 },
    rootFree: 29,
    rootSize: 100,
  });
  expect(figures.disk(buffer, host)).toEqual({
    number: "412",
    unit: "MB/s",
    context: "nvme0n1 · / 71% full",
    aside: "io 18%",
  });
});

test("the network tile adds the interfaces up", () => {
  const buffer = bufferOf({ received: { eth0: 1e6, eth1: 2e6 }, sent: { eth0: 500e3, eth1: 0 } });
  expect(figures.network(buffer, host)).toEqual({
    number: "3.50",
    unit: "MB/s",
    context: `↓ 3.00${space}MB/s  ↑ 500${space}kB/s`,
    aside: "eth1",
  });
});

test("before anything is known, no tile makes up a number", () => {
  const empty = new LiveBuffer(10_000, 1000);
  for (const read of Object.values(figures)) expect(read(empty, host).number).toBeUndefined();
});

test("a chart's lines are found by their label; those without values are not drawn", () => {
  const feed = feedOf(bufferOf({ cpuByMode: { user: 28, system: 5, nice: 0 } }, "mode"), chartLines.cpu);
  expect(feed.read().series.map(({ id, values }) => [id, ...Array.from(values)])).toEqual([
    ["user", 28],
    ["system", 5],
  ]);
});

test.each([
  { minutes: 5, step: 1000 },
  { minutes: 15, step: 1000 },
  { minutes: 30, step: 2000 },
  { minutes: 60, step: 4000 },
])("a window of $minutes minutes takes a step of $step ms", ({ minutes, step }) => {
  expect(stepFor(minutes * 60_000)).toBe(step);
});

test("rates look back over four steps", () => {
  const queries = overviewQueries(2000);
  expect(queries.find(({ id }) => id === "cpuByMode")?.expr).toBe(
    'avg by (mode) (rate(node_cpu_seconds_total{mode!="idle"}[8s])) * 100',
  );
});

test("the host's line leaves out what the machine does not say", () => {
  expect(hostWords({ ...host, cpuModel: undefined }, 12 * 86_400_000 + 4 * 3_600_000)).toBe(
    `Debian 12 · Linux 6.1 · 32 threads · up 12${space}d 4${space}h`,
  );
});

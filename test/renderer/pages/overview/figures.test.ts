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

test("the CPU tile shows all but idle and waiting for disks", () => {
  const cpuByMode = { user: 30, system: 6, softirq: 1.2, idle: 60, iowait: 2.8 };
  const modes = bufferOf({ cpuByMode, load1: 6.41, load5: 5.8, load15: 4.92 }, "mode");
  expect(figures.cpu(modes, host)).toEqual({ number: "37.2", unit: "%", context: "load 6.41 · 5.80 · 4.92", aside: "" });
  expect(figures.cpu(bufferOf({ cpuByMode: { user: 0, idle: 100.4 } }, "mode"), host).number).toBe("0");
});

test("in the first second, when rates know only the end of their window, tile and chart still agree", () => {
  const young = bufferOf({ cpuByMode: { user: 0.12, idle: 0.85, iowait: 0.03 } }, "mode");
  expect(figures.cpu(young, host).number).toBe("12.0");
  const [user] = feedOf(young, chartLines.cpu).read().series;
  expect(user?.values[0]).toBeCloseTo(12);
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
    context: `19.2 of 24.0${space}GiB · RTX 4090`,
    aside: `74${space}°C · 388${space}W`,
  });
});

test.each([
  { name: "NVIDIA GeForce RTX 4090 Laptop GPU", shown: "RTX 4090 Laptop" },
  { name: "NVIDIA H100 80GB HBM3", shown: "H100 80GB HBM3" },
  { name: "AMD Radeon RX 7900 XTX", shown: "Radeon RX 7900 XTX" },
  { name: "Intel(R) Arc(TM) A770 Graphics", shown: "Arc A770 Graphics" },
  { name: "Apple M3 Max", shown: "Apple M3 Max" },
  { name: "NVIDIA", shown: "NVIDIA" },
])("the GPU tile has room for its memory beside $name", ({ name, shown }) => {
  const buffer = bufferOf({ gpuBusy: 1, gpuMemoryUsed: 0, gpuMemoryTotal: 2 ** 30 });
  const { context } = figures.gpu(buffer, { ...host, gpus: [{ id: "0", name, vendor: "other" }] });
  expect(context).toBe(`0${space}B of 1.00${space}GiB · ${shown}`);
});

test.each<{ what: string; mounted: string; disks: Record<string, number>; shown: string }>([
  { what: "the disk that holds /", mounted: "/dev/sda2", disks: { nvme0n1: 18.4, sda: 2 }, shown: "sda" },
  {
    what: "that disk, for a partition named with a p",
    mounted: "/dev/nvme0n1p2",
    disks: { nvme0n1: 1, sda: 9 },
    shown: "nvme0n1",
  },
  { what: "no disk that is only named alike", mounted: "/dev/sdaa1", disks: { sda: 1, sdaa: 0 }, shown: "sdaa" },
  { what: "the busiest, where / is on none of them", mounted: "/dev/mapper/root", disks: { sda: 1, sdb: 3 }, shown: "sdb" },
])("the disk tile names $what", ({ mounted, disks, shown }) => {
  const buffer = bufferOf({ diskRead: 1, diskBusy: disks, rootFree: { [mounted]: 29 }, rootSize: { [mounted]: 100 } });
  expect(figures.disk(buffer, host).context).toBe(`${shown} · / 71% full`);
});

test("the disk tile adds reads and writes up", () => {
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

test.each<{ what: string; received: Record<string, number>; sent: Record<string, number>; shown: string }>([
  { what: "the one that carried most", received: { eth0: 5, wlan0: 1 }, sent: { eth0: 0, wlan0: 9 }, shown: "wlan0" },
  { what: "a card before anything else while nothing flows", received: { ap0: 0, enp3s0: 0 }, sent: {}, shown: "enp3s0" },
])("the network tile names $what", ({ received, sent, shown }) => {
  expect(figures.network(bufferOf({ received, sent }), host).aside).toBe(shown);
});

test("devices that only pass on what a real one carries are not asked for", () => {
  const queries = overviewQueries(1000);
  const excluded = (id: QueryId) =>
    new RegExp(`^(?:${/device!~"([^"]+)"/.exec(queries.find((each) => each.id === id)?.expr ?? "")?.[1]})$`);
  const names = [
    "lo",
    "lo0",
    "ifb0",
    "dummy0",
    "docker0",
    "veth1a2b",
    "br-4f",
    "bond0",
    "eth0.100",
    "tun0",
    "eth0",
    "enp3s0",
    "wlan0",
    "en0",
  ];
  expect(names.filter((name) => !excluded("received").test(name))).toEqual(["eth0", "enp3s0", "wlan0", "en0"]);
  const disks = ["loop0", "ram0", "zram0", "dm-0", "sr0", "md127", "sda", "nvme0n1", "mmcblk0", "vda", "disk0"];
  expect(disks.filter((name) => !excluded("diskBusy").test(name))).toEqual(["sda", "nvme0n1", "mmcblk0", "vda", "disk0"]);
});

test("before anything is known, no tile makes up a number", () => {
  const empty = new LiveBuffer(10_000, 1000);
  for (const read of Object.values(figures)) expect(read(empty, host).number).toBeUndefined();
});

test("a chart's lines are found by their label; those without values are not drawn", () => {
  const feed = feedOf(bufferOf({ cpuByMode: { user: 28, system: 5, nice: 0, idle: 67 } }, "mode"), chartLines.cpu);
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
  expect(queries.find(({ id }) => id === "cpuByMode")?.expr).toBe("avg by (mode) (rate(node_cpu_seconds_total[8s])) * 100");
});

test("the host's line leaves out what the machine does not say", () => {
  expect(hostWords({ ...host, cpuModel: undefined }, 12 * 86_400_000 + 4 * 3_600_000)).toBe(
    `Debian 12 · Linux 6.1 · 32 threads · up 12${space}d 4${space}h`,
  );
});

import { expect, test } from "vitest";
import {
  cpuReadings,
  createPortableCollectors,
  memoryReadings,
  networkReadings,
  type SystemInformation,
} from "../../../../electron/engine/collectors/portable";
import { collectOnce, linesOf } from "../../../support/collect";
import { createFakeHost } from "../../../support/fake-host";

const information: SystemInformation = {
  mem: async () => ({ available: 3, swaptotal: 5, swapfree: 4 }),
  fsSize: async () => [
    { fs: "/dev/disk3s1", type: "APFS", mount: "/", rw: true },
    { fs: "/dev/disk9", type: "HFS", mount: "/Volumes/Gone", rw: true },
  ],
  fsStats: async () => ({ rx: 100, wx: 200 }),
  networkStats: async () => [],
};

const named = (name: string, offered = information) => {
  const found = createPortableCollectors(async () => offered).find((collector) => collector.name === name);
  if (!found) throw new Error(`no collector ${name}`);
  return found;
};

test("processor time has the modes that Node tells, in seconds", () => {
  expect(linesOf(cpuReadings("0", { user: 1000, nice: 0, sys: 500, idle: 8000, irq: 10 }))).toEqual([
    'node_cpu_seconds_total{cpu="0", mode="user"} 1',
    'node_cpu_seconds_total{cpu="0", mode="nice"} 0',
    'node_cpu_seconds_total{cpu="0", mode="system"} 0.5',
    'node_cpu_seconds_total{cpu="0", mode="idle"} 8',
    'node_cpu_seconds_total{cpu="0", mode="irq"} 0.01',
  ]);
});

test("available memory is absent when the command that tells did not run", () => {
  const names = (available: number) =>
    memoryReadings({ total: 10, free: 2, available, swaptotal: 0, swapfree: 0 }).map(({ name }) => name);
  expect(names(5)).toContain("node_memory_MemAvailable_bytes");
  expect(names(0)).not.toContain("node_memory_MemAvailable_bytes");
});

test("counters that a system does not keep are absent rather than 0", () => {
  const found = {
    iface: "en0",
    operstate: "up",
    rx_bytes: 10,
    rx_dropped: null,
    rx_errors: 0,
    tx_bytes: 20,
    tx_dropped: -1,
    tx_errors: 0,
  };
  expect(linesOf(networkReadings([found]))).toEqual([
    'node_network_up{device="en0"} 1',
    'node_network_receive_bytes_total{device="en0"} 10',
    'node_network_receive_errs_total{device="en0"} 0',
    'node_network_transmit_bytes_total{device="en0"} 20',
    'node_network_transmit_errs_total{device="en0"} 0',
  ]);
});

test("volumes are measured by the system call, and one that was ejected is an error of its own", async () => {
  const host = createFakeHost({
    platform: "darwin",
    filesystems: { "/": { blockSize: 10, blocks: 9, free: 8, available: 7, files: 0, filesFree: 0 } },
  });
  const root = '{device="/dev/disk3s1", fstype="apfs", mountpoint="/"}';
  expect(linesOf(await collectOnce(named("filesystem"), host))).toEqual([
    `node_filesystem_size_bytes${root} 90`,
    `node_filesystem_free_bytes${root} 80`,
    `node_filesystem_avail_bytes${root} 70`,
    `node_filesystem_device_error${root} 0`,
    'node_filesystem_device_error{device="/dev/disk9", fstype="hfs", mountpoint="/Volumes/Gone"} 1',
  ]);
});

test("a system that does not count its disks' bytes has no data for them", async () => {
  const host = createFakeHost({ platform: "darwin" });
  await expect(collectOnce(named("disk", { ...information, fsStats: async () => null }), host)).rejects.toThrow(
    "this system does not count what its disks read and write",
  );
  expect(linesOf(await collectOnce(named("disk"), host))).toEqual([
    'node_disk_read_bytes_total{device="all"} 100',
    'node_disk_written_bytes_total{device="all"} 200',
  ]);
});

test("no collector of this list runs on Linux, where /proc tells all of it", () => {
  expect(createPortableCollectors().filter(({ platforms }) => platforms.includes("linux"))).toEqual([]);
});

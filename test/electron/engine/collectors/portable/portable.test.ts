import { expect, test } from "vitest";
import { batteryReadings } from "../../../../../electron/engine/collectors/portable/battery";
import { cpuReadings } from "../../../../../electron/engine/collectors/portable/cpu";
import { createPortableCollectors } from "../../../../../electron/engine/collectors/portable/index";
import type { SystemInformation } from "../../../../../electron/engine/collectors/portable/information";
import { memoryReadings } from "../../../../../electron/engine/collectors/portable/memory";
import { networkReadings } from "../../../../../electron/engine/collectors/portable/network";
import { collectOnce, linesOf } from "../../../../support/collect";
import { createFakeHost } from "../../../../support/fake-host";

const information: SystemInformation = {
  mem: async () => ({ available: 3, swaptotal: 5, swapfree: 4 }),
  fsSize: async () => [
    { fs: "/dev/disk3s1", type: "APFS", mount: "/", rw: true },
    { fs: "/dev/disk9", type: "HFS", mount: "/Volumes/Gone", rw: true },
  ],
  fsStats: async () => ({ rx: 100, wx: 200 }),
  networkStats: async () => [],
  battery: async () => ({ hasBattery: true, isCharging: false, acConnected: false, percent: 50, cycleCount: 3 }),
  cpuTemperature: async () => ({ main: 51 }),
  osInfo: async () => ({ distro: "macOS", release: "15.1", codename: "Sequoia", build: "24B83" }),
};

const named = (name: string, offered = information) => {
  const found = createPortableCollectors(async () => offered).find((collector) => collector.name === name);
  if (!found) throw new Error(`no collector ${name}`);
  return found;
};

test.each([
  { platform: "darwin", expected: ["user 1", "nice 2", "system 0.5", "idle 8"] },
  // The kernel's time of 500 ms holds the interrupts' 10 there.
  { platform: "win32", expected: ["user 1", "system 0.49", "idle 8", "irq 0.01"] },
] as const)(
  "processor time has the modes that $platform tells apart, in seconds, none counted twice",
  ({ platform, expected }) => {
    const readings = cpuReadings("0", { user: 1000, nice: 2000, sys: 500, idle: 8000, irq: 10 }, platform);
    expect(readings.map(({ labels, value }) => `${labels.mode} ${value}`)).toEqual(expected);
  },
);

test("a battery tells its charge; a cycle count of 0 is one that the system does not know", () => {
  const found = { hasBattery: true, isCharging: true, acConnected: true, percent: 80, cycleCount: 0 };
  expect(linesOf(batteryReadings(found))).toEqual([
    'node_power_supply_capacity{power_supply="BAT0"} 80',
    'node_power_supply_online{power_supply="AC"} 1',
    'watchdeck_battery_charging{power_supply="BAT0"} 1',
  ]);
  expect(batteryReadings({ ...found, cycleCount: 7 }).map(({ name }) => name)).toContain("node_power_supply_cyclecount");
  expect(() => batteryReadings({ ...found, hasBattery: false })).toThrow("this machine has no battery");
});

test.each([0, null, -1])("a temperature of %s is one that the system does not tell", async (main) => {
  const offered = { ...information, cpuTemperature: async () => ({ main }) };
  await expect(collectOnce(named("temperature", offered), createFakeHost({ platform: "darwin" }))).rejects.toThrow(
    "this system does not let the processor's temperature be read",
  );
});

test("the system and its kernel have their names under the labels that Linux has", async () => {
  const [uname, os] = await collectOnce(named("system-name"), createFakeHost({ platform: "darwin" }));
  expect(Object.keys(uname?.labels ?? {}).sort()).toEqual(["machine", "nodename", "release", "sysname", "version"]);
  expect(os?.labels).toEqual({
    name: "macOS",
    version_id: "15.1",
    version_codename: "Sequoia",
    build_id: "24B83",
    pretty_name: "macOS 15.1",
  });
});

test("every metric has its meaning", async () => {
  const host = createFakeHost({ platform: "darwin" });
  for (const { name, help } of createPortableCollectors()) {
    for (const reading of await collectOnce(named(name), host)) {
      const text = typeof help === "function" ? help(reading.name) : help[reading.name];
      expect(text, reading.name).toMatch(/\w/);
    }
  }
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
    `node_filesystem_readonly${root} 0`,
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

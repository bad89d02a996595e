import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { systemClock } from "../../../../electron/engine/clock";
import { createCarefulReader } from "../../../../electron/engine/processes/careful-reader";
import { createLinuxScanner } from "../../../../electron/engine/processes/linux-scanner";
import { createProcessMachine } from "../../../../electron/engine/processes/process-machine";
import { place, width } from "../../../../electron/engine/processes/process-scan";

const reader = createCarefulReader(systemClock);
const ownFiles = () => readdirSync("/proc/self/fd").length;

test.runIf(process.platform === "linux")(
  "on a real machine this very test is found, working, by its pid and command",
  async () => {
    const scanner = createLinuxScanner({ clock: systemClock, machine: createProcessMachine({ reader }) });
    await scanner.scan(10_000);
    const began = process.cpuUsage();
    while (process.cpuUsage(began).user < 60_000);
    const table = await scanner.scan(10_000);
    scanner.close();
    const at = table?.pids.indexOf(process.pid) ?? -1;
    expect(table?.infos[at]).toMatchObject({ parentPid: process.ppid, command: expect.stringContaining("node") });
    expect(Math.abs((table?.infos[at]?.startedAt ?? 0) - performance.timeOrigin)).toBeLessThan(3000);
    const numberOf = (name: keyof typeof place) => table?.numbers[at * width + place[name]] ?? Number.NaN;
    expect(numberOf("cpuPercent")).toBeGreaterThan(10);
    expect(Math.abs(numberOf("residentBytes") / process.memoryUsage.rss() - 1)).toBeLessThan(0.5);
    expect(table?.infos.find(({ pid }) => pid === 1)?.user).toBe("root");
  },
);

test.runIf(process.platform === "linux")(
  "a process that has ended reads as gone in every file, with its files kept open or not",
  async () => {
    const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
    await once(child, "spawn");
    const pid = child.pid ?? 0;
    const keeping = createProcessMachine({ reader });
    const opening = createProcessMachine({ reader, room: { left: 0 } });
    expect([keeping.read(pid, "stat") > 100, opening.read(pid, "stat") > 100]).toEqual([true, true]);
    child.kill();
    await once(child, "close");
    for (const machine of [keeping, opening]) {
      expect([machine.read(pid, "stat"), machine.read(pid, "io"), machine.userId(pid), machine.cgroup(pid)]).toEqual([
        0,
        0,
        undefined,
        undefined,
      ]);
      await expect(machine.commandLine(pid, 100)).rejects.toThrow("ENOENT");
    }
  },
);

test.runIf(process.platform === "linux")(
  "files are kept open up to the limit, and closed with the machine or when their process has ended",
  () => {
    const before = ownFiles();
    const machine = createProcessMachine({ reader, room: { left: 3 } });
    for (const pid of [process.pid, process.ppid]) {
      for (const file of ["stat", "io"] as const) expect(machine.read(pid, file)).toBeGreaterThan(0);
      for (const file of ["stat", "io"] as const) expect(machine.read(pid, file)).toBeGreaterThan(0);
    }
    expect(ownFiles()).toBe(before + 3);
    machine.forget(process.ppid);
    expect(ownFiles()).toBe(before + 2);
    machine.read(process.ppid, "io");
    expect(ownFiles()).toBe(before + 3);
    machine.close();
    expect(ownFiles()).toBe(before);
  },
);

test.runIf(process.platform === "linux")("machines share the room there is for open files, and give it back", () => {
  const before = ownFiles();
  const room = { left: 3 };
  const machines = [1, 2, 3].map(() => createProcessMachine({ reader, room }));
  for (const machine of machines) {
    for (const file of ["stat", "io"] as const) expect(machine.read(process.pid, file)).toBeGreaterThan(0);
  }
  expect([ownFiles(), room.left]).toEqual([before + 3, 0]);
  for (const machine of machines) machine.close();
  expect([ownFiles(), room.left]).toEqual([before, 3]);
});

test.runIf(process.platform === "linux")(
  "another machine's files are read where they lie; only folders with a number are processes",
  () => {
    const root = mkdtempSync(join(tmpdir(), "watchdeck-proc-"));
    for (const folder of ["41", "7", "self", "4x", "sys"]) mkdirSync(join(root, "proc", folder), { recursive: true });
    writeFileSync(join(root, "proc/41/stat"), "41 (a) S ");
    const machine = createProcessMachine({ reader, root });
    expect(machine.pids().sort((a, b) => a - b)).toEqual([7, 41]);
    expect([machine.read(41, "stat"), machine.bytes.toString("utf8", 0, 9), machine.read(7, "stat")]).toEqual([
      9,
      "41 (a) S ",
      0,
    ]);
    machine.close();
    rmSync(root, { recursive: true });
  },
);

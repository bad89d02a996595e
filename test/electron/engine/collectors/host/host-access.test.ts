import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { NotAnswering } from "../../../../../electron/engine/collectors/collector";
import { createHost, type MachineHost } from "../../../../../electron/engine/collectors/host/host-access";
import { createFakeClock, settle } from "../../../../support/fake-clock";

const { signal } = new AbortController();
const isLinux = process.platform === "linux";
let host: MachineHost;

beforeEach(() => {
  host = createHost();
});
afterEach(() => host.close());

const openFiles = () => readdirSync("/proc/self/fd").length;

test.runIf(isLinux)("a file under /proc is opened once and gives fresh contents at each read", async () => {
  await host.readText("/proc/self/stat", signal);
  const before = openFiles();
  const texts = new Set<string>();
  const began = process.cpuUsage();
  // The process's own processor time is in the text, so reading on changes it.
  while (texts.size < 2 && process.cpuUsage(began).user < 2_000_000) texts.add(await host.readText("/proc/self/stat", signal));
  expect({ isFresh: texts.size === 2, opened: openFiles() - before }).toEqual({ isFresh: true, opened: 0 });
});

test.runIf(isLinux)("a file that the kernel hands out in pieces is read to its end", async () => {
  const maps = await host.readText("/proc/self/smaps", signal);
  expect(maps.length).toBeGreaterThan(16_384);
  expect(maps.trimEnd().split("\n").at(-1)).toMatch(/^(VmFlags|ProtectionKey|THPeligible):/);
});

test.runIf(isLinux)("a read that is under way when it is closed leaves no file open", async () => {
  const folder = mkdtempSync(join(tmpdir(), "watchdeck-host-"));
  mkdirSync(join(folder, "sys"));
  writeFileSync(join(folder, "sys/load"), "1");
  const other = createHost({ root: folder });
  const before = openFiles();
  const reading = other.readText("/sys/load", signal);
  other.close();
  expect(await reading).toBe("1");
  expect(openFiles()).toBe(before);
  rmSync(folder, { recursive: true });
});

test.runIf(isLinux)("a missing file rejects with ENOENT, under /proc and elsewhere", async () => {
  for (const path of ["/proc/no-such", "/sys/no-such", "/no-such"]) {
    await expect(host.readText(path, signal)).rejects.toMatchObject({ code: "ENOENT" });
  }
});

test.runIf(isLinux)("an attribute under /sys is kept open, and two readers at once share it", async () => {
  const path = "/sys/kernel/mm/transparent_hugepage/enabled";
  const [one, two] = await Promise.all([host.readText(path, signal), host.readText(path, signal)]);
  const before = openFiles();
  const three = await host.readText(path, signal);
  expect({ same: one === two && two === three, isText: one.includes("never"), opened: openFiles() - before }).toEqual({
    same: true,
    isText: true,
    opened: 0,
  });
});

test.runIf(isLinux)("a sensor that refuses to answer is asked again at the next read, without being opened anew", async () => {
  const root = mkdtempSync(join(tmpdir(), "watchdeck-host-"));
  const machine = createHost({ root });
  try {
    // The first page of a process's memory cannot be read: EIO, as from a sensor whose bus fails.
    mkdirSync(join(root, "sys"));
    symlinkSync("/proc/self/mem", join(root, "sys/temp1_input"));
    await expect(machine.readText("/sys/temp1_input", signal)).rejects.toMatchObject({ code: "EIO" });
    const before = openFiles();
    await expect(machine.readText("/sys/temp1_input", signal)).rejects.toMatchObject({ code: "EIO" });
    expect(openFiles() - before).toBe(0);
    rmSync(join(root, "sys/temp1_input"));
    await expect(machine.readText("/sys/temp1_input", signal)).rejects.toMatchObject({ code: "EIO" });
  } finally {
    machine.close();
    rmSync(root, { recursive: true });
  }
});

test("an ordinary file is read anew each time, so that one which was replaced is seen", async () => {
  const folder = mkdtempSync(join(tmpdir(), "watchdeck-host-"));
  try {
    const path = join(folder, "os-release");
    writeFileSync(path, "one");
    expect(await host.readText(path, signal)).toBe("one");
    rmSync(path);
    writeFileSync(path, "two");
    expect(await host.readText(path, signal)).toBe("two");
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("statfs tells sizes of a real filesystem", async () => {
  const found = await host.statFilesystem(process.platform === "win32" ? "C:\\" : "/", signal);
  expect(found.blocks * found.blockSize).toBeGreaterThan(1_000_000);
  expect(found.available).toBeLessThanOrEqual(found.blocks);
});

test("while a filesystem hangs this process is killed at its end, which would not come otherwise", async () => {
  const clock = createFakeClock();
  let answer: (() => void) | undefined;
  const stuck = createHost({
    clock,
    statFilesystem: (() => new Promise((resolve) => (answer = () => resolve({})))) as never,
  });
  const before = process.listenerCount("exit");
  const guards = () => process.listenerCount("exit") - before;
  const failed = expect(stuck.statFilesystem("/mnt/nas", signal)).rejects.toThrow(NotAnswering);
  const whileAsked = guards();
  await clock.advance(1500);
  await failed;
  const whileHanging = guards();
  answer?.();
  await settle();
  expect([whileAsked, whileHanging, guards()]).toEqual([0, 1, 0]);
});

test("a filesystem that hangs is given up after 1.5 s, and not asked again until it has answered", async () => {
  const clock = createFakeClock();
  let answer: (() => void) | undefined;
  let asked = 0;
  const stuck = createHost({
    clock,
    statFilesystem: (() => {
      asked++;
      return new Promise((resolve) => {
        answer = () => resolve({ type: 0, bsize: 1, blocks: 2, bfree: 3, bavail: 4, files: 5, ffree: 6 });
      });
    }) as never,
  });
  const first = stuck.statFilesystem("/mnt/nas", signal);
  const failed = expect(first).rejects.toThrow(new NotAnswering("/mnt/nas did not answer within 1.5 s"));
  await clock.advance(1500);
  await failed;
  await expect(stuck.statFilesystem("/mnt/nas", signal)).rejects.toThrow(new NotAnswering("/mnt/nas still does not answer"));
  expect(asked).toBe(1);

  answer?.();
  await settle();
  const again = stuck.statFilesystem("/mnt/nas", signal);
  answer?.();
  expect(await again).toEqual({ blockSize: 1, blocks: 2, free: 3, available: 4, files: 5, filesFree: 6 });
  expect(clock.pendingTimers).toBe(0);
});

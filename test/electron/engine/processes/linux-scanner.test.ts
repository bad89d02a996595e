import { expect, test } from "vitest";
import { processNumbers } from "#shared/contract/processes";
import { minutes, seconds } from "#shared/units/time";
import { NotAnswering } from "../../../../electron/engine/collectors/collector";
import { createGpuUses } from "../../../../electron/engine/processes/gpu-use";
import { createLinuxScanner } from "../../../../electron/engine/processes/linux-scanner";
import type { ProcessTable } from "../../../../electron/engine/processes/process-scan";
import { createFakeClock } from "../../../support/fake-clock";
import { createFakeLog } from "../../../support/fake-log";
import { createFakeProcessMachine, type FakeProcess } from "../../../support/fake-process-machine";

/** The rows in words: each number by its name. */
function rowsOf(table: ProcessTable) {
  return [...table.pids].map((pid, index) => {
    const row = table.numbers.slice(index * processNumbers.length, (index + 1) * processNumbers.length);
    return { pid, ...Object.fromEntries(processNumbers.map((name, at) => [name, row[at]])) } as { pid: number } & Record<
      (typeof processNumbers)[number],
      number
    >;
  });
}

function setUp(processes: Record<number, FakeProcess>) {
  const clock = createFakeClock();
  const machine = createFakeProcessMachine(processes);
  return { clock, machine, scanner: createLinuxScanner({ clock, machine }) };
}

/** A table of two scans a second apart, with what `change` does to the machine between them. */
async function twoScans(
  before: Record<number, FakeProcess>,
  change: (processes: Map<number, FakeProcess>) => void = () => {},
  limit = 10,
) {
  const { clock, machine, scanner } = setUp(before);
  expect(await scanner.scan(limit)).toBeUndefined();
  change(machine.processes);
  await clock.advance(seconds(1));
  const table = (await scanner.scan(limit)) as ProcessTable;
  const again = async () => {
    await clock.advance(seconds(1));
    return (await scanner.scan(limit)) as ProcessTable;
  };
  return { table, again, clock, machine, scanner };
}

test("the second scan gives a whole row, with rates since the first", async () => {
  const node = { name: "node", uid: 1000, command: "node\0serve.mjs\0", cgroup: "0::/system.slice/console.service\n", nice: -3 };
  const { table } = await twoScans({ 41: { ...node, userTicks: 90, systemTicks: 10, read: 4096 } }, (processes) =>
    processes.set(41, { ...node, state: "R", userTicks: 120, systemTicks: 30, read: 12288, written: 500 }),
  );
  const { numbers: _, ...rest } = table;
  expect(rest).toEqual({
    time: Date.UTC(2026, 10, 21, 8, 0, 1),
    total: 1,
    running: 1,
    threads: 2,
    pids: Float64Array.of(41),
    infos: [
      {
        pid: 41,
        startStamp: 5,
        parentPid: 1,
        name: "node",
        user: "paul",
        command: "node serve.mjs",
        startedAt: Date.UTC(2026, 10, 21, 7) + 50,
        isKernelThread: false,
        cgroup: "/system.slice/console.service",
        containerId: undefined,
      },
    ],
  });
  expect(rowsOf(table)).toEqual([
    {
      pid: 41,
      cpuPercent: 50,
      residentBytes: 40960,
      diskReadPerSecond: 8192,
      diskWritePerSecond: 500,
      threads: 2,
      nice: -3,
      state: 0,
      gpuPercent: Number.NaN,
      gpuMemoryBytes: Number.NaN,
    },
  ]);
});

test("most CPU comes first, then most memory; those beyond the limit are counted and not described", async () => {
  const { table, machine } = await twoScans(
    { 1: { pages: 5 }, 2: { pages: 50 }, 3: {} },
    (processes) => processes.set(3, { userTicks: 612 }),
    2,
  );
  expect({ order: rowsOf(table).map(({ pid, cpuPercent }) => [pid, cpuPercent]), total: table.total }).toEqual({
    order: [
      [3, 612],
      [2, 0],
    ],
    total: 3,
  });
  expect(machine.reads.filter((read) => read.endsWith("cmdline"))).toEqual(["3 cmdline", "2 cmdline"]);
});

test.each([
  { name: "has gone between the scans", change: (all: Map<number, FakeProcess>) => all.delete(7), expected: [], forgotten: [7] },
  {
    name: "is new counts from its own start",
    change: (all: Map<number, FakeProcess>) => all.set(8, { userTicks: 30 }),
    expected: [
      [8, 30],
      [7, 0],
    ],
    forgotten: [],
  },
  {
    name: "took over the number of one that ended is not measured against it",
    change: (all: Map<number, FakeProcess>) => all.set(7, { userTicks: 20, start: 99 }),
    expected: [[7, 20]],
    forgotten: [],
  },
  {
    name: "counts less than before is at rest, not below it",
    change: (all: Map<number, FakeProcess>) => all.set(7, { userTicks: 1 }),
    expected: [[7, 0]],
    forgotten: [],
  },
  {
    name: "ends while it is read is left out",
    change: (all: Map<number, FakeProcess>) => all.set(7, { stat: "7 (a) S 1 0" }),
    expected: [],
    forgotten: [7],
  },
])("a process that $name", async ({ change, expected, forgotten }) => {
  const { table, machine } = await twoScans({ 7: { userTicks: 500 } }, change);
  expect(rowsOf(table).map(({ pid, cpuPercent }) => [pid, cpuPercent])).toEqual(expected);
  expect(machine.forgotten).toEqual(forgotten);
});

test("a number given again is another process in what is told of it too", async () => {
  const { again, machine } = await twoScans({ 7: { name: "old", start: 5 } });
  machine.processes.set(7, { name: "old", start: 99, command: "new\0" });
  expect((await again()).infos).toMatchObject([{ pid: 7, startStamp: 99, command: "new" }]);
});

test("a kernel thread has its name in brackets and no disk, for what it writes is counted with those it works for", async () => {
  const { table, machine } = await twoScans({ 2: { name: "kworker/0:1", isKernelThread: true, state: "I", uid: 4242 } });
  expect(table.infos).toMatchObject([{ command: "[kworker/0:1]", user: "4242", isKernelThread: true }]);
  expect(rowsOf(table)).toMatchObject([{ diskReadPerSecond: Number.NaN, diskWritePerSecond: Number.NaN, state: 6 }]);
  expect(machine.reads.filter((read) => read !== "2 stat")).toEqual([]);
});

test("what may not be read is not known, and not asked again", async () => {
  const { again, machine } = await twoScans({ 9: { isIoClosed: true } });
  expect(rowsOf(await again())).toMatchObject([{ diskReadPerSecond: Number.NaN, diskWritePerSecond: Number.NaN }]);
  expect(machine.reads.filter((read) => read === "9 io")).toHaveLength(1);
});

test("the disk of one that neither works nor reads nor writes is asked in every fifth scan, and what it did since is spread over them", async () => {
  const { again, machine } = await twoScans({ 41: {} });
  const rates: (number | undefined)[] = [];
  for (let scan = 3; scan <= 12; scan++) {
    // So little that it shows in no tick of its CPU time, and then nothing more.
    if (scan === 6) machine.processes.set(41, { written: 1000 });
    rates.push(rowsOf(await again())[0]?.diskWritePerSecond);
  }
  expect(rates.filter((rate) => rate !== 0)).toEqual([200]);
  // At the first scan, in its turns, and once more to see whether it goes on.
  expect(machine.reads.filter((read) => read === "41 io")).toHaveLength(4);
});

test("the disk of one that works is asked in every scan", async () => {
  const { again, machine } = await twoScans({ 41: {} });
  const rates: (number | undefined)[] = [];
  for (let scan = 3; scan <= 6; scan++) {
    machine.processes.set(41, { userTicks: scan, read: scan * 1000 });
    rates.push(rowsOf(await again())[0]?.diskReadPerSecond);
  }
  expect(rates.slice(1)).toEqual([1000, 1000, 1000]);
});

test("processes that the system hides from this user are left out, and the others are told", async () => {
  const { table } = await twoScans({ 1: { isHidden: true }, 8: {} });
  expect({ pids: [...table.pids], total: table.total }).toEqual({ pids: [8], total: 1 });
});

test.each([
  { name: "has none, as a zombie", command: "", expected: "[sh]" },
  { name: "hangs in the kernel", command: new NotAnswering("stuck"), expected: "[sh]" },
  { name: "is four megabytes long", command: `sh\0${"x".repeat(4_194_304)}\0`, expected: `sh ${"x".repeat(4093)}` },
  { name: "is no UTF-8", command: "sh\0\ufffd\0", expected: "sh \ufffd" },
])("of a process whose command line $name", async ({ command, expected }) => {
  const { table } = await twoScans({ 9: { name: "sh", command } });
  expect(table.infos[0]?.command).toBe(expected);
});

test("the info is the same object from scan to scan, and a new one when the process has become another program", async () => {
  const { table, again, machine } = await twoScans({ 9: { name: "sh", command: "sh\0" } });
  const next = await again();
  expect(next.infos[0]).toBe(table.infos[0]);
  machine.processes.set(9, { name: "make", command: "make\0all\0" });
  expect((await again()).infos).toMatchObject([{ name: "make", command: "make all" }]);
  expect(machine.reads.filter((read) => read === "9 cmdline")).toHaveLength(2);
});

test("a working process is described again after half a minute, one at rest after five, one whose parent ended at once", async () => {
  const { again, clock, machine } = await twoScans({ 8: { command: "busy\0" }, 9: { command: "idle\0" } });
  machine.processes.set(8, { command: "busy: 2 clients\0", userTicks: 7 });
  machine.processes.set(9, { command: "idle, renamed\0" });
  await clock.advance(seconds(30));
  const commands = (table: ProcessTable) => table.infos.map(({ command }) => command).sort();
  expect(commands(await again())).toEqual(["busy: 2 clients", "idle"]);
  await clock.advance(minutes(5));
  expect(commands(await again())).toEqual(["busy: 2 clients", "idle, renamed"]);
  machine.processes.set(9, { command: "idle, renamed\0", parent: 77 });
  expect((await again()).infos.find(({ pid }) => pid === 9)).toMatchObject({ parentPid: 77 });
});

test("who uses a graphics card is told with the row", async () => {
  const clock = createFakeClock();
  const log = createFakeLog();
  let isStopped = false;
  const gpus = createGpuUses({
    clock,
    log,
    gpus: {
      ask: async () => new Map([[4, { memoryBytes: 5e8, gpus: ["0000:01:00.0"] }]]),
      stop: () => {
        isStopped = true;
      },
    },
  });
  const machine = createFakeProcessMachine({ 4: {}, 5: {} });
  const scanner = createLinuxScanner({ clock, machine, gpus });
  await scanner.scan(10);
  await clock.advance(seconds(1));
  const table = (await scanner.scan(10)) as ProcessTable;
  expect(rowsOf(table).map(({ pid, gpuPercent, gpuMemoryBytes }) => [pid, gpuPercent, gpuMemoryBytes])).toEqual([
    [4, Number.NaN, 5e8],
    [5, Number.NaN, Number.NaN],
  ]);
  scanner.close();
  expect({ isStopped, isClosed: machine.isClosed }).toEqual({ isStopped: true, isClosed: true });
});

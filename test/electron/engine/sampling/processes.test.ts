import { spawn } from "node:child_process";
import { expect, test } from "vitest";
import { seconds } from "#shared/units/time";
import { systemClock } from "../../../../electron/engine/clock";
import {
  parseAuxiliaryVector,
  parseCommandLine,
  parsePasswd,
  parseProcessIo,
  parseProcessStat,
  stateName,
} from "../../../../electron/engine/sampling/process-files";
import { createProcessMachine, type ProcessMachine } from "../../../../electron/engine/sampling/process-machine";
import type { ProcessScanner, ProcessTable } from "../../../../electron/engine/sampling/process-scan";
import { createProcessWatch } from "../../../../electron/engine/sampling/processes";
import { createLinuxScanner } from "../../../../electron/engine/sampling/processes.linux";
import { createPortableScanner } from "../../../../electron/engine/sampling/processes.portable";
import { createFakeClock } from "../../../support/fake-clock";
import { createFakeLog } from "../../../support/fake-log";
import { fixture } from "../../../support/fixture";

test("a captured stat line is read by the manual's field numbers", () => {
  expect(parseProcessStat(fixture("proc/pid-stat"))).toEqual({
    pid: 13313,
    name: "cat",
    state: "R",
    parentPid: 13296,
    userTicks: 0,
    systemTicks: 0,
    threads: 1,
    startTicks: 172826,
    residentPages: 410,
    isKernelThread: false,
  });
});

const rest = "S 1 2 3 0 -1 4194304 115 0 0 0 40 60 0 0 20 0 3 0 999 3133440 410 18446744073709551615";
test.each([
  { text: `7 (tmux: server) ${rest}`, name: "tmux: server" },
  { text: `7 ((sd-pam)) ${rest}`, name: "(sd-pam)" },
  { text: `7 (a) S 1 (b) ${rest}`, name: "a) S 1 (b" },
  { text: `7 () ${rest}`, name: "" },
])("a process may call itself $name", ({ text, name }) => {
  expect(parseProcessStat(text)).toMatchObject({ pid: 7, name, state: "S", userTicks: 40, systemTicks: 60, threads: 3 });
});

test.each(["", "7 (cat", "7 (cat) R 1"])("a text that is no whole stat line gives no process: %j", (text) => {
  expect(parseProcessStat(text)).toBeUndefined();
});

test.each([
  { name: "a captured file", text: fixture("proc/pid-io"), expected: 0 },
  {
    name: "one that reads and writes",
    text: "rchar: 9\nread_bytes: 4096\nwrite_bytes: 8192\ncancelled_write_bytes: 0\n",
    expected: 12288,
  },
  { name: "an empty file", text: "", expected: undefined },
])("the disk bytes of $name are $expected", ({ text, expected }) => expect(parseProcessIo(text)).toBe(expected));

test.each([
  { text: "node\0--import\0a b.mjs\0", expected: "node --import a b.mjs" },
  { text: "nginx: worker process\0\0\0\0", expected: "nginx: worker process" },
  { text: "postgres: checkpointer   ", expected: "postgres: checkpointer" },
  { text: "", expected: "" },
])("the command line $text reads as $expected", ({ text, expected }) => expect(parseCommandLine(text)).toBe(expected));

test("names come from passwd by id; torn lines and second names are passed over", () => {
  const text = `${fixture("proc/passwd")}broken\nodd:x:abc:1\ntoor:x:0:0::/root:/bin/sh\n+::::::\n`;
  expect([...parsePasswd(text)]).toEqual([
    [0, "root"],
    [1, "daemon"],
    [2, "bin"],
    [3, "sys"],
    [4, "sync"],
  ]);
});

test("a state the kernel adds one day is shown as its letter", () => {
  expect(["R", "D", "Z", "?"].map(stateName)).toEqual(["running", "waiting for disk", "zombie", "?"]);
});

test("page size and tick length come from what the kernel told the program at its start", () => {
  const pairs = [
    [33n, 1n],
    [6n, 16384n],
    [17n, 1000n],
    [0n, 0n],
  ] as const;
  const bytes = Buffer.alloc(pairs.length * 16);
  for (const [index, [key, value]] of pairs.entries()) {
    bytes.writeBigUInt64LE(key, index * 16);
    bytes.writeBigUInt64LE(value, index * 16 + 8);
  }
  expect(parseAuxiliaryVector(bytes)).toEqual({ pageSize: 16384, ticksPerSecond: 1000 });
  expect(parseAuxiliaryVector(Buffer.alloc(0))).toEqual({ pageSize: 4096, ticksPerSecond: 100 });
});

interface FakeProcess {
  name?: string;
  state?: string;
  ticks: number;
  start?: number;
  pages?: number;
  io?: number | "forbidden";
  isHidden?: boolean;
  flags?: number;
  uid?: number;
  command?: string;
}

/** A machine with these processes; change the map to let something happen. */
function fakeMachine(processes: Map<number, FakeProcess>) {
  const reads: string[] = [];
  const machine: ProcessMachine = {
    pids: () => [...processes.keys()],
    read(pid, file) {
      const process = processes.get(pid);
      if (!process) return undefined;
      reads.push(`${pid} ${file}`);
      if (process.isHidden) throw Object.assign(new Error("EPERM"), { code: "EPERM" });
      if (file === "io") {
        if (process.io === "forbidden") throw Object.assign(new Error("EACCES"), { code: "EACCES" });
        return `read_bytes: ${process.io ?? 0}\nwrite_bytes: 0\n`;
      }
      const { name = "a", state = "S", ticks, start = 5, pages = 10, flags = 4194304 } = process;
      return `${pid} (${name}) ${state} 1 0 0 0 0 ${flags} 0 0 0 0 ${ticks} 0 0 0 20 0 2 0 ${start} 0 ${pages} 0`;
    },
    userId: (pid) => processes.get(pid)?.uid ?? 0,
    async commandLine(pid) {
      reads.push(`${pid} cmdline`);
      return processes.get(pid)?.command ?? "";
    },
    passwd: () => ({ stamp: "1", read: () => "root:x:0:0\n" }),
    auxiliaryVector: () => Buffer.alloc(0),
  };
  return { machine, reads };
}

/** A table of two scans a second apart, with what `change` does to the machine between them. */
async function twoScans(before: [number, FakeProcess][], change: (processes: Map<number, FakeProcess>) => void, limit = 10) {
  const processes = new Map(before);
  const clock = createFakeClock();
  const { machine, reads } = fakeMachine(processes);
  const scanner = createLinuxScanner({ clock, machine });
  expect(await scanner.scan(limit)).toBeUndefined();
  change(processes);
  await clock.advance(seconds(1));
  const table = (await scanner.scan(limit)) as ProcessTable;
  return { table, scanner, clock, reads, processes };
}

test("the second scan gives a whole row, with rates since the first", async () => {
  const { table } = await twoScans([[41, { name: "node", ticks: 100, io: 4096, command: "node\0serve.mjs\0" }]], (processes) =>
    processes.set(41, { name: "node", state: "R", ticks: 150, io: 12288, command: "node\0serve.mjs\0" }),
  );
  expect(table).toEqual({
    time: Date.UTC(2026, 10, 21, 8, 0, 1),
    total: 1,
    running: 1,
    rows: [
      {
        pid: 41,
        parentPid: 1,
        name: "node",
        user: "root",
        cpuPercent: 50,
        residentBytes: 40960,
        diskBytesPerSecond: 8192,
        threads: 2,
        state: "running",
        command: "node serve.mjs",
      },
    ],
  });
});

test("most CPU comes first, then most memory; the rows beyond the limit are counted and not described", async () => {
  const { table, reads } = await twoScans(
    [
      [1, { ticks: 0, pages: 5 }],
      [2, { ticks: 0, pages: 50 }],
      [3, { ticks: 0 }],
    ],
    (processes) => processes.set(3, { ticks: 612 }),
    2,
  );
  expect({ order: table.rows.map(({ pid, cpuPercent }) => [pid, cpuPercent]), total: table.total }).toEqual({
    order: [
      [3, 612],
      [2, 0],
    ],
    total: 3,
  });
  expect(reads.filter((read) => read.endsWith("cmdline"))).toEqual(["3 cmdline", "2 cmdline"]);
});

test.each([
  { name: "has gone between the scans", change: (all: Map<number, FakeProcess>) => all.delete(7), expected: [] },
  {
    name: "is new counts from its own start",
    change: (all: Map<number, FakeProcess>) => all.set(8, { ticks: 30 }),
    expected: [
      [8, 30],
      [7, 0],
    ],
  },
  {
    name: "took over the number of one that ended is not measured against it",
    change: (all: Map<number, FakeProcess>) => all.set(7, { ticks: 20, start: 99 }),
    expected: [[7, 20]],
  },
])("a process that $name", async ({ change, expected }) => {
  const { table } = await twoScans([[7, { ticks: 500 }]], change);
  expect(table.rows.map(({ pid, cpuPercent }) => [pid, cpuPercent])).toEqual(expected);
});

test("a kernel thread has its name in brackets, an unknown user its number, and what may not be read is absent", async () => {
  const { table, reads } = await twoScans(
    [[2, { name: "kthreadd", state: "I", ticks: 0, pages: 0, uid: 4242, io: "forbidden" }]],
    () => {},
  );
  expect(table.rows).toMatchObject([{ command: "[kthreadd]", user: "4242", state: "idle" }]);
  expect(table.rows[0]?.diskBytesPerSecond).toBeUndefined();
  expect(reads.filter((read) => read === "2 io")).toHaveLength(1);
});

test("a kernel thread's disk bytes are not read: they are counted with the processes it works for", async () => {
  const { table, reads } = await twoScans([[2, { name: "kworker/0:1", ticks: 0, flags: 0x208040 }]], () => {});
  expect(table.rows[0]?.diskBytesPerSecond).toBeUndefined();
  expect(reads.filter((read) => read === "2 io")).toEqual([]);
});

test("processes that the system hides from this user are left out, and the others are told", async () => {
  const { table } = await twoScans(
    [
      [1, { ticks: 0, isHidden: true }],
      [8, { ticks: 0 }],
    ],
    () => {},
  );
  expect({ pids: table.rows.map(({ pid }) => pid), total: table.total }).toEqual({ pids: [8], total: 1 });
});

test("a command line is read once, and again when the process has become another program", async () => {
  const { scanner, clock, reads, processes } = await twoScans([[9, { name: "sh", ticks: 0, command: "sh\0" }]], () => {});
  const commandReads = () => reads.filter((read) => read === "9 cmdline").length;
  await clock.advance(seconds(1));
  await scanner.scan(10);
  expect(commandReads()).toBe(1);
  processes.set(9, { name: "make", ticks: 0, command: "make\0all\0" });
  await clock.advance(seconds(1));
  expect((await scanner.scan(10))?.rows[0]?.command).toBe("make all");
  expect(commandReads()).toBe(2);
});

test.runIf(process.platform === "linux")(
  "on a real machine this very test is found, working, by its pid and command",
  async () => {
    const scanner = createLinuxScanner({ clock: systemClock, machine: createProcessMachine(systemClock) });
    await scanner.scan(10_000);
    const began = process.cpuUsage();
    while (process.cpuUsage(began).user < 60_000);
    const table = await scanner.scan(10_000);
    const me = table?.rows.find(({ pid }) => pid === process.pid);
    expect(me).toMatchObject({ parentPid: process.ppid, command: expect.stringContaining("node") });
    expect(me?.cpuPercent).toBeGreaterThan(10);
    expect(Math.abs((me?.residentBytes ?? 0) / process.memoryUsage.rss() - 1)).toBeLessThan(0.5);
    expect(table?.rows.find(({ pid }) => pid === 1)?.user).toBe("root");
  },
);

test.runIf(process.platform === "linux")("a process that has ended reads as gone, in every file", async () => {
  const machine = createProcessMachine(systemClock);
  const child = spawn(process.execPath, ["-e", "0"]);
  await new Promise((resolve) => child.on("close", resolve));
  const pid = child.pid ?? 0;
  expect([machine.read(pid, "stat"), machine.read(pid, "io"), machine.userId(pid), await machine.commandLine(pid)]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

const table = (pids: number[]): ProcessTable => ({
  time: 0,
  total: pids.length,
  running: 0,
  rows: pids.map((pid) => ({ pid, parentPid: 0, name: "", user: "", cpuPercent: 0, residentBytes: 0, state: "", command: "" })),
});

/** A watch over scanners that count their scans and give three rows from the second one on. */
function watchScans() {
  const clock = createFakeClock();
  const log = createFakeLog();
  const scans: { scanner: number; limit: number }[] = [];
  let scanners = 0;
  let failure: Error | undefined;
  const createScanner = (): ProcessScanner => {
    const scanner = ++scanners;
    let count = 0;
    return {
      async scan(limit) {
        if (failure) throw failure;
        scans.push({ scanner, limit });
        return count++ === 0 ? undefined : table([1, 2, 3].slice(0, limit));
      },
    };
  };
  return {
    clock,
    log,
    scans,
    fail: (error?: Error) => {
      failure = error;
    },
    watch: createProcessWatch({ clock, log, createScanner }),
  };
}

test("nothing is scanned until somebody listens, and nothing after the last one left", async () => {
  const { clock, scans, watch } = watchScans();
  await clock.advance(seconds(60));
  expect(scans).toEqual([]);
  const leave = watch.listen(seconds(2), 3, () => {});
  await clock.advance(seconds(3));
  leave();
  await clock.advance(seconds(60));
  expect({ scans: scans.length, timers: clock.pendingTimers }).toEqual({ scans: 3, timers: 0 });
});

test("listeners with one period share its scans, each with as many rows as it asked for; one who joins later starts with the latest", async () => {
  const { clock, scans, watch } = watchScans();
  const heard: string[] = [];
  const hear = (who: string) => (found: ProcessTable) => heard.push(`${who}:${found.rows.length}`);
  watch.listen(seconds(1), 3, hear("a"));
  watch.listen(seconds(1), 1, hear("b"));
  await clock.advance(600);
  watch.listen(seconds(1), 2, hear("c"));
  expect({ heard, scans }).toEqual({
    heard: ["a:3", "b:1", "c:2"],
    scans: [
      { scanner: 1, limit: 3 },
      { scanner: 1, limit: 3 },
    ],
  });
});

test("the first table comes after half a second, however long the period", async () => {
  const { clock, watch } = watchScans();
  const heard: number[] = [];
  watch.listen(seconds(60), 3, () => heard.push(clock.monotonic()));
  await clock.advance(seconds(61));
  expect(heard).toEqual([500, 60_500]);
});

test("scans that fail are logged once for each spell, and go on", async () => {
  const { clock, log, watch, fail } = watchScans();
  let heard = 0;
  fail(new Error("EMFILE"));
  watch.listen(seconds(1), 3, () => heard++);
  await clock.advance(seconds(4));
  fail(undefined);
  await clock.advance(seconds(3));
  expect({ lines: log.lines, hasHeard: heard > 0 }).toEqual({
    lines: ["error the list of processes could not be read: EMFILE"],
    hasHeard: true,
  });
});

const listed = { pid: 4, parentPid: 1, name: "a", cpu: 12.5, memRss: 2, state: "running", user: "me", command: "a -b" };

test.each([
  { platform: "darwin" as const, expected: 12.5 },
  { platform: "win32" as const, expected: 100 },
])(
  "on $platform a share of $expected per cent of one core comes out, and what the system does not tell is absent",
  async ({ platform, expected }) => {
    const scanner = createPortableScanner({
      clock: createFakeClock(),
      platform,
      cpuThreads: 8,
      information: async () => ({ processes: async () => ({ all: 1, running: 1, list: [listed] }) }),
    });
    expect(await scanner.scan(10)).toBeUndefined();
    expect((await scanner.scan(10))?.rows).toEqual([
      {
        pid: 4,
        parentPid: 1,
        name: "a",
        user: "me",
        cpuPercent: expected,
        residentBytes: 2048,
        state: "running",
        command: "a -b",
      },
    ]);
  },
);

import { expect, test } from "vitest";
import { createLinuxProcesses } from "../../../../electron/engine/self/linux-processes";
import type { ProcessFigures } from "../../../../electron/engine/self/process-figures";
import { createFakeClock } from "../../../support/fake-clock";
import { createFakeHost } from "../../../support/fake-host";

interface Kept {
  pid: number;
  name?: string;
  command?: string;
  ticks?: number;
  pages?: number;
  start?: number;
  /** By thread: whom it started. */
  threads?: Record<number, number[]>;
  wakeups?: number;
  proportional?: number | Error;
}

const engine: ProcessFigures = { pid: 20, role: "engine", cpuMs: 1234.5, residentBytes: 400 * 4096, wakeups: 77 };

const stat = ({ pid, name = "node", ticks = 0, pages = 100, start = pid }: Kept) =>
  `${pid} (${name}) S 1 1 1 0 -1 4194560 900 0 0 0 ${ticks} 5 0 0 20 0 7 0 ${start} 1000 ${pages} 18446744073709551615\n`;

function filesOf(processes: Kept[]): Record<string, string | Error> {
  return Object.fromEntries(
    processes.flatMap((process) => {
      const { pid, command = "node\0serve\0", threads = { [pid]: [] }, wakeups = 0, proportional } = process;
      const rollup =
        typeof proportional === "number" ? `5d0 [rollup]\nRss: 9 kB\nPss: ${proportional} kB\nPss_Dirty: 1 kB\n` : proportional;
      return [
        [`/proc/${pid}/stat`, stat(process)],
        [`/proc/${pid}/cmdline`, command],
        ...(rollup === undefined ? [] : [[`/proc/${pid}/smaps_rollup`, rollup]]),
        ...Object.entries(threads).flatMap(([thread, children]) => [
          [`/proc/${pid}/task/${thread}/children`, children.map((child) => `${child} `).join("")],
          [
            `/proc/${pid}/task/${thread}/status`,
            `Name:\tx\nvoluntary_ctxt_switches:\t${wakeups}\nnonvoluntary_ctxt_switches:\t9000\n`,
          ],
        ]),
      ];
    }),
  );
}

function setUp(processes: Kept[], { outermost = 10, page = 4096 } = {}) {
  const clock = createFakeClock();
  const host = createFakeHost({ files: filesOf(processes) });
  const look = createLinuxProcesses({ host, clock, outermost, readEngine: () => ({ ...engine }), pageBytes: () => page });
  const change = (now: Kept[]) => {
    host.files = new Map(Object.entries(filesOf(now)));
  };
  const forget = (ending: string) => {
    for (const path of [...host.files.keys()]) if (path.endsWith(ending)) host.files.delete(path);
  };
  const spoil = (path: string, text: string) => host.files.set(path, text);
  return { look, clock, change, forget, spoil };
}

const rolesOf = (figures: ProcessFigures[]) => Object.fromEntries(figures.map(({ pid, role }) => [pid, role]));

// The shell keeps the engine and, from another of its threads, a zygote from which windows come.
const desktop: Kept[] = [
  { pid: 10, command: "/opt/watchdeck\0", threads: { 10: [20], 11: [30, 31] } },
  { pid: 20, command: "/opt/watchdeck --type=utility --utility-sub-type=node.mojom.NodeService" },
  { pid: 30, command: "/opt/watchdeck --type=zygote", threads: { 30: [40] } },
  { pid: 31, command: "/opt/watchdeck --type=gpu-process" },
  { pid: 40, command: "/opt/watchdeck --type=renderer --lang=en" },
  { pid: 50, command: "someone-else\0" },
];

test("all that descends from the outermost process is ours, with what it does, the engine first", async () => {
  const { look } = setUp(desktop);
  const found = await look();
  expect(rolesOf(found)).toEqual({ 10: "shell", 20: "engine", 30: "utility", 31: "gpu", 40: "window" });
  expect(found[0]).toMatchObject(engine);
});

test("the user's browser, which a link of ours opened, is not ours", async () => {
  const { look } = setUp([
    { pid: 10, threads: { 10: [20, 60] } },
    { pid: 20 },
    { pid: 60, name: "xdg-open", command: "/bin/sh\0/usr/bin/xdg-open\0", threads: { 60: [61] } },
    { pid: 61, command: "/usr/lib/firefox/firefox\0" },
  ]);
  expect(rolesOf(await look())).toEqual({ 10: "shell", 20: "engine" });
});

test("an engine that nobody keeps is alone with what it started", async () => {
  const { look } = setUp(
    [
      { pid: 20, threads: { 20: [21] } },
      { pid: 21, command: "nvidia-smi\0--loop-ms=1000\0" },
    ],
    { outermost: 20 },
  );
  expect(rolesOf(await look())).toEqual({ 20: "engine", 21: "utility" });
});

test("CPU time and memory are read at each look, whatever the size of a page, and wake-ups are those of all threads", async () => {
  const { look, clock, change } = setUp(
    [{ pid: 10, ticks: 100, pages: 30, wakeups: 5, threads: { 10: [20], 11: [] } }, { pid: 20 }],
    { page: 16_384 },
  );
  expect((await look())[1]).toMatchObject({ pid: 10, cpuMs: 1050, residentBytes: 30 * 16_384, wakeups: 10 });
  change([{ pid: 10, ticks: 200, pages: 31, wakeups: 6, threads: { 10: [20], 11: [] } }, { pid: 20 }]);
  await clock.advance(2000);
  expect((await look())[1]).toMatchObject({ cpuMs: 2050, residentBytes: 31 * 16_384, wakeups: 10 });
  await clock.advance(9000);
  expect((await look())[1]).toMatchObject({ wakeups: 12 });
});

test("the proportional memory is that of one process every five seconds, and one that hides it has none", async () => {
  const hidden = Object.assign(new Error("EACCES"), { code: "EACCES" });
  const { look, clock } = setUp([
    { pid: 10, proportional: 900, threads: { 10: [20, 40] } },
    { pid: 20, proportional: 500 },
    { pid: 40, proportional: hidden },
  ]);
  const weighed: (number | undefined)[][] = [];
  for (let count = 0; count < 4; count++) {
    weighed.push((await look()).map(({ proportionalBytes }) => proportionalBytes).map((bytes) => bytes && bytes / 1024));
    await clock.advance(2500);
  }
  // The engine comes first in the answer; the walk came to the outermost one first.
  expect(weighed).toEqual([
    [undefined, 900, undefined],
    [undefined, 900, undefined],
    [500, 900, undefined],
    [500, 900, undefined],
  ]);
});

test("a process that ends is gone at the next look, and one that comes is found within ten seconds", async () => {
  const { look, clock, change } = setUp([
    { pid: 10, threads: { 10: [20, 40] } },
    { pid: 20 },
    { pid: 40, command: "x --type=renderer" },
  ]);
  await look();
  change([{ pid: 10, threads: { 10: [20, 41] } }, { pid: 20 }, { pid: 41, command: "x --type=renderer" }]);
  await clock.advance(2000);
  expect(rolesOf(await look())).toEqual({ 10: "shell", 20: "engine" });
  await clock.advance(8000);
  expect(rolesOf(await look())).toEqual({ 10: "shell", 20: "engine", 41: "window" });
});

test("another process that was given the pid of one of ours is not ours", async () => {
  const { look, clock, change } = setUp([{ pid: 10, threads: { 10: [20, 40] } }, { pid: 20 }, { pid: 40, start: 40 }]);
  await look();
  change([{ pid: 10, threads: { 10: [20] } }, { pid: 20 }, { pid: 40, start: 9999 }]);
  await clock.advance(1000);
  expect(rolesOf(await look())).toEqual({ 10: "shell", 20: "engine" });
});

test("a pid that another process of ours was given is told anew as soon as it is found", async () => {
  const { look, clock, change } = setUp([
    { pid: 10, threads: { 10: [20, 40] } },
    { pid: 20 },
    { pid: 40, command: "x --type=renderer" },
  ]);
  await look();
  change([{ pid: 10, threads: { 10: [20, 40] } }, { pid: 20 }, { pid: 40, start: 9999, command: "x --type=gpu-process" }]);
  await clock.advance(10_000);
  expect(rolesOf(await look())).toEqual({ 10: "shell", 20: "engine", 40: "gpu" });
});

test("a kernel without lists of children shows the engine and the process that keeps it", async () => {
  const { look, forget } = setUp([{ pid: 10, wakeups: 3, threads: { 10: [20, 40] } }, { pid: 20 }, { pid: 40 }]);
  forget("/children");
  const found = await look();
  expect(rolesOf(found)).toEqual({ 10: "shell", 20: "engine" });
  expect(found[1]).toMatchObject({ wakeups: 3 });
});

test("a line of figures that is not complete is no process", async () => {
  const { look, clock, spoil } = setUp([{ pid: 10, threads: { 10: [20] } }, { pid: 20 }]);
  await look();
  spoil("/proc/10/stat", "10 (node) S 1 1 1 0 -1");
  await clock.advance(1000);
  expect(rolesOf(await look())).toEqual({ 20: "engine" });
});

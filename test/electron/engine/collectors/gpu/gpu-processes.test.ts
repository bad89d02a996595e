import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { seconds } from "#shared/units/time";
import { createDrmClients } from "../../../../../electron/engine/collectors/gpu/gpu-drm-clients";
import { parseDrmFdinfo } from "../../../../../electron/engine/collectors/gpu/gpu-drm-fdinfo";
import { createDrmFiles, type DrmFiles } from "../../../../../electron/engine/collectors/gpu/gpu-drm-files";
import { createGpuProcesses } from "../../../../../electron/engine/collectors/gpu/gpu-processes";
import { createGpuRest } from "../../../../../electron/engine/collectors/gpu/gpu-rest";
import {
  createNvidiaPmon,
  createPmonReader,
  type NvidiaPmon,
  type NvidiaUse,
} from "../../../../../electron/engine/collectors/gpu/nvidia-pmon";
import { eventually } from "../../../../support/eventually";
import { createFakeClock } from "../../../../support/fake-clock";
import { createFakeHost } from "../../../../support/fake-host";
import { createFakeProgram } from "../../../../support/fake-nvidia-program";
import { fixture } from "../../../../support/fixture";

const pmonRows = (text: string) => {
  const read = createPmonReader();
  return text.split("\n").flatMap((line) => {
    const row = read(line);
    return row === undefined || row === "heading" ? [] : row;
  });
};

test.each<{ file: string; expected: (NvidiaUse | "idle")[] }>([
  {
    file: "linux-geforce-rtx-3050-laptop-610.57.04",
    expected: [
      { pid: 1312, index: 0, percent: 24, memoryBytes: 97 * 2 ** 20 },
      { pid: 1941, index: 0, percent: undefined, memoryBytes: 5 * 2 ** 20 },
    ],
  },
  {
    file: "linux-tesla-k40m",
    expected: [
      { pid: 14835, index: 0, percent: 45, memoryBytes: undefined },
      { pid: 14945, index: 1, percent: 64, memoryBytes: undefined },
    ],
  },
  { file: "linux-h200-590.48.01-idle", expected: ["idle", "idle", "idle", "idle", "idle"] },
])("the captured output of pmon on $file reads as it says", ({ file, expected }) => {
  expect(pmonRows(fixture(`nvidia-smi/pmon-${file}.txt`))).toEqual(expected);
});

test.each([
  { file: "linux-geforce-rtx-4080-super-595.71.05-load", busy: { 5021: 0, 5022: 5 } },
  { file: "linux-h100-80gb-hbm3-590.48.01-load", busy: { 11345: 99 } },
  { file: "windows-geforce-rtx-2080-super-591.86-load", busy: { 25704: 3, 26660: 3 } },
])("the first round of pmon on $file tells who works", ({ file, busy }) => {
  const told = new Map<number, number>();
  for (const row of pmonRows(fixture(`nvidia-smi/pmon-${file}.txt`))) {
    if (row !== "idle" && row.percent !== undefined && !told.has(row.pid)) told.set(row.pid, row.percent);
  }
  expect(Object.fromEntries(told)).toEqual(busy);
});

test.each([
  { name: "nothing", text: "" },
  { name: "a complaint", text: "Not supported on the device(s)\nFailed to process command line." },
  { name: "rows without headings", text: "    0       1312     G     24      3" },
  { name: "a pid that is none", text: "# gpu pid type sm\n0 12x G 24" },
  { name: "a line that was cut", text: "# gpu pid type sm\n0" },
])("$name is no process on a card", ({ text }) => expect(pmonRows(text)).toEqual([]));

let running: NvidiaPmon | undefined;
afterEach(() => {
  running?.stop();
  delete process.env.FAKE_SMI;
});

test("one long-lived pmon is read, and what it no longer says is forgotten", async () => {
  const clock = createFakeClock();
  const pmon = createNvidiaPmon({
    clock,
    commands: [[process.execPath, resolve(import.meta.dirname, "../../../../support/fake-nvidia-smi.mjs")]],
  });
  running = pmon;
  const uses = await eventually(() => (pmon.ask().length > 0 ? pmon.ask() : undefined), "a process on the card");
  expect(uses).toEqual([{ pid: 1312, index: 0, percent: 24, memoryBytes: 97 * 2 ** 20 }]);
});

test("a process that is no longer in pmon's rounds is forgotten, while the others stay", async () => {
  const clock = createFakeClock();
  const program = createFakeProgram();
  const pmon = createNvidiaPmon({ clock, startProgram: program.start });
  pmon.ask();
  program.say("# gpu pid type sm fb\n0 100 C 50 10\n0 200 C 50 10\n");
  expect(pmon.ask().map(({ pid }) => pid)).toEqual([100, 200]);
  for (let round = 0; round < 3; round++) {
    await clock.advance(seconds(2));
    program.say("0 200 C 50 10\n");
    pmon.ask();
  }
  expect(pmon.ask().map(({ pid }) => pid)).toEqual([200]);
});

test.each([
  {
    file: "amdgpu-5.15",
    expected: {
      driver: "amdgpu",
      address: "0000:08:00.0",
      id: "217",
      memoryBytes: 10_260 * 1024,
      gfx: { busyNanoseconds: 107_322_799, capacity: 1 },
    },
  },
  {
    file: "amdgpu-6.8",
    expected: {
      driver: "amdgpu",
      address: "0000:03:00.0",
      id: "14",
      memoryBytes: 67_584 * 1024,
      gfx: { busyNanoseconds: 1_203_400_000, capacity: 1 },
    },
  },
  {
    file: "i915",
    expected: {
      driver: "i915",
      address: "0000:00:02.0",
      id: "39",
      memoryBytes: 6044 * 1024,
      video: { busyNanoseconds: 0, capacity: 2 },
    },
  },
  {
    file: "xe",
    expected: {
      driver: "xe",
      address: "0000:03:00.0",
      id: "3",
      memoryBytes: 24_184 * 1024,
      rcs: { busyCycles: 28_257_900, totalCycles: 7_655_183_225, capacity: 1 },
    },
  },
])("what the kernel says of a card opened with $file is read", ({ file, expected }) => {
  const client = parseDrmFdinfo(fixture(`machines/gpu-drm-fdinfo/${file}.txt`));
  const { engines, ...rest } = client ?? { engines: new Map() };
  const { driver, address, id, memoryBytes, ...wanted } = expected;
  expect(rest).toEqual({ driver, address, id, memoryBytes });
  expect(Object.fromEntries(engines)).toMatchObject(wanted);
});

test.each([
  { name: "nothing", text: "" },
  { name: "a file that is no card", text: "pos:\t0\nflags:\t02\nmnt_id:\t15\n" },
  { name: "a driver that tells nothing", text: "drm-driver:\tnvidia-drm\n" },
  { name: "lines without colons", text: "drm-driver amdgpu\ndrm-client-id 7\n" },
])("$name is no client", ({ text }) => expect(parseDrmFdinfo(text)).toBeUndefined());

test("what amdgpu has moved out of the card's reach is not its memory", () => {
  const text = fixture("machines/gpu-drm-fdinfo/amdgpu-6.8.txt").replace("drm-memory-cpu: \t0 KiB", "drm-memory-cpu: \t999 KiB");
  expect(parseDrmFdinfo(text)?.memoryBytes).toBe(67_584 * 1024);
});

test("numbers that are none, and labels that would break an object, do no harm", () => {
  const text =
    "drm-driver: x\ndrm-client-id: 1\ndrm-engine-__proto__: 5 ns\ndrm-engine-gfx: many\ndrm-memory-vram: lots\ndrm-engine-capacity-gfx: 0\n";
  expect(parseDrmFdinfo(text)).toEqual({
    driver: "x",
    address: undefined,
    id: "1",
    memoryBytes: undefined,
    engines: new Map([
      ["__proto__", { busyNanoseconds: 5, capacity: 1 }],
      ["gfx", { busyNanoseconds: undefined, capacity: 1 }],
    ]),
  });
});

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "watchdeck-drm-"));
  mkdirSync(join(root, "proc"), { recursive: true });
  addCard("renderD128", "0000:03:00.0");
});
afterEach(() => rmSync(root, { recursive: true }));

function addCard(node: string, address: string): void {
  mkdirSync(join(root, `sys/class/drm/${node}`), { recursive: true });
  symlinkSync(`../../../${address}`, join(root, `sys/class/drm/${node}/device`));
}

/** A process with descriptors; those that are cards say what the kernel would. */
function addProcess(pid: number, name: string, descriptors: Record<string, { target: string; info?: string }>): void {
  mkdirSync(join(root, `proc/${pid}/fd`), { recursive: true });
  mkdirSync(join(root, `proc/${pid}/fdinfo`), { recursive: true });
  writeFileSync(join(root, `proc/${pid}/comm`), `${name}\n`);
  for (const [fd, { target, info = "pos:\t0\n" }] of Object.entries(descriptors)) {
    symlinkSync(target, join(root, `proc/${pid}/fd/${fd}`));
    writeFileSync(join(root, `proc/${pid}/fdinfo/${fd}`), info);
  }
}

const say = (pid: number, fd: string, info: string) => writeFileSync(join(root, `proc/${pid}/fdinfo/${fd}`), info);
const amd = (client: number, gfx: number, vram = 0, enc = 0) =>
  `drm-driver:\tamdgpu\ndrm-client-id:\t${client}\ndrm-pdev:\t0000:03:00.0\ndrm-memory-vram:\t${vram} KiB\ndrm-engine-gfx:\t${gfx} ns\ndrm-engine-enc:\t${enc} ns\n`;
const node = "/dev/dri/renderD128";
const nobody: ReadonlySet<string> = new Set();

test("a process is as busy on a card as its busiest engine was since the last look", async () => {
  const clock = createFakeClock();
  const clients = createDrmClients({ clock, files: createDrmFiles({ root }) });
  addProcess(100, "game", { 0: { target: "/dev/null" }, 7: { target: node, info: amd(1, 1e9, 2048, 1e6) } });
  addProcess(200, "shell", { 0: { target: "/dev/pts/0" } });
  const address = "0000:03:00.0";
  expect(clients.ask(nobody)).toEqual(new Map([[100, [{ address, percent: undefined, memoryBytes: 2 ** 21 }]]]));
  await clock.advance(seconds(2));
  say(100, "7", amd(1, 1.5e9, 4096, 1e9));
  expect(clients.ask(nobody)).toEqual(new Map([[100, [{ address, percent: 49.95, memoryBytes: 2 ** 22 }]]]));
});

test("a driver that says less than before for a moment does not make a process busy when it catches up", async () => {
  const clock = createFakeClock();
  const clients = createDrmClients({ clock, files: createDrmFiles({ root }) });
  addProcess(100, "game", { 7: { target: node, info: amd(1, 5e8) } });
  const percents: (number | undefined)[] = [];
  for (const busy of [5e8, 4e8, 5e8, 6e8]) {
    say(100, "7", amd(1, busy));
    percents.push(clients.ask(nobody).get(100)?.[0]?.percent);
    await clock.advance(seconds(1));
  }
  expect(percents).toEqual([undefined, 0, 0, 10]);
});

test("cycles and groups of engines count as the driver means them", async () => {
  const clock = createFakeClock();
  const clients = createDrmClients({ clock, files: createDrmFiles({ root }) });
  const xe = (busy: number, total: number) =>
    `drm-driver: xe\ndrm-client-id: 3\ndrm-pdev: 0000:03:00.0\ndrm-cycles-vcs: ${busy}\ndrm-total-cycles-vcs: ${total}\ndrm-engine-capacity-vcs: 2\n`;
  addProcess(100, "player", { 7: { target: node, info: xe(1000, 10_000) } });
  clients.ask(nobody);
  await clock.advance(seconds(1));
  say(100, "7", xe(5000, 20_000));
  expect(clients.ask(nobody).get(100)?.[0]?.percent).toBe(20);
});

test("descriptors of one client count once, and belong to who works with them and not to who hands them on", async () => {
  const clients = createDrmClients({ clock: createFakeClock(), files: createDrmFiles({ root }) });
  addProcess(50, "systemd-logind", { 9: { target: node, info: amd(1, 0, 1024) } });
  addProcess(100, "gnome-shell", { 7: { target: node, info: amd(1, 0, 1024) }, 8: { target: node, info: amd(1, 0, 1024) } });
  addProcess(300, "child", { 3: { target: node, info: amd(1, 0, 1024) }, 4: { target: node, info: amd(2, 0, 16) } });
  const memory = [...clients.ask(nobody)].map(([pid, uses]) => [pid, uses.map(({ memoryBytes }) => memoryBytes)]);
  expect(memory).toEqual([
    [100, [2 ** 20]],
    [300, [2 ** 14]],
  ]);
});

test("cards that sleep, processes that end and descriptors that close are passed over", () => {
  const clients = createDrmClients({ clock: createFakeClock(), files: createDrmFiles({ root }) });
  addProcess(100, "game", { 7: { target: node, info: amd(1, 0, 1) } });
  expect(clients.ask(new Set(["0000:03:00.0"])).size).toBe(0);
  expect(clients.ask(nobody).size).toBe(1);
  rmSync(join(root, "proc/100/fdinfo/7"));
  expect(clients.ask(nobody).size).toBe(0);
  rmSync(join(root, "proc/100"), { recursive: true });
  expect(clients.ask(nobody).size).toBe(0);
});

test("among thousands of processes it is looked for so long at once, new ones first, and the rest by and by", () => {
  let time = 0;
  const clock = { ...createFakeClock(), monotonic: () => time };
  const looks: number[] = [];
  const files: DrmFiles = {
    pids: () => Array.from({ length: 500 }, (_, index) => index + 1),
    cards(pid) {
      looks.push(pid);
      // Each takes its time, and every fifth belongs to another user.
      time += 0.5;
      return pid % 5 === 0 ? "closed" : [];
    },
    info: () => undefined,
    name: () => undefined,
    renderNodes: () => ["renderD128"],
    address: () => "0000:03:00.0",
  };
  const clients = createDrmClients({ clock, files });
  clients.ask(nobody);
  expect(looks).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  for (let ask = 0; ask < 62; ask++) clients.ask(nobody);
  expect(new Set(looks).size).toBe(500);

  clients.ask(nobody);
  expect(looks.length).toBe(500);
  time += seconds(31);
  clients.ask(nobody);
  // Those that are closed to us stay so for longer.
  expect(looks.slice(500)).toEqual([1, 2, 3, 4, 6, 7, 8, 9]);
});

const pci = "/sys/bus/pci/devices";
const cardFiles = (address: string, vendor: string, more: Record<string, string> = {}) =>
  Object.fromEntries(
    Object.entries({ class: "0x030000\n", vendor: `0x${vendor}\n`, ...more }).map(([file, text]) => [
      `${pci}/${address}/${file}`,
      text,
    ]),
  );

function fakePmon(rows: NvidiaUse[]): NvidiaPmon & { asked: number; stopped: number } {
  const pmon = {
    asked: 0,
    stopped: 0,
    ask() {
      pmon.asked++;
      return rows;
    },
    stop() {
      pmon.stopped++;
    },
  };
  return pmon;
}

function processesOf(files: Record<string, string>, rows: NvidiaUse[] = [], seesAll = true) {
  const clock = createFakeClock();
  const pmon = fakePmon(rows);
  const rest = createGpuRest({ clock });
  const host = createFakeHost({ files });
  const processes = createGpuProcesses({
    clock,
    host,
    rest,
    pmon,
    files: createDrmFiles({ root }),
    seesAllProcesses: () => seesAll,
  });
  return { clock, pmon, host, processes };
}

test("a process on two makes of card has both, by their addresses", async () => {
  addProcess(100, "trainer", { 7: { target: node, info: amd(1, 0, 1024) } });
  const { processes } = processesOf(
    { ...cardFiles("0000:03:00.0", "1002"), ...cardFiles("0000:41:00.0", "10de"), ...cardFiles("0000:42:00.0", "10de") },
    [
      { pid: 100, index: 0, percent: 90, memoryBytes: 1000 },
      { pid: 100, index: 1, percent: 80, memoryBytes: 1000 },
      { pid: 200, index: 1 },
    ],
  );
  expect(await processes.ask()).toEqual(
    new Map([
      [100, { gpus: ["0000:41:00.0", "0000:42:00.0", "0000:03:00.0"], percent: 170, memoryBytes: 2000 + 2 ** 20 }],
      [200, { gpus: ["0000:42:00.0"] }],
    ]),
  );
});

test("a sleeping card is not asked who uses it", async () => {
  const sleeping = cardFiles("0000:41:00.0", "10de", { "power/runtime_status": "suspended\n" });
  const { processes, pmon } = processesOf(sleeping, [{ pid: 1, index: 0 }]);
  expect((await processes.ask()).size).toBe(0);
  expect({ asked: pmon.asked, stopped: pmon.stopped }).toEqual({ asked: 0, stopped: 1 });
});

test("an idle card that may sleep is let be while somebody looks at its processes", async () => {
  const idle = cardFiles("0000:41:00.0", "10de", { "power/control": "auto\n" });
  const { processes, pmon, clock } = processesOf(idle, [{ pid: 1, index: 0 }]);
  for (let second = 0; second <= 60; second++) {
    await processes.ask();
    await clock.advance(seconds(1));
  }
  const { asked } = pmon;
  expect((await processes.ask()).size).toBe(0);
  expect({ asked: pmon.asked - asked, isStopped: pmon.stopped > 0 }).toEqual({ asked: 0, isStopped: true });
});

test("in a container NVIDIA's numbers of processes are those of another world, and are not shown", async () => {
  const { processes, pmon } = processesOf(cardFiles("0000:41:00.0", "10de"), [{ pid: 1, index: 0 }], false);
  expect((await processes.ask()).size).toBe(0);
  expect(pmon.asked).toBe(0);
});

test.each([
  { name: "a board's own card, which sits on no bus", device: "fec00000.v3d", expected: [100] },
  // NVIDIA's driver tells the kernel nothing of what its clients do.
  { name: "none but NVIDIA's", device: "0000:41:00.0", expected: [] },
])("with $name, the processes that have it open are $expected", async ({ device, expected }) => {
  rmSync(join(root, "sys"), { recursive: true });
  addCard("renderD128", device);
  addProcess(100, "kodi", { 7: { target: node, info: "drm-driver: v3d\ndrm-client-id: 4\ndrm-engine-render: 0 ns\n" } });
  const { processes } = processesOf(cardFiles("0000:41:00.0", "10de"));
  expect([...(await processes.ask()).keys()]).toEqual(expected);
});

test("a machine without a card looks into no process, and two readers share one look", async () => {
  rmSync(join(root, "sys"), { recursive: true });
  addProcess(100, "game", { 7: { target: node, info: amd(1, 0) } });
  const { processes, pmon, clock } = processesOf({});
  expect((await processes.ask()).size).toBe(0);
  expect(pmon.asked).toBe(0);

  const both = processesOf(cardFiles("0000:41:00.0", "10de"));
  await Promise.all([both.processes.ask(), both.processes.ask()]);
  await clock.advance(100);
  expect(both.pmon.asked).toBe(1);
  both.processes.stop();
  expect(both.pmon.stopped).toBe(1);
});

import { expect, test } from "vitest";
import type { ProcessInfo } from "#shared/contract/processes";
import { NotAnswering } from "../../../../electron/engine/collectors/collector";
import { parseFilesLimit, parseMemory, readDetail } from "../../../../electron/engine/processes/detail";
import { sumTraffic } from "../../../../electron/engine/processes/network-namespace";
import { createFakeClock } from "../../../support/fake-clock";
import { createFakeProcFolder } from "../../../support/fake-proc-folder";
import { failure, statLine } from "../../../support/fake-process-machine";
import { fixture } from "../../../support/fixture";

const id = { pid: 7, startStamp: 5 };
const info: ProcessInfo = { ...id, parentPid: 1, name: "web", user: "root", command: "web", isKernelThread: false };

function detailOf(contents: Parameters<typeof createFakeProcFolder>[0], about: Partial<ProcessInfo> = {}) {
  const folder = createFakeProcFolder(contents);
  const describe = async () => ({ ...info, ...about });
  return readDetail({ clock: createFakeClock(), folder, ticksPerSecond: 100, describe }, id);
}

const stat = statLine(7, { name: "web", userTicks: 1250, systemTicks: 30 });
const files = {
  "7/stat": stat,
  "7/smaps_rollup": fixture("proc/pid-smaps-rollup"),
  "7/task/7/stat": stat,
  "7/task/8/stat": statLine(8, { name: "worker (2)", state: "D", systemTicks: 50 }),
  "7/task/9/stat": failure("ESRCH"),
  "7/limits": fixture("proc/pid-limits"),
  "7/status": "Name:\tweb\nvoluntary_ctxt_switches:\t150\nnonvoluntary_ctxt_switches:\t545\n",
  "7/oom_score": "667\n",
  "7/net/dev": fixture("proc/net-dev"),
};
const links = {
  "7/exe": "/usr/bin/web (deleted)",
  "7/cwd": "/srv",
  "7/fd/0": "/dev/null",
  "7/fd/1": "pipe:[1]",
  "1/ns/net": "net:[1]",
  "7/ns/net": "net:[2]",
  "8/ns/net": "net:[2]",
  "9/ns/net": failure("EACCES"),
};

test("every part of a process is told", async () => {
  expect(await detailOf({ files, links })).toEqual({
    info,
    time: Date.UTC(2026, 10, 21, 8),
    executable: { value: "/usr/bin/web (deleted)" },
    workingFolder: { value: "/srv" },
    memory: { value: parseMemory(fixture("proc/pid-smaps-rollup")) },
    threads: {
      value: [
        { id: 7, name: "web", state: "sleeping", cpuSeconds: 12.8 },
        { id: 8, name: "worker (2)", state: "waiting for disk", cpuSeconds: 0.5 },
      ],
    },
    openFiles: { value: { count: 2, limit: parseFilesLimit(fixture("proc/pid-limits")) } },
    network: { value: { ...sumTraffic(fixture("proc/net-dev")), sharedBy: 2 } },
    cpuSeconds: { user: 12.5, system: 0.3 },
    contextSwitches: { value: { voluntary: 150, involuntary: 545 } },
    oomScore: { value: 667 },
  });
});

const us = process.getuid?.() ?? 0;
test.each([
  { name: "another user's", owner: us + 1, memory: failure("EACCES"), expected: "belongs to root" },
  {
    name: "our own, and closed by the system",
    owner: us,
    memory: failure("EACCES"),
    expected: "the system keeps this closed, even to its owner",
  },
  { name: "stuck", owner: us, memory: new NotAnswering("…"), expected: "the process does not answer: it waits in the kernel" },
  { name: "of an old kernel", owner: us, memory: failure("ENOENT"), expected: "this kernel does not say" },
  { name: "cut off", owner: us, memory: "Rss: 1 kB\nPss: 1 kB\n", expected: "this kernel does not say" },
])(
  "of a process that is $name the part says why it is missing, and the others are there",
  async ({ owner, memory, expected }) => {
    const detail = await detailOf({ files: { ...files, "7/smaps_rollup": memory }, links, owners: { 7: owner } });
    expect([detail.memory, detail.oomScore]).toEqual([{ refused: expected }, { value: 667 }]);
  },
);

test("a zombie has nothing left to tell of", async () => {
  const zombie = { "7/stat": statLine(7, { state: "Z" }), "7/smaps_rollup": failure("ESRCH") };
  const detail = await detailOf({ files: { ...files, ...zombie }, links: { ...links, "7/exe": failure("ENOENT") } });
  const refused = { refused: "it has ended, and only its parent has not taken note" };
  expect([detail.executable, detail.memory]).toEqual([refused, refused]);
});

test("the machine's own network says nothing of one process", async () => {
  const refused = { refused: "it uses the machine's own network, where the kernel does not count by process" };
  expect((await detailOf({ files, links: { ...links, "1/ns/net": "net:[2]" } })).network).toEqual(refused);
  const oursIsClosed = { ...links, "1/ns/net": failure("EACCES"), [`${process.pid}/ns/net`]: "net:[2]" };
  expect((await detailOf({ files, links: oursIsClosed })).network).toEqual(refused);
});

test("a kernel thread has no program, folder or memory of its own", async () => {
  const detail = await detailOf({ files, links }, { isKernelThread: true });
  expect([detail.executable, detail.workingFolder, detail.memory]).toEqual([
    { refused: "a kernel thread has none" },
    { refused: "a kernel thread has none" },
    { refused: "a kernel thread has none of its own" },
  ]);
});

test.each([
  { name: "has ended", stat: failure("ENOENT") },
  { name: "ends while it is read", stat: failure("ESRCH") },
  { name: "has given its number to another", stat: statLine(7, { start: 6 }) },
  { name: "tells only half a line", stat: "7 (web) S 1" },
])("a process that $name is not found", async ({ stat }) => {
  await expect(detailOf({ files: { ...files, "7/stat": stat }, links })).rejects.toMatchObject({
    failure: { kind: "not-found", say: "Process 7 has ended." },
  });
});

test("one that ends while its parts are read is not told in halves", async () => {
  const dying: Record<string, string | Error> = { ...files };
  const folder = createFakeProcFolder({ files: dying, links });
  const describe = async () => {
    dying["7/stat"] = failure("ENOENT");
    return info;
  };
  await expect(readDetail({ clock: createFakeClock(), folder, ticksPerSecond: 100, describe }, id)).rejects.toThrow(
    "Process 7 has ended.",
  );
});

test("traffic is that of all interfaces but the loopback; torn lines are passed over", () => {
  const text = `Inter-|   Receive | Transmit
    lo: 100 1 0 0 0 0 0 0 100 1 0 0 0 0 0 0
  eth0: 20 1 0 0 0 0 0 0 3 1 0 0 0 0 0 0
eth0:1: 5 1 0 0 0 0 0 0 4 1 0 0 0 0 0 0
  eth1: 7 1`;
  expect(sumTraffic(text)).toEqual({ receivedBytes: 25, sentBytes: 7 });
});

test("memory is told in bytes: the fair share, what is its own alone, and what lies in swap", () => {
  expect(parseMemory("Rss: 9 kB\nPss: 4 kB\nPrivate_Clean: 1 kB\nPrivate_Dirty: 2 kB\nSwap: 3 kB\n")).toEqual({
    proportional: 4096,
    unique: 3072,
    swapped: 3072,
  });
});

test.each([
  { text: "Max open files            1024                 524288               files     \n", expected: 1024 },
  { text: "Max open files            unlimited            unlimited            files     \n", expected: undefined },
  { text: "", expected: undefined },
])("the limit of open files is $expected", ({ text, expected }) => expect(parseFilesLimit(text)).toBe(expected));

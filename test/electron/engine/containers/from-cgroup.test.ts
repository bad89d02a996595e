import { expect, test } from "vitest";
import { interfacesOf, usageFromCgroup } from "../../../../electron/engine/containers/from-cgroup";
import { createFakeHost } from "../../../support/fake-host";

const { signal } = new AbortController();
const folder = "/sys/fs/cgroup/docker/x";
const version2 = {
  version: 2 as const,
  path: "/docker/x",
  cpu: folder,
  cpuacct: folder,
  memory: folder,
  io: folder,
  pids: folder,
};

const files: Record<string, string> = {
  "cpu.stat":
    "usage_usec 5213000\nuser_usec 4000000\nsystem_usec 1213000\nnr_periods 40\nnr_throttled 7\nthrottled_usec 250000\n",
  "memory.current": "9000000\n",
  "memory.stat": "anon 3000000\nfile 5000000\nkernel 1000\ninactive_anon 0\ninactive_file 4000000\nactive_file 1000000\n",
  "memory.swap.current": "4096\n",
  "io.stat":
    "8:0 rbytes=1048576 wbytes=2097152 rios=16 wios=32 dbytes=0 dios=0\n259:0 rbytes=512 wbytes=0 rios=1 wios=0 dbytes=0 dios=0\n",
  "pids.current": "12\n",
};
const hostWith = (changes: Record<string, string | undefined> = {}) =>
  createFakeHost({
    files: Object.fromEntries(
      Object.entries({ ...files, ...changes }).flatMap(([name, text]) =>
        text === undefined ? [] : [[`${folder}/${name}`, text]],
      ),
    ),
  });

const whole = {
  cpuSeconds: 5.213,
  userSeconds: 4,
  systemSeconds: 1.213,
  throttling: { periods: 40, throttledPeriods: 7, throttledSeconds: 0.25 },
  memoryBytes: 9_000_000,
  workingSetBytes: 5_000_000,
  cacheBytes: 5_000_000,
  residentBytes: 3_000_000,
  swapBytes: 4096,
  disks: [
    { number: "8:0", readBytes: 1_048_576, writtenBytes: 2_097_152, reads: 16, writes: 32 },
    { number: "259:0", readBytes: 512, writtenBytes: 0, reads: 1, writes: 0 },
  ],
  interfaces: [],
  tasks: 12,
};

test("a group of version 2", async () => {
  expect(await usageFromCgroup(hostWith(), version2, signal)).toEqual(whole);
});

test.each([
  {
    name: "without memory",
    changes: { "memory.current": undefined },
    expected: { memoryBytes: undefined, workingSetBytes: undefined },
  },
  {
    name: "with an empty memory.stat",
    changes: { "memory.stat": "" },
    expected: { workingSetBytes: undefined, cacheBytes: undefined, residentBytes: undefined },
  },
  {
    name: "with more file pages than memory",
    changes: { "memory.current": "100\n" },
    expected: { memoryBytes: 100, workingSetBytes: 0 },
  },
  {
    name: "with words for numbers",
    changes: { "pids.current": "max\n", "memory.swap.current": "-1\n" },
    expected: { tasks: undefined, swapBytes: undefined },
  },
  {
    name: "without a quota on an old kernel",
    changes: { "cpu.stat": "usage_usec 5213000\nuser_usec 4000000\nsystem_usec 1213000\n" },
    expected: { throttling: undefined },
  },
  {
    name: "with disks cut off",
    changes: { "io.stat": "8:0 rbytes=10 wby" },
    expected: { disks: [{ number: "8:0", readBytes: 10, writtenBytes: 0, reads: 0, writes: 0 }] },
  },
  {
    name: "with lines that are no disks",
    changes: { "io.stat": "\n(unknown) rbytes=9\n8:0 \n" },
    expected: { disks: [{ number: "8:0", readBytes: 0, writtenBytes: 0, reads: 0, writes: 0 }] },
  },
])("a group $name keeps the rest", async ({ changes, expected }) => {
  expect(await usageFromCgroup(hostWith(changes), version2, signal)).toEqual({ ...whole, ...expected });
});

test("a group that has gone", async () => {
  expect(await usageFromCgroup(createFakeHost(), version2, signal)).toBeUndefined();
});

test("disks of version 1", async () => {
  const host = createFakeHost({
    files: {
      "/c/cpuacct.usage": "1500000000\n",
      "/b/blkio.throttle.io_service_bytes_recursive":
        "254:0 Read 4096\n254:0 Write 8192\n254:0 Sync 8192\n254:0 Total 12288\nTotal 12288\n",
      "/b/blkio.throttle.io_serviced_recursive": "254:0 Read 1\n254:0 Write 2\nTotal 3\n",
    },
  });
  expect(await usageFromCgroup(host, { version: 1, path: "/x", cpuacct: "/c", io: "/b" }, signal)).toMatchObject({
    cpuSeconds: 1.5,
    disks: [{ number: "254:0", readBytes: 4096, writtenBytes: 8192, reads: 1, writes: 2 }],
  });
});

test("the interfaces of a container, without its loop and without what is the host's", async () => {
  const line = (name: string) => `${name}: 796 10 1 2 0 0 0 0 100 3 4 5 0 0 0 0\n`;
  const text = `Inter-| Receive\n face |bytes\n${["lo", "eth0", "veth12ab", "docker0", "net1"].map(line).join("")}`;
  const host = createFakeHost({ files: { "/proc/7/net/dev": text } });
  const counters = {
    receivedBytes: 796,
    receivedPackets: 10,
    receiveErrors: 1,
    receiveDrops: 2,
    sentBytes: 100,
    sentPackets: 3,
    sendErrors: 4,
    sendDrops: 5,
  };
  expect(await interfacesOf(host, 7, signal)).toEqual([
    { name: "eth0", ...counters },
    { name: "net1", ...counters },
  ]);
  expect(await interfacesOf(host, 8, signal)).toEqual([]);
});

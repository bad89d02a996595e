import { expect, test } from "vitest";
import { factsFrom } from "../../../../electron/engine/containers/from-inspect";
import { containerFrom } from "../../../../electron/engine/containers/from-list";
import { usageFromStats } from "../../../../electron/engine/containers/from-stats";
import { inspectSchema, listedSchema, statsSchema } from "../../../../electron/engine/containers/wire";

const id = "43bbc729206eeac816eaaf241158c07765483e1e89e9944c9e4c487791567118";
const [long, cut] = ["x".repeat(1_000_000), "x".repeat(500)];
const listed = (fields: object) => containerFrom(listedSchema.parse({ Id: id, ...fields }), "docker");

test.each<{ name: string; fields: object; expected: object }>([
  { name: "no name", fields: {}, expected: { name: "43bbc729206e", image: "", ports: [], state: "unknown", status: "" } },
  { name: "names of linked containers", fields: { Names: ["/web/db", "/db"] }, expected: { name: "db" } },
  {
    name: "hostile names",
    fields: { Names: ['/<b>"\n\u202e😀'], Image: "__proto__", Labels: { __proto__: 1, constructor: "x" } },
    expected: { name: '<b>"\n\u202e😀', image: "__proto__", group: undefined },
  },
  { name: "a Compose project", fields: { Labels: { "com.docker.compose.project": "shop" } }, expected: { group: "shop" } },
  { name: "a pod", fields: { Labels: { "io.kubernetes.pod.name": "api-7f9" } }, expected: { group: "api-7f9" } },
  {
    name: "labels that are none",
    fields: { Labels: [1], Ports: "80", Names: null },
    expected: { ports: [], name: "43bbc729206e" },
  },
  { name: "Podman's further states", fields: { State: "initialized" }, expected: { state: "created" } },
  { name: "a state in capitals", fields: { State: "Running" }, expected: { state: "running" } },
  { name: "health", fields: { Status: "Up 3 hours (unhealthy)" }, expected: { health: "unhealthy" } },
  { name: "health that is not known yet", fields: { Status: "Up 3 s (health: starting)" }, expected: { health: "starting" } },
  {
    name: "ports, those open on all addresses once",
    fields: {
      Ports: [
        { IP: "::", PrivatePort: 80, PublicPort: 8080, Type: "tcp" },
        { IP: "0.0.0.0", PrivatePort: 80, PublicPort: 8080, Type: "tcp" },
        { IP: "127.0.0.1", PrivatePort: 53, PublicPort: 5353, Type: "udp" },
        { IP: "::1", PrivatePort: 443, PublicPort: 8443, Type: "tcp" },
        { PrivatePort: 9000, Type: "tcp" },
        { PrivatePort: "x" },
      ],
    },
    expected: { ports: ["127.0.0.1:5353 → 53/udp", "8080 → 80/tcp", "[::1]:8443 → 443/tcp", "9000/tcp"] },
  },
  {
    name: "ports that cannot be",
    fields: { Ports: [{ PrivatePort: -5 }, { PrivatePort: 1e300 }, { PrivatePort: 80, PublicPort: -6 }] },
    expected: { ports: ["80/tcp"] },
  },
  {
    name: "texts of a megabyte, which every sample would carry, cut short",
    fields: {
      Names: [long],
      Image: long,
      Status: long,
      Labels: { "com.docker.compose.project": long },
      Ports: [{ IP: long, PrivatePort: 1, PublicPort: 1 }],
    },
    expected: { name: cut, image: cut, status: cut, group: cut, ports: [`${cut}:1 → 1/tcp`] },
  },
  {
    name: "ports without end, of which the first are enough",
    fields: { Ports: Array.from({ length: 70_000 }, (_, index) => ({ PrivatePort: index + 1 })) },
    expected: { ports: Array.from({ length: 100 }, (_, index) => `${index + 1}/tcp`) },
  },
])("a listed container with $name", ({ fields, expected }) => expect(listed(fields)).toMatchObject(expected));

test.each(["", "../../etc", "43BBC729206E", "x".repeat(64)])("an id that is none (%j) never gets into a path", (Id) =>
  expect(listedSchema.safeParse({ Id }).success).toBe(false),
);

test.each([
  { name: "no limits", config: {}, expected: { cpuShares: 1024, cpuPeriod: 100_000 } },
  { name: "--cpus", config: { NanoCpus: 1.5e9 }, expected: { cpuShares: 1024, cpuPeriod: 100_000, cpuQuota: 150_000 } },
  {
    name: "a quota of its own period",
    config: { CpuQuota: 5000, CpuPeriod: 10_000 },
    expected: { cpuShares: 1024, cpuPeriod: 10_000, cpuQuota: 5000 },
  },
  {
    name: "numbers that cannot be",
    config: { CpuQuota: 5000, CpuPeriod: -5, CpuShares: -1 },
    expected: { cpuShares: 1024, cpuPeriod: 100_000, cpuQuota: 5000 },
  },
  { name: "no limit written as -1", config: { CpuQuota: -1, Memory: -1 }, expected: { cpuShares: 1024, cpuPeriod: 100_000 } },
  {
    name: "memory and shares",
    config: { Memory: 1e9, CpuShares: 512 },
    expected: { cpuShares: 512, cpuPeriod: 100_000, memoryBytes: 1e9 },
  },
])("limits: $name", ({ config, expected }) => {
  const inspected = inspectSchema.parse({ State: { Pid: 5, StartedAt: "2026-11-21T12:00:00.5Z" }, HostConfig: config });
  expect(factsFrom(inspected)).toEqual({
    pid: 5,
    startedAt: Date.UTC(2026, 10, 21, 12, 0, 0, 500),
    limits: expected,
    hasOwnNetwork: true,
  });
});

test.each(["host", "none", "container:43bb", "ns:/run/netns/x"])(
  "interfaces seen in network mode %s are not its own",
  (NetworkMode) =>
    expect(factsFrom(inspectSchema.parse({ State: {}, HostConfig: { NetworkMode } }))).toMatchObject({
      pid: 0,
      hasOwnNetwork: false,
    }),
);

test("stats of a daemon on version 2 of control groups", () => {
  const stats = statsSchema.parse({
    pids_stats: { current: 5, limit: 18446744073709552000 },
    cpu_stats: {
      cpu_usage: { total_usage: 5e9, usage_in_kernelmode: 1e9, usage_in_usermode: 4e9 },
      throttling_data: { periods: 3, throttled_periods: 1, throttled_time: 5e8 },
    },
    memory_stats: { usage: 900, stats: { anon: 300, file: 500, inactive_file: 200, swap: 4 } },
    blkio_stats: {
      io_service_bytes_recursive: [
        { major: 8, minor: 0, op: "read", value: 10 },
        { major: 8, minor: 0, op: "write", value: 20 },
      ],
      io_serviced_recursive: null,
    },
    networks: { eth0: { rx_bytes: 7, tx_bytes: 8 }, lo: { rx_bytes: 1 }, __proto__: 3, odd: "no" },
  });
  expect(usageFromStats(stats)).toEqual({
    cpuSeconds: 5,
    userSeconds: 4,
    systemSeconds: 1,
    throttling: { periods: 3, throttledPeriods: 1, throttledSeconds: 0.5 },
    memoryBytes: 900,
    workingSetBytes: 700,
    cacheBytes: 500,
    residentBytes: 300,
    swapBytes: 4,
    disks: [{ number: "8:0", readBytes: 10, writtenBytes: 20, reads: 0, writes: 0 }],
    interfaces: [
      {
        name: "eth0",
        receivedBytes: 7,
        receivedPackets: 0,
        receiveErrors: 0,
        receiveDrops: 0,
        sentBytes: 8,
        sentPackets: 0,
        sendErrors: 0,
        sendDrops: 0,
      },
    ],
    tasks: 5,
  });
});

test("stats that say nothing claim nothing", () => {
  expect(usageFromStats(statsSchema.parse({ memory_stats: { usage: 5 }, cpu_stats: "x" }))).toEqual({
    memoryBytes: 5,
    disks: [],
    interfaces: [],
  });
});

test("numbers below zero are none", () => {
  const stats = { memory_stats: { usage: -5 }, pids_stats: { current: -1 }, networks: { eth0: { rx_bytes: -1 } } };
  const { memoryBytes, tasks, interfaces } = usageFromStats(statsSchema.parse(stats));
  expect([memoryBytes, tasks, interfaces[0]?.receivedBytes]).toEqual([undefined, undefined, 0]);
});

test("stats of disks and interfaces without end are read to a point, so that nobody waits for them", () => {
  const stats = statsSchema.parse({
    blkio_stats: {
      io_service_bytes_recursive: Array.from({ length: 100_000 }, (_, minor) => ({ major: 8, minor, op: "read", value: 1 })),
    },
    networks: Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`eth${index}`, { rx_bytes: 1 }])),
  });
  const { disks, interfaces } = usageFromStats(stats);
  expect([disks.length, interfaces.length]).toEqual([1000, 100]);
});

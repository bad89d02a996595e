import { describe, expect, test } from "vitest";
import { looksLikeField, parseFilter } from "../../../../renderer/pages/processes/filter";
import { process } from "./processes";

const now = 1_000_000;
const all = [
  process(10, { name: "postgres", user: "postgres", command: "postgres: writer", residentBytes: 2 ** 30, cpuPercent: 12.5 }),
  process(210, {
    name: "node",
    user: "dana",
    command: "node dist/cli.js serve --port=9090",
    parentPid: 10,
    startedAt: now - 60_000,
    threads: 11,
    nice: -5,
  }),
  process(310, {
    name: "my app",
    state: "zombie",
    containerId: "3f4a1c9be0d2ffff",
    cgroup: "/system.slice/docker-3f4a.scope",
    diskReadPerSecond: Number.NaN,
    diskWritePerSecond: 2_000_000,
  }),
];

function matches(filter: string): number[] | string {
  const { test: isWanted, problem } = parseFilter(filter);
  return problem ?? all.filter((each) => isWanted?.(each, now) ?? true).map(({ info }) => info.pid);
}

describe("a filter", () => {
  test.each([
    { filter: "", expected: [10, 210, 310] },
    { filter: "  ", expected: [10, 210, 310] },
    { filter: "WRITER", expected: [10] },
    { filter: "serve dana", expected: [210] },
    { filter: "21", expected: [210] },
    { filter: "!postgres", expected: [210, 310] },
    { filter: "!", expected: [] },
    { filter: "(.*", expected: [] },
    { filter: "postgres:", expected: [10] },
    { filter: "--port=9090", expected: [210] },
    { filter: '"my app"', expected: [310] },
    { filter: 'name:"my app"', expected: [310] },
    { filter: '"cpu>10"', expected: [] },
    { filter: '"my', expected: [310] },
    { filter: "user:root", expected: [310] },
    { filter: "USER:Dana", expected: [210] },
    { filter: "user:dan", expected: [] },
    { filter: "!user:root", expected: [10, 210] },
    { filter: "pid:10", expected: [10] },
    { filter: "parent:10", expected: [210] },
    { filter: "state:zombie", expected: [310] },
    { filter: "cgroup:docker", expected: [310] },
    { filter: "container:3F4A1C9BE0D2", expected: [310] },
    { filter: "cpu>10", expected: [10] },
    { filter: "cpu>=12.5%", expected: [10] },
    { filter: "cpu<10", expected: [210, 310] },
    { filter: "mem=1G", expected: [10] },
    { filter: "mem>=1GiB", expected: [10] },
    { filter: "mem<1k", expected: [210, 310] },
    { filter: "disk>1.9MB/s", expected: [310] },
    { filter: "threads>10", expected: [210] },
    { filter: "nice<0", expected: [210] },
    { filter: "age<10m", expected: [210] },
    { filter: "constructor:x", expected: [] },
    { filter: "__proto__:x", expected: [] },
  ])("'$filter' leaves $expected", ({ filter, expected }) => expect(matches(filter)).toEqual(expected));

  test("leaves out what a figure is not known of, whichever way it is asked", () => {
    expect([matches("gpu>0"), matches("gpu<=0"), matches("read>=0")]).toEqual([[], [], [10, 210]]);
  });

  test.each([
    { filter: "cpu>abc", message: "cpu>abc – a number of per cent is needed, such as cpu>10" },
    { filter: "cpu>", message: "cpu> – a number of per cent is needed, such as cpu>10" },
    { filter: "cpu:10", message: "cpu:10 – compare it with >, < or =, such as cpu>10" },
    { filter: "mem>1X", message: "mem>1X – a size is needed, such as mem>1G" },
    { filter: "age<soon", message: "age<soon – a length of time is needed, such as age<10m" },
    { filter: "pid:abc", message: "pid:abc – a process id is a whole number, such as pid:12" },
    { filter: "user:", message: "user: – say which, such as user:root" },
    {
      filter: "node state:ill",
      message:
        "state:ill – the states are running, sleeping, waiting for disk, zombie, stopped, traced, idle, dead, parked, unknown",
    },
    {
      filter: "speed>3",
      message: "speed>3 – only cpu, mem, disk, read, write, threads, nice, gpu, gpumem, age can be compared",
    },
  ])("that is wrong, '$filter', says what is wrong with it", ({ filter, message }) => expect(matches(filter)).toBe(message));

  test("that is wrong in one term still asks for the others", () => {
    const { test: isWanted } = parseFilter("user:root cpu>");
    expect(all.filter((each) => isWanted?.(each, now)).map(({ info }) => info.pid)).toEqual([310]);
    expect(parseFilter("cpu>").test).toBeUndefined();
  });

  test.each([
    { filter: "usr:root", expected: "usr:" },
    { filter: "user:root nginx:x", expected: "nginx:" },
    { filter: "user:root", expected: undefined },
    { filter: '"usr:root"', expected: undefined },
    { filter: "nginx:", expected: undefined },
  ])("'$filter' seems to ask for the field $expected that there is not", ({ filter, expected }) => {
    expect(looksLikeField(filter)).toBe(expected);
  });
});

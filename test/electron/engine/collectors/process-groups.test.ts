import { expect, test } from "vitest";
import { createProcessGroups } from "../../../../electron/engine/collectors/process-groups";
import { createFakeClock } from "../../../support/fake-clock";
import { createFakeHost } from "../../../support/fake-host";
import { createFakeProcessMachine, type FakeProcess } from "../../../support/fake-process-machine";

/** Runs the collector and tells its series as text. */
function watching(processes: Record<number, FakeProcess>) {
  const machine = createFakeProcessMachine(processes);
  const collector = createProcessGroups({ clock: createFakeClock(), machine: () => machine });
  const context = { host: createFakeHost(), signal: new AbortController().signal };
  const run = async () => {
    const readings = await collector.collect(context);
    return new Map(readings.map(({ name, labels, value }) => [`${shorten(name)} ${Object.values(labels).join(" ")}`, value]));
  };
  return { collector, machine, run, context };
}
const shorten = (name: string) => name.replace("namedprocess_namegroup_", "");

const start = Date.UTC(2026, 10, 21, 7) / 1000;

test("a group has process-exporter's series", async () => {
  const { run } = watching({
    41: { name: "web", state: "R", start: 1000, pages: 10, openFiles: 9 },
    42: { name: "web", state: "Z", start: 500, pages: 0 },
    2: { name: "kworker/0:1", isKernelThread: true },
  });
  expect(Object.fromEntries(await run())).toEqual({
    "num_procs web": 2,
    "cpu_seconds_total web user": 0,
    "cpu_seconds_total web system": 0,
    "read_bytes_total web": 0,
    "write_bytes_total web": 0,
    "major_page_faults_total web": 0,
    "minor_page_faults_total web": 0,
    "memory_bytes web resident": 40960,
    "memory_bytes web virtual": 6266880,
    "num_threads web": 4,
    "states web Running": 1,
    "states web Sleeping": 0,
    "states web Waiting": 0,
    "states web Zombie": 1,
    "states web Other": 0,
    "open_filedesc web": 9,
    "oldest_start_time_seconds web": start + 5,
  });
});

test("counters begin when the watching does, and never fall: not when a member ends, not when its number is given again", async () => {
  const { machine, run } = watching({ 41: { name: "web", userTicks: 5000, read: 9000 }, 42: { name: "web", userTicks: 100 } });
  const counts = async () => {
    const found = await run();
    return [found.get("cpu_seconds_total web user"), found.get("read_bytes_total web"), found.get("num_procs web")];
  };
  expect(await counts()).toEqual([0, 0, 2]);
  machine.processes.set(41, { name: "web", userTicks: 5200, read: 9500 });
  expect(await counts()).toEqual([2, 500, 2]);
  machine.processes.delete(41);
  expect(await counts()).toEqual([2, 500, 1]);
  // A new one since the last look: all that it has done counts.
  machine.processes.set(43, { name: "web", userTicks: 300, read: 7 });
  expect(await counts()).toEqual([5, 507, 2]);
  machine.processes.set(43, { name: "web", userTicks: 100, start: 777, read: 3 });
  expect(await counts()).toEqual([6, 510, 2]);
  machine.processes.set(43, { name: "web", userTicks: 90, start: 777, read: 3 });
  expect(await counts()).toEqual([6, 510, 2]);
});

test("a group that has ended stays, with nobody in it, so that a rule can say so", async () => {
  const { machine, run } = watching({ 41: { name: "nginx", openFiles: 3 } });
  await run();
  machine.processes.clear();
  const found = await run();
  expect([found.get("num_procs nginx"), found.get("memory_bytes nginx resident"), found.get("states nginx Sleeping")]).toEqual([
    0, 0, 0,
  ]);
  expect([found.has("oldest_start_time_seconds nginx"), found.has("open_filedesc nginx")]).toEqual([false, false]);
});

test("a process that becomes another program counts for its new group from then on", async () => {
  const { machine, run } = watching({ 41: { name: "sh", userTicks: 100 } });
  await run();
  machine.processes.set(41, { name: "make", userTicks: 150 });
  const found = await run();
  expect([found.get("cpu_seconds_total sh user"), found.get("cpu_seconds_total make user"), found.get("num_procs sh")]).toEqual([
    0, 0.5, 0,
  ]);
});

test("what may not be read is left out of the sums, and the rest is told", async () => {
  const { machine, run } = watching({
    1: { name: "init", isHidden: true },
    41: { name: "web", isIoClosed: true },
    42: { name: "web", read: 10 },
    43: { stat: "43 (torn" },
    44: { name: "" },
  });
  await run();
  machine.processes.set(42, { name: "web", read: 15 });
  const found = await run();
  expect([found.get("read_bytes_total web"), found.get("num_procs web"), found.has("num_procs init")]).toEqual([5, 2, false]);
  expect([...found.keys()].filter((key) => key.startsWith("num_procs"))).toEqual(["num_procs web"]);
});

test.each(['a "quoted" name', "__proto__", "constructor", "two\nlines"])("a process may call itself %j", async (name) => {
  const { run } = watching({ 41: { name } });
  expect((await run()).get(`num_procs ${name}`)).toBe(1);
});

test("of the groups that have ended only the last 100 are kept", async () => {
  const { machine, run } = watching({});
  for (let round = 0; round < 3; round++) {
    machine.processes.clear();
    for (let pid = 1; pid <= 60; pid++) machine.processes.set(pid, { name: `job-${round}-${pid}`, start: round });
    await run();
    await run();
  }
  machine.processes.clear();
  const found = await run();
  const groups = [...found.keys()].filter((key) => key.startsWith("num_procs"));
  expect([groups.length, groups[0], groups.at(-1)]).toEqual([100, "num_procs job-1-21", "num_procs job-2-60"]);
});

test("a process of a new name has its group when it is met again, and all that it has done counts", async () => {
  const { machine, run } = watching({});
  await run();
  machine.processes.set(41, { name: "cc1-x7f3", userTicks: 100 });
  machine.processes.set(42, { name: "web", userTicks: 50 });
  expect([...(await run()).keys()]).toEqual([]);
  machine.processes.delete(41);
  machine.processes.set(42, { name: "web", userTicks: 70 });
  const found = await run();
  expect([...found.keys()].filter((key) => key.startsWith("num_procs"))).toEqual(["num_procs web"]);
  expect(found.get("cpu_seconds_total web user")).toBe(0.7);
});

test("readings are used again, and each has a help text; nothing is opened before somebody asks", async () => {
  const { collector, context } = watching({ 41: { name: "web", openFiles: 1 } });
  const first = [...(await collector.collect(context))];
  const second = await collector.collect(context);
  expect(second.every((reading, index) => reading === first[index])).toBe(true);
  expect(first.filter(({ name }) => typeof collector.help === "function" || !collector.help[name])).toEqual([]);
  expect(collector.onDemand).toEqual(["namedprocess_"]);
  createProcessGroups({ machine: () => expect.unreachable("nobody asked") });
});

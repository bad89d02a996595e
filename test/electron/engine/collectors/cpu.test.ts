import { expect, test } from "vitest";
import { type CpuTimes, createCpu, parseCpuTimes, withoutStepsBack } from "../../../../electron/engine/collectors/cpu";
import { collectOnce, linesOf } from "../../../support/collect";
import { createFakeHost } from "../../../support/fake-host";
import { fixture } from "../../../support/fixture";

test("a captured /proc/stat gives every mode of every thread, and the sum over all threads is left out", async () => {
  const host = createFakeHost({ files: { "/proc/stat": fixture("proc/stat") } });
  expect(linesOf(await collectOnce(createCpu(), host)).slice(0, 11)).toEqual([
    'node_cpu_seconds_total{cpu="0", mode="user"} 46.19',
    'node_cpu_seconds_total{cpu="0", mode="nice"} 0',
    'node_cpu_seconds_total{cpu="0", mode="system"} 31.28',
    'node_cpu_seconds_total{cpu="0", mode="idle"} 1644.96',
    'node_cpu_seconds_total{cpu="0", mode="iowait"} 0.37',
    'node_cpu_seconds_total{cpu="0", mode="irq"} 0',
    'node_cpu_seconds_total{cpu="0", mode="softirq"} 0.38',
    'node_cpu_seconds_total{cpu="0", mode="steal"} 0.1',
    'node_cpu_guest_seconds_total{cpu="0", mode="user"} 0',
    'node_cpu_guest_seconds_total{cpu="0", mode="nice"} 0',
    'node_cpu_seconds_total{cpu="1", mode="user"} 63.72',
  ]);
});

test.each([
  {
    name: "threads that are offline",
    text: "cpu  1 0 0 0\ncpu0 100 0 0 0 0 0 0 0 0 0\ncpu3 200 0 0 0 0 0 0 0 0 0\nintr 5\n",
    expected: ["0 1", "3 2"],
  },
  { name: "an old kernel with four columns", text: "cpu  100 0 0 400\ncpu0 100 0 0 400\nintr 5\n", expected: ["0 1"] },
  { name: "a hundred and more threads", text: "cpu  1 0 0 0\ncpu127 300 0 0 0 0 0 0 0 0 0\n", expected: ["127 3"] },
  { name: "no processor line at all", text: "intr 5\n", expected: [] },
])("parseCpuTimes reads $name", ({ text, expected }) => {
  expect(parseCpuTimes(text).map(({ cpu, modes }) => `${cpu} ${modes[0]}`)).toEqual(expected);
});

test("an empty /proc/stat is a failure, because a machine without a processor reads no files", async () => {
  const host = createFakeHost({ files: { "/proc/stat": "" } });
  await expect(collectOnce(createCpu(), host)).rejects.toThrow("/proc/stat names no processor");
});

const times = (idle: number, iowait: number): CpuTimes => ({
  cpu: "0",
  modes: [10, 0, 5, idle, iowait, 0, 0, 0],
  guest: 0,
  guestNice: 0,
});

test.each([
  { name: "iowait corrected down by a tick is held", before: times(100, 2), now: times(100.5, 1.99), expected: times(100.5, 2) },
  { name: "idle corrected down by two ticks is held", before: times(100, 2), now: times(99.98, 2), expected: times(100, 2) },
  { name: "a thread that was offline starts over", before: times(100, 2), now: times(0.5, 0), expected: times(0.5, 0) },
  { name: "a first reading stands as it is", before: undefined, now: times(7, 1), expected: times(7, 1) },
])("$name", ({ before, now, expected }) => expect(withoutStepsBack(before, now)).toEqual(expected));

test("the collector remembers the reading before, so that a corrected counter never falls", async () => {
  const cpu = createCpu();
  const host = createFakeHost({ files: { "/proc/stat": "cpu  0 0 0 0\ncpu0 0 0 0 5000 300 0 0 0 0 0\n" } });
  await collectOnce(cpu, host);
  host.files.set("/proc/stat", "cpu  0 0 0 0\ncpu0 0 0 0 5100 299 0 0 0 0 0\n");
  expect(linesOf(await collectOnce(cpu, host))).toContain('node_cpu_seconds_total{cpu="0", mode="iowait"} 3');
});

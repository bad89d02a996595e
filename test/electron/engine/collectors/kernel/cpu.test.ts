import { expect, test } from "vitest";
import { createCpu } from "../../../../../electron/engine/collectors/kernel/cpu";
import { collectOnce, linesOf } from "../../../../support/collect";
import { createFakeHost } from "../../../../support/fake-host";
import { fixture } from "../../../../support/fixture";

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
  { name: "a second line that breaks off", text: "cpu  1 0 0 0\ncpu0 100 0 0 4 5\ncpu1 20", expected: ["0 1"] },
  { name: "a second line that is no numbers", text: "cpu  1 0 0 0\ncpu0 100 0 0 4 5\ncpu1 a b c d\n", expected: ["0 1"] },
  { name: "a line without an end", text: "cpu0 100 0 0 4 5", expected: ["0 1"] },
])("/proc/stat with $name is read", async ({ text, expected }) => {
  const readings = await collectOnce(createCpu(), createFakeHost({ files: { "/proc/stat": text } }));
  const user = readings.filter(({ name, labels }) => name === "node_cpu_seconds_total" && labels.mode === "user");
  expect(user.map(({ labels, value }) => `${labels.cpu} ${value}`)).toEqual(expected);
});

test("an empty /proc/stat is a failure, because a machine without a processor reads no files", async () => {
  const host = createFakeHost({ files: { "/proc/stat": "" } });
  await expect(collectOnce(createCpu(), host)).rejects.toThrow("/proc/stat names no processor");
});

const line = (idle: number, iowait: number) => `cpu0 1000 0 500 ${idle} ${iowait} 0 0 0 0 0\n`;

test.each([
  { name: "iowait corrected down by a tick is held", before: line(10_000, 200), now: line(10_050, 199), expected: [100.5, 2] },
  { name: "idle corrected down by two ticks is held", before: line(10_000, 200), now: line(9998, 200), expected: [100, 2] },
  { name: "a thread that was offline starts over", before: line(10_000, 200), now: line(50, 0), expected: [0.5, 0] },
  {
    name: "a thread that was away for a run starts over, however small the step",
    before: `${line(10_000, 200)}|cpu1 1 2 3 4 5\n`,
    now: line(9990, 200),
    expected: [99.9, 2],
  },
])("$name", async ({ before, now, expected }) => {
  const cpu = createCpu();
  const host = createFakeHost();
  for (const text of before.split("|")) {
    host.files.set("/proc/stat", text);
    await collectOnce(cpu, host);
  }
  host.files.set("/proc/stat", now);
  const lines = linesOf(await collectOnce(cpu, host));
  expect(lines.filter((text) => text.includes('mode="i') && !text.includes("irq"))).toEqual([
    `node_cpu_seconds_total{cpu="0", mode="idle"} ${expected[0]}`,
    `node_cpu_seconds_total{cpu="0", mode="iowait"} ${expected[1]}`,
  ]);
});

test("the same series is the same object at every run, so that nothing is made and thrown away each second", async () => {
  const cpu = createCpu();
  const host = createFakeHost({ files: { "/proc/stat": line(1, 2) } });
  const before = [...(await collectOnce(cpu, host))];
  host.files.set("/proc/stat", line(3, 4));
  const after = await collectOnce(cpu, host);
  expect(after.map((reading, place) => reading === before[place])).toEqual(before.map(() => true));
});

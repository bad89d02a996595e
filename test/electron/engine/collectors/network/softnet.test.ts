import { expect, test } from "vitest";
import { NoData } from "../../../../../electron/engine/collectors/collector";
import { createSoftnet } from "../../../../../electron/engine/collectors/network/softnet";
import { collectOnce, linesOf } from "../../../../support/collect";
import { createFakeHost } from "../../../../support/fake-host";

const collectFrom = async (text: string) =>
  linesOf(await collectOnce(createSoftnet(), createFakeHost({ files: { "/proc/net/softnet_stat": text } })));

/** As many columns as asked for, each with its own number: 1, 2, 3 … */
const line = (columns: number) => Array.from({ length: columns }, (_, at) => (at + 1).toString(16).padStart(8, "0")).join(" ");
const allOf = (cpu: number, received: number, flowLimit: number, backlog: number) => [
  `node_softnet_processed_total{cpu="${cpu}"} 1`,
  `node_softnet_dropped_total{cpu="${cpu}"} 2`,
  `node_softnet_times_squeezed_total{cpu="${cpu}"} 3`,
  `node_softnet_cpu_collision_total{cpu="${cpu}"} 9`,
  `node_softnet_received_rps_total{cpu="${cpu}"} ${received}`,
  `node_softnet_flow_limit_count_total{cpu="${cpu}"} ${flowLimit}`,
  `node_softnet_backlog_len{cpu="${cpu}"} ${backlog}`,
];

test.each([
  { name: "Linux 2.6.23 with nine columns", text: `${line(9)}\n`, expected: allOf(0, 0, 0, 0) },
  { name: "Linux 2.6.39 with ten", text: `${line(10)}\n`, expected: allOf(0, 10, 0, 0) },
  { name: "Linux 4.18 with eleven", text: `${line(11)}\n`, expected: allOf(0, 10, 11, 0) },
  { name: "Linux 5.14, which names the thread", text: `${line(13)}\n`, expected: allOf(13, 10, 11, 12) },
  { name: "Linux 6.18", text: `${line(15)}\n`, expected: allOf(13, 10, 11, 12) },
  {
    name: "lines of unequal length",
    text: `${line(13)}\n${line(9)}\n`,
    expected: [...allOf(13, 10, 11, 12), ...allOf(1, 0, 0, 0)],
  },
  { name: "too few columns", text: `${line(8)}\n${line(9)}\n`, expected: allOf(1, 0, 0, 0) },
  { name: "a word that is no number", text: `zz ${line(13)}\n`, expected: undefined },
  { name: "a line that is cut off", text: line(13), expected: undefined },
  { name: "an empty file", text: "", expected: undefined },
])("softnet_stat of $name", async ({ text, expected }) => {
  if (expected) expect(await collectFrom(text)).toEqual(expected);
  else await expect(collectFrom(text)).rejects.toThrow("/proc/net/softnet_stat has none of its lines");
});

test("a thread that was taken offline takes its series with it, and the others keep their names", async () => {
  const row = (cpu: string) => `${line(12)} ${cpu.padStart(8, "0")}\n`;
  const fake = createFakeHost({ files: { "/proc/net/softnet_stat": row("0") + row("1") + row("a") } });
  const collector = createSoftnet();
  const cpus = async () => new Set((await collectOnce(collector, fake)).map(({ labels }) => labels.cpu));
  expect(await cpus()).toEqual(new Set(["0", "1", "10"]));
  fake.files.set("/proc/net/softnet_stat", row("0") + row("a"));
  expect(await cpus()).toEqual(new Set(["0", "10"]));
});

test("a kernel without a network has no data", async () => {
  await expect(collectOnce(createSoftnet(), createFakeHost())).rejects.toThrow(new NoData("this kernel has no network"));
});

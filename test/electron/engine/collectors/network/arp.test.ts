import { expect, test } from "vitest";
import { NoData } from "../../../../../electron/engine/collectors/collector";
import { createArp } from "../../../../../electron/engine/collectors/network/arp";
import { collectOnce, linesOf } from "../../../../support/collect";
import { createFakeHost } from "../../../../support/fake-host";

const headings = "IP address       HW type     Flags       HW address            Mask     Device\n";
const neighbour = (device: string) => `192.0.2.1        0x1         0x2         02:fc:00:00:00:05     *        ${device}\n`;
const collectFrom = async (text: string) =>
  linesOf(await collectOnce(createArp(), createFakeHost({ files: { "/proc/net/arp": text } })));

test.each([
  { name: "one neighbour", lines: [neighbour("eth0")], expected: ['{device="eth0"} 1'] },
  {
    name: "neighbours of two interfaces",
    lines: [neighbour("eth0"), neighbour("docker0"), neighbour("eth0")],
    expected: ['{device="eth0"} 2', '{device="docker0"} 1'],
  },
  { name: "an odd name", lines: [neighbour('we"i rd☃')], expected: ['{device="we\\"i rd☃"} 1'] },
  {
    name: "names that every object has",
    lines: [neighbour("__proto__"), neighbour("constructor")],
    expected: ['{device="__proto__"} 1', '{device="constructor"} 1'],
  },
  { name: "a line that is cut off", lines: [neighbour("eth0"), neighbour("eth1").trimEnd()], expected: ['{device="eth0"} 1'] },
  {
    name: "a line with too few columns",
    lines: ["192.0.2.1 0x1 0x2\n", "\n", neighbour("eth0")],
    expected: ['{device="eth0"} 1'],
  },
  { name: "nobody", lines: [], expected: [] },
])("the table of $name", async ({ lines, expected }) => {
  expect(await collectFrom(headings + lines.join(""))).toEqual(expected.map((rest) => `node_arp_entries${rest}`));
});

test("an empty file names nobody", async () => {
  expect(await collectFrom("")).toEqual([]);
});

test("an interface whose last neighbour is forgotten has no series any more", async () => {
  const fake = createFakeHost({ files: { "/proc/net/arp": headings + neighbour("eth0") + neighbour("docker0") } });
  const collector = createArp();
  await collectOnce(collector, fake);
  fake.files.set("/proc/net/arp", headings + neighbour("docker0"));
  expect(linesOf(await collectOnce(collector, fake))).toEqual(['node_arp_entries{device="docker0"} 1']);
});

test("a kernel without IPv4 has no data", async () => {
  await expect(collectOnce(createArp(), createFakeHost())).rejects.toThrow(new NoData("this kernel has no IPv4"));
});

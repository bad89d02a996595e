// The counters of /proc/net/dev, which two collectors share.
import { expect, test } from "vitest";
import { NoData } from "../../../../../electron/engine/collectors/collector";
import { createNetDevReader } from "../../../../../electron/engine/collectors/network/net-dev";
import { createNetwork } from "../../../../../electron/engine/collectors/network/network";
import { createNetworkDetails } from "../../../../../electron/engine/collectors/network/network-details";
import { collectOnce, linesOf } from "../../../../support/collect";
import { createFakeHost } from "../../../../support/fake-host";
import { fixture } from "../../../../support/fixture";

const headings = fixture("proc/net-dev").split("\n").slice(0, 2).join("\n");
const sixteen = "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16";
const machineWith = (...lines: string[]) => createFakeHost({ files: { "/proc/net/dev": [headings, ...lines, ""].join("\n") } });
const namesIn = (text: string) => createNetDevReader()(text).map(({ labels }) => labels.device);

test("every second: bytes, packets, errors and drops of each interface", async () => {
  const host = createFakeHost({ files: { "/proc/net/dev": fixture("proc/net-dev") } });
  const lines = linesOf(await collectOnce(createNetwork(), host));
  expect(lines).toHaveLength(4 * 8);
  expect(lines.filter((line) => line.includes("eth0"))).toEqual([
    'node_network_receive_bytes_total{device="eth0"} 935976458',
    'node_network_receive_packets_total{device="eth0"} 24244',
    'node_network_receive_errs_total{device="eth0"} 0',
    'node_network_receive_drop_total{device="eth0"} 0',
    'node_network_transmit_bytes_total{device="eth0"} 1789042',
    'node_network_transmit_packets_total{device="eth0"} 14497',
    'node_network_transmit_errs_total{device="eth0"} 0',
    'node_network_transmit_drop_total{device="eth0"} 0',
  ]);
});

test("each of the sixteen columns is one metric, of one of the two collectors", async () => {
  const host = machineWith(`  eth0: ${sixteen}`);
  const readings = [...(await collectOnce(createNetwork(), host)), ...(await collectOnce(createNetworkDetails(), host))];
  const inOrder = readings.map(({ name, value }) => ({ name, value })).sort((a, b) => a.value - b.value);
  expect(inOrder.map(({ name }) => /^node_network_(.*)_total$/.exec(name)?.[1])).toEqual([
    "receive_bytes",
    "receive_packets",
    "receive_errs",
    "receive_drop",
    "receive_fifo",
    "receive_frame",
    "receive_compressed",
    "receive_multicast",
    "transmit_bytes",
    "transmit_packets",
    "transmit_errs",
    "transmit_drop",
    "transmit_fifo",
    "transmit_colls",
    "transmit_carrier",
    "transmit_compressed",
  ]);
  expect(inOrder.map(({ value }) => value)).toEqual(sixteen.split(" ").map(Number));
});

test.each([
  { name: "a count that touches the colon", text: `  eth0:${sixteen}\n`, expected: ["eth0"] },
  { name: "an alias, whose name holds a colon", text: `eth0:1: ${sixteen}\n`, expected: ["eth0:1"] },
  { name: "quotes, a space and a picture in a name", text: ` we"i rd☃: ${sixteen}\n`, expected: ['we"i rd☃'] },
  { name: "a name that every object has", text: `__proto__: ${sixteen}\n`, expected: ["__proto__"] },
  { name: "headings only", text: `${headings}\n`, expected: [] },
  { name: "an empty file", text: "", expected: [] },
  { name: "too few numbers", text: `eth0: 1 2 3\neth1: ${sixteen}\n`, expected: ["eth1"] },
  { name: "a word among the numbers", text: `eth0: 1 2 many ${sixteen}\n`, expected: [] },
  { name: "no name", text: `: ${sixteen}\n`, expected: [] },
  { name: "a last line that is cut off", text: `lo: ${sixteen}\neth0: ${sixteen}`, expected: ["lo"] },
  {
    name: "two names of broken bytes that read alike",
    text: `e\ufffd: ${sixteen}\ne\ufffd: ${sixteen}\n`,
    expected: ["e\ufffd"],
  },
])("of $name the reader makes $expected", ({ text, expected }) => expect(namesIn(text)).toEqual(expected));

test.each([
  { name: "the first", left: ["veth1", "eth0"] },
  { name: "one in the middle", left: ["lo", "eth0"] },
  { name: "the last", left: ["lo", "veth1"] },
])("when $name of three interfaces goes, the others keep their own numbers", async ({ left }) => {
  const bytes = new Map([
    ["lo", 11],
    ["veth1", 22],
    ["eth0", 33],
  ]);
  const lineOf = (device: string) => `${device}: ${bytes.get(device)} ${sixteen.slice(2)}`;
  const network = createNetwork();
  const host = machineWith(...[...bytes.keys()].map(lineOf));
  await collectOnce(network, host);
  host.files.set("/proc/net/dev", [headings, ...left.map(lineOf), ""].join("\n"));
  const found = (await collectOnce(network, host)).filter(({ name }) => name === "node_network_receive_bytes_total");
  expect(found.map(({ labels, value }) => `${labels.device} ${value}`)).toEqual(
    left.map((device) => `${device} ${bytes.get(device)}`),
  );
});

test("a counter that was reset is reported as it is: rates know resets, a clamped counter would hide one", () => {
  const read = createNetDevReader();
  const bytesOf = (text: string) => read(text).map(({ counters }) => counters[0]);
  expect(bytesOf(`eth0: 5000 ${sixteen.slice(2)}\n`)).toEqual([5000]);
  expect(bytesOf(`eth0: 12 ${sixteen.slice(2)}\n`)).toEqual([12]);
});

test("nothing is made anew at the next run: the readings are the same objects with new numbers", async () => {
  const network = createNetwork();
  const host = machineWith(`lo: ${sixteen}`, `eth0: ${sixteen}`);
  const before = [...(await collectOnce(network, host))];
  host.files.set("/proc/net/dev", [headings, `lo: 7${sixteen}`, `eth0: 9${sixteen}`, ""].join("\n"));
  const after = await collectOnce(network, host);
  expect(after.every((reading, place) => reading === before[place])).toBe(true);
  expect(after[0]?.value).toBe(71);
});

test("a thousand interfaces are a thousand interfaces", async () => {
  const host = machineWith(...Array.from({ length: 1000 }, (_, at) => `veth${at}: ${sixteen}`));
  expect(await collectOnce(createNetwork(), host)).toHaveLength(8000);
});

test.each([
  { name: "no interface", host: machineWith() },
  { name: "an empty file", host: createFakeHost({ files: { "/proc/net/dev": "" } }) },
  { name: "no such file", host: createFakeHost() },
])("a machine with $name has no data", async ({ host }) => {
  await expect(collectOnce(createNetwork(), host)).rejects.toThrow(new NoData("this machine has no network interface"));
});

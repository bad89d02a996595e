import { afterAll, expect, test } from "vitest";
import { NoData } from "../../../../../electron/engine/collectors/collector";
import { createHost } from "../../../../../electron/engine/collectors/host/host-access";
import { createSockstat } from "../../../../../electron/engine/collectors/network/sockstat";
import { collectOnce, linesOf } from "../../../../support/collect";
import { createFakeHost } from "../../../../support/fake-host";
import { plantMachine } from "../../../../support/machine-tree";

const machine = plantMachine("network");
const host = createHost({ platform: "linux", root: machine.root });
afterAll(() => {
  host.close();
  machine.remove();
});

const pageBytes = () => 16_384;
const collectFrom = async (text: string) =>
  linesOf(await collectOnce(createSockstat({ pageBytes }), createFakeHost({ files: { "/proc/net/sockstat": text } })));

test("each protocol has its sockets by state, and memory in pages and in bytes", async () => {
  expect(linesOf(await collectOnce(createSockstat({ pageBytes }), host))).toEqual([
    "node_sockstat_sockets_used 16",
    "node_sockstat_TCP_inuse 1",
    "node_sockstat_TCP_orphan 0",
    "node_sockstat_TCP_tw 16",
    "node_sockstat_TCP_alloc 5",
    "node_sockstat_TCP_mem 66",
    `node_sockstat_TCP_mem_bytes ${66 * 16_384}`,
    "node_sockstat_UDP_inuse 0",
    "node_sockstat_UDP_mem 0",
    "node_sockstat_UDP_mem_bytes 0",
    "node_sockstat_UDPLITE_inuse 0",
    "node_sockstat_RAW_inuse 0",
    "node_sockstat_FRAG_inuse 0",
    "node_sockstat_FRAG_memory 0",
    "node_sockstat_TCP6_inuse 0",
    "node_sockstat_UDP6_inuse 0",
    "node_sockstat_UDPLITE6_inuse 0",
    "node_sockstat_RAW6_inuse 0",
    "node_sockstat_FRAG6_inuse 0",
    "node_sockstat_FRAG6_memory 0",
  ]);
});

test.each([
  { name: "a state that nobody knows", text: "TCP: inuse 1 lost 2 tw 3\n", expected: ["TCP_inuse 1", "TCP_tw 3"] },
  { name: "a word for a number", text: "TCP: inuse some\nUDP: inuse 4\n", expected: ["UDP_inuse 4"] },
  { name: "a state without a number", text: "TCP: inuse 1 orphan\nUDP: inuse 4\n", expected: ["UDP_inuse 4"] },
  { name: "a line that is cut off", text: "UDP: inuse 4\nTCP: inuse 1", expected: ["UDP_inuse 4"] },
  { name: "an empty line", text: "\nUDP: inuse 4\n\n", expected: ["UDP_inuse 4"] },
])("$name is looked past", async ({ text, expected }) => {
  expect(await collectFrom(text)).toEqual(expected.map((line) => `node_sockstat_${line}`));
});

test("a file whose lines change between two runs is read anew, and one whose numbers change is not mixed up", async () => {
  const fake = createFakeHost({ files: { "/proc/net/sockstat": "TCP: inuse 1 tw 9\nUDP: inuse 2\n" } });
  const collector = createSockstat({ pageBytes });
  const collectFrom = async (text: string) => {
    fake.files.set("/proc/net/sockstat", text);
    return linesOf(await collectOnce(collector, fake));
  };
  const expected = ["node_sockstat_TCP_inuse 1", "node_sockstat_TCP_tw 9", "node_sockstat_UDP_inuse 2"];
  expect(await collectFrom("TCP: inuse 1 tw 9\nUDP: inuse 2\n")).toEqual(expected);
  expect(await collectFrom("TCP: inuse 1000 tw 9\nUDP: inuse 2\n")).toEqual([
    "node_sockstat_TCP_inuse 1000",
    ...expected.slice(1),
  ]);
  expect(await collectFrom("UDP: inuse 2\n")).toEqual(["node_sockstat_UDP_inuse 2"]);
  expect(await collectFrom("UDP: inuse 2\nRAW: inuse 3\n")).toEqual(["node_sockstat_UDP_inuse 2", "node_sockstat_RAW_inuse 3"]);
  expect(await collectFrom("UDP: inuse 2\nRAW: inuse 3")).toEqual(["node_sockstat_UDP_inuse 2"]);
});

test("a file without any of this is said to", async () => {
  await expect(collectFrom("\ufffd\u0000")).rejects.toThrow("/proc/net/sockstat and sockstat6 have none of their lines");
});

test("a kernel without the protocols has no data", async () => {
  await expect(collectOnce(createSockstat(), createFakeHost())).rejects.toThrow(
    new NoData("this kernel has no internet protocols"),
  );
});

import { afterAll, expect, test } from "vitest";
import { NoData } from "../../../../../electron/engine/collectors/collector";
import { createHost } from "../../../../../electron/engine/collectors/host/host-access";
import { addQueues, createUdpQueues } from "../../../../../electron/engine/collectors/network/udp-queues";
import { collectOnce, linesOf } from "../../../../support/collect";
import { createFakeHost } from "../../../../support/fake-host";
import { plantMachine } from "../../../../support/machine-tree";

const machine = plantMachine("network");
const host = createHost({ platform: "linux", root: machine.root });
afterAll(() => {
  host.close();
  machine.remove();
});

const headings =
  "   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops\n";
const socket = (queues: string) =>
  `  146: 0100007F:9921 00000000:0000 07 ${queues} 00:00000000 00000000     0        0 1095061 2 000000008fffdfb8 0       \n`;

test("the bytes that wait in the queues of all sockets are added up", async () => {
  expect(linesOf(await collectOnce(createUdpQueues(), host))).toEqual([
    'node_udp_queues{ip="v4", queue="tx"} 0',
    `node_udp_queues{ip="v4", queue="rx"} ${0x9c0}`,
    'node_udp_queues{ip="v6", queue="tx"} 0',
    `node_udp_queues{ip="v6", queue="rx"} ${0x340}`,
  ]);
});

test.each([
  {
    name: "two sockets",
    text: headings + socket("00000001:00000010") + socket("00000002:000000A0"),
    expected: { tx: 3, rx: 0xb0 },
  },
  { name: "no socket", text: headings, expected: { tx: 0, rx: 0 } },
  { name: "an empty file", text: "", expected: { tx: 0, rx: 0 } },
  { name: "a line that is cut off", text: headings + socket("00000001:00000010").trimEnd(), expected: { tx: 0, rx: 0 } },
  {
    name: "a line that ends before its queues",
    text: `${headings}  146: 0100007F:9921 00000000:0000\n${socket("00000001:00000010")}`,
    expected: { tx: 1, rx: 0x10 },
  },
  {
    name: "words for numbers",
    text: headings + socket("none:many") + socket("00000001:00000010"),
    expected: { tx: 1, rx: 0x10 },
  },
  { name: "no colon", text: headings + socket("0000000100000010") + socket("00000001:00000010"), expected: { tx: 1, rx: 0x10 } },
])("the queues of $name", ({ text, expected }) => {
  const bytes = { tx: 99, rx: 99 };
  addQueues(text, bytes);
  expect(bytes).toEqual(expected);
});

test("a kernel without IPv6 has the queues of version 4", async () => {
  const fake = createFakeHost({ files: { "/proc/net/udp": headings + socket("00000001:00000010") } });
  expect(linesOf(await collectOnce(createUdpQueues(), fake))).toEqual([
    'node_udp_queues{ip="v4", queue="tx"} 1',
    'node_udp_queues{ip="v4", queue="rx"} 16',
  ]);
});

test("a kernel without UDP has no data", async () => {
  await expect(collectOnce(createUdpQueues(), createFakeHost())).rejects.toThrow(new NoData("this kernel has no UDP"));
});

import { afterAll, expect, test } from "vitest";
import { NoData } from "../../../../../electron/engine/collectors/collector";
import { createHost } from "../../../../../electron/engine/collectors/host/host-access";
import { createNetstat } from "../../../../../electron/engine/collectors/network/netstat";
import { collectOnce, linesOf } from "../../../../support/collect";
import { createFakeHost } from "../../../../support/fake-host";
import { plantMachine } from "../../../../support/machine-tree";

const machine = plantMachine("network");
const host = createHost({ platform: "linux", root: machine.root });
afterAll(() => {
  host.close();
  machine.remove();
});

const [netstat, snmp, snmp6] = ["/proc/net/netstat", "/proc/net/snmp", "/proc/net/snmp6"];
const collectFrom = async (files: Record<string, string>) =>
  linesOf(await collectOnce(createNetstat(), createFakeHost({ files })));

test("of four hundred counters the forty are given that node_exporter gives", async () => {
  const readings = await collectOnce(createNetstat(), host);
  expect(linesOf(readings)).toEqual([
    "node_netstat_TcpExt_SyncookiesSent 0",
    "node_netstat_TcpExt_SyncookiesRecv 0",
    "node_netstat_TcpExt_SyncookiesFailed 0",
    "node_netstat_TcpExt_ListenOverflows 23",
    "node_netstat_TcpExt_ListenDrops 23",
    "node_netstat_TcpExt_TCPTimeouts 22",
    "node_netstat_TcpExt_TCPOFOQueue 16",
    "node_netstat_TcpExt_TCPSynRetrans 18",
    "node_netstat_TcpExt_TCPRcvQDrop 0",
    "node_netstat_IpExt_InOctets 5896155340",
    "node_netstat_IpExt_OutOctets 1812441668",
    "node_netstat_Ip_Forwarding 1",
    "node_netstat_Icmp_InMsgs 2",
    "node_netstat_Icmp_InErrors 0",
    "node_netstat_Icmp_OutMsgs 1",
    "node_netstat_Tcp_ActiveOpens 14678",
    "node_netstat_Tcp_PassiveOpens 12451",
    "node_netstat_Tcp_CurrEstab 0",
    "node_netstat_Tcp_InSegs 579487",
    "node_netstat_Tcp_OutSegs 540974",
    "node_netstat_Tcp_RetransSegs 507",
    "node_netstat_Tcp_InErrs 0",
    "node_netstat_Tcp_OutRsts 6346",
    "node_netstat_Udp_InDatagrams 14873",
    "node_netstat_Udp_NoPorts 1",
    "node_netstat_Udp_InErrors 0",
    "node_netstat_Udp_OutDatagrams 14878",
    "node_netstat_Udp_RcvbufErrors 0",
    "node_netstat_Udp_SndbufErrors 0",
    "node_netstat_UdpLite_InErrors 0",
    "node_netstat_Ip6_InOctets 912",
    "node_netstat_Ip6_OutOctets 8116",
    "node_netstat_Icmp6_InMsgs 2",
    "node_netstat_Icmp6_InErrors 2",
    "node_netstat_Icmp6_OutMsgs 98",
    "node_netstat_Udp6_InDatagrams 0",
    "node_netstat_Udp6_NoPorts 0",
    "node_netstat_Udp6_InErrors 0",
    "node_netstat_Udp6_OutDatagrams 0",
    "node_netstat_Udp6_RcvbufErrors 0",
    "node_netstat_Udp6_SndbufErrors 0",
    "node_netstat_UdpLite6_InErrors 0",
  ]);
  expect(new Set(readings.map(({ kind }) => kind))).toEqual(new Set(["unknown"]));
});

test.each([
  {
    name: "the wanted ones among others",
    text: "Tcp: RtoMin MaxConn InSegs InErrs\nTcp: 200 -1 7 2\n",
    expected: ["Tcp_InSegs 7", "Tcp_InErrs 2"],
  },
  {
    name: "a protocol that nobody knows yet, for its errors",
    text: "Quic: InErrors Streams\nQuic: 3 4\n",
    expected: ["Quic_InErrors 3"],
  },
  { name: "a number that is none", text: "Tcp: InSegs OutSegs\nTcp: many 9\n", expected: ["Tcp_OutSegs 9"] },
  {
    name: "fewer numbers than names, of which nobody knows which is which",
    text: "Tcp: InSegs OutSegs\nTcp: 9\nUdp: InErrors\nUdp: 4\n",
    expected: ["Udp_InErrors 4"],
  },
  { name: "more numbers than names", text: "Tcp: InSegs\nTcp: 9 8\nUdp: InErrors\nUdp: 4\n", expected: ["Udp_InErrors 4"] },
  { name: "the numbers of another protocol", text: "Tcp: InSegs\nUdp: 9\nUdp: InErrors\nUdp: 4\n", expected: ["Udp_InErrors 4"] },
  { name: "a last number that is cut off", text: "Udp: InErrors\nUdp: 4\nTcp: InSegs\nTcp: 9", expected: ["Udp_InErrors 4"] },
  { name: "names that are cut off", text: "Udp: InErrors\nUdp: 4\nTcp: InSe", expected: ["Udp_InErrors 4"] },
])("of paired lines it takes $name", async ({ text, expected }) => {
  expect(await collectFrom({ [snmp]: text })).toEqual(expected.map((line) => `node_netstat_${line}`));
});

test.each([
  { name: "the protocol up to its 6", text: "UdpLite6InErrors \t5\n", expected: ["UdpLite6_InErrors 5"] },
  { name: "nothing of a name without one", text: "IpInErrors \t5\nUdp6InErrors \t6\n", expected: ["Udp6_InErrors 6"] },
  { name: "nothing of a line that is cut off", text: "Udp6InErrors \t6\nUdp6NoPorts \t12", expected: ["Udp6_InErrors 6"] },
])("of the lines of version 6 it takes $name", async ({ text, expected }) => {
  expect(await collectFrom({ [snmp6]: text })).toEqual(expected.map((line) => `node_netstat_${line}`));
});

test("a kernel that has learned a new name in the meantime mixes nothing up", async () => {
  const fake = createFakeHost({ files: { [snmp]: "IcmpMsg: InType3\nIcmpMsg: 1\nUdp: InErrors NoPorts\nUdp: 2 3\n" } });
  const collector = createNetstat();
  const expected = ["node_netstat_Udp_InErrors 2", "node_netstat_Udp_NoPorts 3"];
  expect(linesOf(await collectOnce(collector, fake))).toEqual(expected);
  fake.files.set(snmp, "IcmpMsg: InType3 InType8\nIcmpMsg: 1 4\nUdp: InErrors NoPorts\nUdp: 2 3\n");
  expect(linesOf(await collectOnce(collector, fake))).toEqual(expected);
  fake.files.set(snmp, "Udp: NoPorts InErrors\nUdp: 3 2\n");
  expect(linesOf(await collectOnce(collector, fake))).toEqual(expected.toReversed());
});

test("a kernel without IPv6 has the rest", async () => {
  expect(await collectFrom({ [netstat]: "IpExt: InOctets\nIpExt: 8\n" })).toEqual(["node_netstat_IpExt_InOctets 8"]);
});

test("a kernel without any of the protocols has no data", async () => {
  await expect(collectFrom({})).rejects.toThrow(new NoData("this kernel has no internet protocols"));
});

test("files that hold nothing of all this are said to", async () => {
  const files = { [netstat]: "", [snmp]: "\n\n\n", [snmp6]: "\u0000\u0000" };
  await expect(collectFrom(files)).rejects.toThrow("/proc/net/netstat, snmp and snmp6 have none of their lines");
});

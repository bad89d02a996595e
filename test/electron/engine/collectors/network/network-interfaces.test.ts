import { afterAll, expect, test } from "vitest";
import { NoData } from "../../../../../electron/engine/collectors/collector";
import { createHost } from "../../../../../electron/engine/collectors/host/host-access";
import { createNetworkInterfaces } from "../../../../../electron/engine/collectors/network/network-interfaces";
import { collectOnce, linesOf } from "../../../../support/collect";
import { createFakeHost } from "../../../../support/fake-host";
import { plantMachine } from "../../../../support/machine-tree";

const net = "/sys/class/net";
const machine = plantMachine("network");
const host = createHost({ platform: "linux", root: machine.root });
afterAll(() => {
  host.close();
  machine.remove();
});

/** A switched-on interface with a cable in it. */
const interfaceFiles = (device: string, speed = "1000\n") => ({
  [`${net}/${device}/flags`]: "0x1003\n",
  [`${net}/${device}/ifindex`]: "2\n",
  [`${net}/${device}/operstate`]: "up\n",
  [`${net}/${device}/carrier_changes`]: "1\n",
  [`${net}/${device}/carrier`]: "1\n",
  [`${net}/${device}/speed`]: speed,
});

test("an interface has all its properties, in numbers and in words", async () => {
  const lines = linesOf(await collectOnce(createNetworkInterfaces(), host));
  const its = (device: string) => lines.filter((line) => line.includes(`device="${device}"`));
  expect(its("veth1a2b3c4")).toEqual([
    'node_network_flags{device="veth1a2b3c4"} 4867',
    'node_network_address_assign_type{device="veth1a2b3c4"} 1',
    'node_network_carrier_changes_total{device="veth1a2b3c4"} 2',
    'node_network_carrier_up_changes_total{device="veth1a2b3c4"} 1',
    'node_network_carrier_down_changes_total{device="veth1a2b3c4"} 1',
    'node_network_device_id{device="veth1a2b3c4"} 0',
    'node_network_iface_id{device="veth1a2b3c4"} 4',
    'node_network_iface_link{device="veth1a2b3c4"} 3',
    'node_network_iface_link_mode{device="veth1a2b3c4"} 0',
    'node_network_mtu_bytes{device="veth1a2b3c4"} 1500',
    'node_network_name_assign_type{device="veth1a2b3c4"} 3',
    'node_network_net_dev_group{device="veth1a2b3c4"} 0',
    'node_network_transmit_queue_length{device="veth1a2b3c4"} 1000',
    'node_network_protocol_type{device="veth1a2b3c4"} 1',
    'node_network_dormant{device="veth1a2b3c4"} 0',
    'node_network_carrier{device="veth1a2b3c4"} 1',
    'node_network_speed_bytes{device="veth1a2b3c4"} 1250000000',
    'node_network_receive_nohandler_total{device="veth1a2b3c4"} 0',
    'node_network_up{device="veth1a2b3c4"} 1',
    'node_network_info{address="da:71:fc:c5:d1:df", adminstate="up", broadcast="ff:ff:ff:ff:ff:ff", device="veth1a2b3c4", duplex="full", ifalias="web \\"front\\"", operstate="up"} 1',
  ]);
});

test.each([
  { name: "one that is switched off has neither speed nor carrier, which the kernel refuses", device: "down0", expected: [] },
  { name: "the loopback has a carrier and no speed", device: "lo", expected: ["carrier 1"] },
  {
    name: "a bridge is as fast as its members",
    device: "docker0",
    expected: ["carrier 1", "speed_bytes 1250000000"],
  },
  {
    name: "one that does not know its speed says so as node_exporter does",
    device: "wlan0",
    expected: ["carrier 1", "speed_bytes -125000"],
  },
  { name: "the file bonding_masters is no interface", device: "bonding_masters", expected: [] },
])("$name", async ({ device, expected }) => {
  const readings = await collectOnce(createNetworkInterfaces(), host);
  const found = readings.filter(({ name, labels }) => labels.device === device && /_(carrier|speed_bytes)$/.test(name));
  expect(found.map(({ name, value }) => `${name.slice("node_network_".length)} ${value}`)).toEqual(expected);
});

test("a driver is asked when the link changed, and otherwise at every fourth run, as is how the interface is set up", async () => {
  const { fake, readsOf } = countingHost({ ...interfaceFiles("eth0"), [`${net}/eth0/mtu`]: "1500\n" });
  const collector = createNetworkInterfaces();
  const speeds: string[] = [];
  const run = async () => {
    const lines = linesOf(await collectOnce(collector, fake));
    speeds.push(
      lines
        .find((line) => line.includes("speed_bytes"))
        ?.split(" ")
        .at(-1) ?? "none",
    );
  };
  await run();
  fake.files.set(`${net}/eth0/speed`, "100\n");
  await run();
  fake.files.set(`${net}/eth0/carrier_changes`, "3\n");
  await run();
  fake.files.set(`${net}/eth0/speed`, "10\n");
  for (let again = 0; again < 4; again++) await run();
  expect(speeds).toEqual(["125000000", "125000000", "12500000", "12500000", "12500000", "1250000", "1250000"]);
  expect([readsOf("eth0/speed"), readsOf("eth0/mtu"), readsOf("eth0/operstate")]).toEqual([3, 3, 7]);
});

test("one that is switched off is not asked for what the kernel would refuse", async () => {
  const { fake, readsOf } = countingHost({ ...interfaceFiles("eth0"), [`${net}/eth0/flags`]: "0x1002\n" });
  expect(linesOf(await collectOnce(createNetworkInterfaces(), fake))).toContain(
    'node_network_info{adminstate="down", device="eth0", operstate="up"} 1',
  );
  expect(["carrier", "dormant", "speed", "duplex"].map((file) => readsOf(`eth0/${file}`))).toEqual([0, 0, 0, 0]);
});

test("a new interface of an old name is another one: its driver is asked", async () => {
  const fake = createFakeHost({ files: interfaceFiles("eth0") });
  const collector = createNetworkInterfaces();
  await collectOnce(collector, fake);
  fake.files.set(`${net}/eth0/ifindex`, "7\n");
  fake.files.set(`${net}/eth0/speed`, "25000\n");
  expect(linesOf(await collectOnce(collector, fake))).toContain('node_network_speed_bytes{device="eth0"} 3125000000');
});

test.each([
  { name: "before it is read", gone: /\/eth0\// },
  { name: "while it is read", gone: /\/eth0\/(?!flags$)/ },
])("an interface that goes $name is simply not there", async ({ gone }) => {
  const fake = createFakeHost({ files: { ...interfaceFiles("eth0"), ...interfaceFiles("eth1") } });
  for (const path of fake.files.keys()) if (gone.test(path)) fake.files.set(path, new Error("ENODEV"));
  const readings = await collectOnce(createNetworkInterfaces(), fake);
  expect(new Set(readings.map(({ labels }) => labels.device))).toEqual(new Set(["eth1"]));
});

test("one that went since the last run takes its series with it", async () => {
  const fake = createFakeHost({ files: { ...interfaceFiles("eth0"), ...interfaceFiles("veth1") } });
  const collector = createNetworkInterfaces();
  await collectOnce(collector, fake);
  for (const path of [...fake.files.keys()]) if (path.includes("/veth1/")) fake.files.delete(path);
  expect(linesOf(await collectOnce(collector, fake)).filter((line) => line.includes("veth1"))).toEqual([]);
});

test.each([
  { name: "nothing", text: "" },
  { name: "words", text: "fast\n" },
  { name: "a refusal", text: new Error("EINVAL") },
])("an attribute that holds $name is left out, and the others are there", async ({ text }) => {
  const fake = createFakeHost({ files: { ...interfaceFiles("eth0"), [`${net}/eth0/mtu`]: "1500\n" } });
  fake.files.set(`${net}/eth0/speed`, text);
  const names = (await collectOnce(createNetworkInterfaces(), fake)).map(({ name }) => name);
  expect(names).not.toContain("node_network_speed_bytes");
  expect(names).toContain("node_network_mtu_bytes");
});

test("of a thousand interfaces all are reported at every run, and a quarter of them is read again, in turn", async () => {
  const devices = Array.from({ length: 1000 }, (_, at) => `veth${at}`);
  const { fake, readsOf } = countingHost(Object.assign({}, ...devices.map((device) => interfaceFiles(device))));
  const collector = createNetworkInterfaces();
  const counts: number[] = [];
  for (let run = 0; run < 5; run++) {
    const readings = await collectOnce(collector, fake);
    counts.push(readings.filter(({ name }) => name === "node_network_up").length);
  }
  expect(counts).toEqual([1000, 1000, 1000, 1000, 1000]);
  // Once when it was new, and once in one of the four runs since.
  expect(new Set(devices.map((device) => readsOf(`${device}/operstate`)))).toEqual(new Set([2]));
});

test("a run that is stopped at its deadline has not been in vain: the next one goes on from there", async () => {
  const devices = Array.from({ length: 100 }, (_, at) => `veth${at}`);
  const { fake, readsOf } = countingHost(Object.assign({}, ...devices.map((device) => interfaceFiles(device))));
  const collector = createNetworkInterfaces();
  const deadline = new AbortController();
  const readText = fake.readText;
  fake.readText = (path, signal) => {
    if (path.endsWith("/veth49/flags")) deadline.abort();
    return readText(path, signal);
  };
  await expect(collector.collect({ host: fake, signal: deadline.signal })).rejects.toThrow("aborted");
  expect(devices.filter((device) => readsOf(`${device}/flags`) > 0)).toHaveLength(50);
  const readings = await collectOnce(collector, fake);
  expect(readings.filter(({ name }) => name === "node_network_up")).toHaveLength(100);
});

test.each<{ name: string; files: Record<string, string> }>([
  { name: "lists no interface", files: { [`${net}/bonding_masters`]: "\n" } },
  { name: "has no such folder", files: {} },
])("a machine that $name has no data", async ({ files }) => {
  await expect(collectOnce(createNetworkInterfaces(), createFakeHost({ files }))).rejects.toThrow(
    new NoData("this machine has no network interface"),
  );
});

test("a machine whose only interface goes has no data from then on", async () => {
  const fake = createFakeHost({ files: interfaceFiles("eth0") });
  const collector = createNetworkInterfaces();
  await collectOnce(collector, fake);
  fake.files.clear();
  await expect(collectOnce(collector, fake)).rejects.toThrow(NoData);
});

/** A host that counts how often each file under /sys/class/net was read. */
function countingHost(files: Record<string, string>) {
  const fake = createFakeHost({ files });
  const reads = new Map<string, number>();
  const readText = fake.readText;
  fake.readText = (path, signal) => {
    reads.set(path, (reads.get(path) ?? 0) + 1);
    return readText(path, signal);
  };
  return { fake, readsOf: (file: string) => reads.get(`${net}/${file}`) ?? 0 };
}

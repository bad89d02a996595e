// Another machine's interfaces and protocols, read by our collectors and by a real node_exporter: bridges, bonds, wireless and
// oddly named ones, which the machine that runs this test rarely has.
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Comparison, missingForNodeExporter, readBoth, withoutEmpty } from "../support/beside-node-exporter";
import { type MachineTree, plantMachine } from "../support/machine-tree";
import { suite } from "../support/suite";

const network = /^node_(network|netstat|sockstat|softnet|arp|nf_conntrack|udp|bonding)_/;
/** It learns this from the kernel by netlink, and where it reads files, as here, not at all. */
const byNetlinkOnly = "node_network_receive_nohandler_total";

let machine: MachineTree;
let both: Comparison;

suite("a machine with many kinds of network interfaces, beside node_exporter", missingForNodeExporter(), () => {
  beforeAll(async () => {
    machine = plantMachine("network");
    both = await readBoth({ root: machine.root, flags: ["--no-collector.netdev.netlink", "--no-collector.arp.netlink"] });
  });
  afterAll(() => machine.remove());

  test("every family of the network is in both, with the same type and help", () => {
    const theirs = [...both.theirs].filter(([name, { series }]) => network.test(name) && series.size > 0);
    const ours = [...both.ours].filter(([name]) => network.test(name) && name !== byNetlinkOnly);
    const facts = ([name, { kind, help }]: readonly [string, { kind: string; help: string | undefined }]) => ({
      name,
      kind,
      help,
    });
    expect(theirs.map(([name]) => name)).toContain("node_bonding_active");
    expect(ours.map(facts).sort(byName)).toEqual(theirs.map(facts).sort(byName));
  });

  test("every series has the same labels and the same value", () => {
    const wrong = [...both.theirs].flatMap(([name, { series }]) => {
      if (!network.test(name)) return [];
      const here = [...(both.ours.get(name)?.series.values() ?? [])];
      const ours = here.map(({ labels, value }) => lineOf(name, withoutEmpty(labels), value)).sort();
      const theirs = [...series.values()].map(({ labels, value }) => lineOf(name, labels, value)).sort();
      return JSON.stringify(ours) === JSON.stringify(theirs) ? [] : [{ name, ours, theirs }];
    });
    expect(wrong).toEqual([]);
  });
});

const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);

const lineOf = (name: string, labels: Readonly<Record<string, string>>, value: number) =>
  `${name} ${JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)))} ${value}`;

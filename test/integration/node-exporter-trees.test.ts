// Hardware that the machine at hand does not have: a real node_exporter and our collectors read the same copied files, and
// must say the same of each family, series by series.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Comparison, missingForNodeExporter, readBoth, withoutEmpty } from "../support/beside-node-exporter";
import { type MachineTree, plantMachine } from "../support/machine-tree";
import { suite } from "../support/suite";

/** node_exporter's collectors, the beginnings of their families, and ours. */
const pairs = [
  { theirs: "btrfs", ours: "btrfs", families: /^node_btrfs_(?!device_)/ },
  { theirs: "diskstats", ours: "disk", families: /^node_disk_/ },
  { theirs: "filesystem", ours: "filesystem", families: /^node_filesystem_(?!readonly)/ },
  { theirs: "hwmon", ours: "hwmon", families: /^node_hwmon_/ },
  { theirs: "mdadm", ours: "mdraid", families: /^node_md_/ },
  { theirs: "nvme", ours: "nvme", families: /^node_nvme_/ },
  { theirs: "powersupplyclass", ours: "power-supply", families: /^node_power_supply_/ },
  { theirs: "rapl", ours: "rapl", families: /^node_rapl_/ },
  { theirs: "thermal_zone", ours: "thermal", families: /^node_(thermal_zone|cooling_device)_/ },
  { theirs: "xfs", ours: "xfs", families: /^node_xfs_/ },
];

const flags = ["--collector.disable-defaults", ...pairs.map(({ theirs }) => `--collector.${theirs}`)];

/** Debian builds 1.11 with an older library, which does not look for a drive's namespaces. */
const notInEachBuild = /^node_nvme_namespace_/;

suite("the storage, sensors and power of other machines beside node_exporter's", missingForNodeExporter(), () => {
  describe.each([
    { machine: "laptop", lacks: ["mdadm", "rapl", "xfs"], readonly: ["/boot/efi"] },
    { machine: "server", lacks: ["btrfs", "nvme", "thermal_zone"], readonly: ["/srv"] },
  ])("$machine", ({ machine, lacks, readonly }) => {
    let tree: MachineTree;
    let both: Comparison;

    beforeAll(async () => {
      tree = plantMachine(machine);
      both = await readBoth({ root: tree.root, flags });
    });
    afterAll(() => tree.remove());

    test.each(pairs)("$theirs: the same families, types, help, series and values", ({ theirs, ours, families }) => {
      expect(both.failures[ours]).toBeUndefined();
      const there = table(both.theirs, families, tree.root);
      const comparable = [...both.ours].filter(([name]) => both.theirs.has(name) || !notInEachBuild.test(name));
      expect(table(new Map(comparable), families, tree.root)).toEqual(there);
      // A comparison of nothing with nothing proves nothing.
      expect(there.length > 0).toBe(!lacks.includes(theirs));
    });

    test("free space and free inodes are within 1 %", () => {
      const far = [...both.ours].flatMap(([name, { series }]) =>
        [...series].flatMap(([key, { value }]) => {
          const theirs = both.theirs.get(name)?.series.get(key)?.value ?? Number.NaN;
          return !moves.test(name) || Math.abs(value - theirs) <= theirs / 100 ? [] : [{ name, key, theirs, value }];
        }),
      );
      expect(far).toEqual([]);
    });

    // The one deliberate difference: 1.11 joins a mount's options without a comma between them before it looks for "ro", and
    // so only finds it where it is the only option.
    test("a read-only filesystem is told to be one, under the same labels", () => {
      const [there, here] = [both.theirs, both.ours].map((all: Map<string, AnyFamily>) => all.get("node_filesystem_readonly"));
      const labels = (family: AnyFamily | undefined) => [...(family?.series.keys() ?? [])].sort();
      expect({ labels: labels(here), help: here?.help }).toEqual({ labels: labels(there), help: there?.help });
      const told = [...(here?.series.values() ?? [])].filter(({ value }) => value === 1);
      expect(told.map((series) => series.labels.mountpoint)).toEqual(readonly);
    });
  });
});

/** Free space is that of the disk on which the copied files lie, where others write. */
const moves = /^node_filesystem_(free_bytes|avail_bytes|files_free)$/;

interface AnyFamily {
  kind: string;
  help?: string | undefined;
  series: Map<string, { labels: Readonly<Record<string, string>>; value: number }>;
}

/** One line for each family and each series, in an order of its own. The root before a path is node_exporter's only. */
function table(all: Map<string, AnyFamily>, families: RegExp, root: string): string[] {
  return [...all]
    .filter(([name, { series }]) => families.test(name) && series.size > 0)
    .flatMap(([name, { kind, help, series }]) => [
      `${name} ${kind}: ${help}`,
      ...[...series.values()].map(({ labels, value }) => {
        const sorted = Object.entries(withoutEmpty(labels)).sort(([one], [other]) => (one < other ? -1 : 1));
        const text = JSON.stringify(Object.fromEntries(sorted)).replaceAll(root, "");
        // The same digits, though one multiplies by 0.001 where the other divides by 1000.
        return `${name}${text} ${moves.test(name) ? "moves" : Number(value.toPrecision(12))}`;
      }),
    ])
    .sort();
}

// The units of a real systemd, held against node_exporter's own collector of the same systemd.
import { expect, test } from "vitest";
import { createSystemBus } from "../../electron/engine/collectors/systemd/system-bus";
import { createSystemd } from "../../electron/engine/collectors/systemd/systemd";
import { missingForNodeExporter, scrapeNodeExporter } from "../support/beside-node-exporter";
import { collectOnce, linesOf } from "../support/collect";
import type { Family } from "../support/exposition";
import { createFakeHost } from "../support/fake-host";
import { suite } from "../support/suite";
import { missingForSystemd, systemdBus } from "../support/systemd";

suite("units of a real systemd", missingForSystemd(), () => {
  test("are counted and told one by one, also by a second look over the same connection", async () => {
    const collector = createSystemd(createSystemBus(systemdBus));
    try {
      for (const _ of [1, 2]) {
        const lines = linesOf(await collectOnce(collector, createFakeHost()));
        expect(lines.filter((line) => line.startsWith('node_systemd_unit_state{name="basic.target"'))).toContain(
          'node_systemd_unit_state{name="basic.target", state="active", type=""} 1',
        );
        expect(lines.some((line) => /^node_systemd_units\{state="active"\} [1-9]/.test(line))).toBe(true);
      }
    } finally {
      collector.close?.();
    }
  });

  suite("beside node_exporter", missingForNodeExporter(), () => {
    test("have the same names, types, help, labels and values", async () => {
      const collector = createSystemd(createSystemBus(systemdBus));
      try {
        const readings = await collectOnce(collector, createFakeHost());
        const theirs = await scrapeNodeExporter({
          flags: [
            "--collector.disable-defaults",
            "--collector.systemd",
            "--collector.systemd.unit-exclude=.+\\.(automount|device|mount|scope|slice)",
          ],
          env: { DBUS_SYSTEM_BUS_ADDRESS: systemdBus },
        });
        const help = collector.help as Record<string, string>;
        const ours = readings.map(({ name, kind, labels, value }) =>
          JSON.stringify([name, kind, help[name], sorted(labels), value]),
        );
        expect(ours.sort()).toEqual(flat(theirs).sort());
      } finally {
        collector.close?.();
      }
    });
  });
});

const flat = (families: Map<string, Family>) =>
  [...families]
    .filter(([name]) => name.startsWith("node_systemd_"))
    .flatMap(([name, { kind, help, series }]) =>
      [...series.values()].map(({ labels, value }) => JSON.stringify([name, kind, help, sorted(labels), value])),
    );

const sorted = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels)
    .filter(([, value]) => value !== "")
    .sort(([a], [b]) => (a < b ? -1 : 1));

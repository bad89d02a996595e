import { expect, test } from "vitest";
import { NoData } from "../../../../../electron/engine/collectors/collector";
import { createRapl } from "../../../../../electron/engine/collectors/sensors/rapl";
import { collectOnce, linesOf } from "../../../../support/collect";
import { createFakeHost } from "../../../../support/fake-host";

const powercap = "/sys/class/powercap";
const failed = (code: string) => Object.assign(new Error(code), { code });

test("energy is counted by zone: a number in the name is its index, and those of one name are counted in order", async () => {
  const zone = (entry: string, name: string, energy: string | Error) => ({
    [`${powercap}/${entry}/name`]: `${name}\n`,
    [`${powercap}/${entry}/energy_uj`]: energy,
  });
  const host = createFakeHost({
    files: {
      [`${powercap}/intel-rapl/enabled`]: "1",
      ...zone("intel-rapl:0", "package-1", "118821284256\n"),
      ...zone("intel-rapl:0:0", "dram", "1500000"),
      ...zone("intel-rapl:1:0", "dram", "2500000"),
      ...zone("intel-rapl:2", "package-0-die 1", "1000000"),
      ...zone("intel-rapl:3", "psys", failed("EACCES")),
    },
  });
  const collector = createRapl();
  const path = (entry: string) => `path="${powercap}/${entry}"`;
  expect(linesOf(await collectOnce(collector, host))).toEqual([
    `node_rapl_package_joules_total{index="1", ${path("intel-rapl:0")}} 118821.284256`,
    `node_rapl_dram_joules_total{index="0", ${path("intel-rapl:0:0")}} 1.5`,
    `node_rapl_dram_joules_total{index="1", ${path("intel-rapl:1:0")}} 2.5`,
    `node_rapl_package_0_die_1_joules_total{index="0", ${path("intel-rapl:2")}} 1`,
  ]);
  const help = collector.help as (metric: string) => string | undefined;
  expect(help("node_rapl_package_0_die_1_joules_total")).toBe("Current RAPL package-0-die 1 value in joules");
});

test("energy that only root may read is no failure", async () => {
  const host = createFakeHost({
    files: { [`${powercap}/intel-rapl:0/name`]: "package-0", [`${powercap}/intel-rapl:0/energy_uj`]: failed("EACCES") },
  });
  await expect(collectOnce(createRapl(), host)).rejects.toThrow(
    new NoData("only root may read how much energy the processor uses"),
  );
});

test("a machine without such hardware has no data", async () => {
  await expect(collectOnce(createRapl(), createFakeHost())).rejects.toThrow(
    new NoData("the processor does not count its energy"),
  );
});

import { expect, test } from "vitest";
import { NoData } from "../../../../../electron/engine/collectors/collector";
import { createCpuThrottling } from "../../../../../electron/engine/collectors/kernel/cpu-throttling";
import { collectOnce, linesOf } from "../../../../support/collect";
import { createFakeHost } from "../../../../support/fake-host";

const cpu = "/sys/devices/system/cpu";

function thread(number: number, topology: { core: string; package: string }, counts: Record<string, string>) {
  const folder = `${cpu}/cpu${number}`;
  return {
    [`${folder}/topology/core_id`]: `${topology.core}\n`,
    [`${folder}/topology/physical_package_id`]: `${topology.package}\n`,
    ...Object.fromEntries(Object.entries(counts).map(([name, count]) => [`${folder}/thermal_throttle/${name}`, `${count}\n`])),
  };
}

test("two threads of one core count as one, with what the first of them says", async () => {
  const host = createFakeHost({
    files: {
      ...thread(0, { core: "4", package: "0" }, { core_throttle_count: "3", package_throttle_count: "9" }),
      ...thread(1, { core: "4", package: "0" }, { core_throttle_count: "5", package_throttle_count: "8" }),
    },
  });
  expect(linesOf(await collectOnce(createCpuThrottling(), host))).toEqual([
    'node_cpu_core_throttles_total{core="4", package="0"} 3',
    'node_cpu_package_throttles_total{package="0"} 9',
  ]);
});

test.each([
  { name: "has no counters, as AMD's", files: { [`${cpu}/cpu0/topology/core_id`]: "0\n" } },
  { name: "does not know its package", files: thread(0, { core: "0", package: "-1" }, { core_throttle_count: "3" }) },
  { name: "counts in words", files: thread(0, { core: "0", package: "0" }, { core_throttle_count: "many" }) },
  { name: "is not in the list", files: {} },
])("a processor that $name has no data", async ({ files }) => {
  await expect(collectOnce(createCpuThrottling(), createFakeHost({ files }))).rejects.toThrow(NoData);
});

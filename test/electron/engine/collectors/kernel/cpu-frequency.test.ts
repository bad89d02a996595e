import { expect, test } from "vitest";
import { NoData } from "../../../../../electron/engine/collectors/collector";
import { createCpuFrequency } from "../../../../../electron/engine/collectors/kernel/cpu-frequency";
import { collectOnce, linesOf } from "../../../../support/collect";
import { createFakeHost } from "../../../../support/fake-host";

const cpu = "/sys/devices/system/cpu";

test("threads that are offline or do not show their frequency are left out", async () => {
  const host = createFakeHost({
    files: {
      [`${cpu}/cpu0/cpufreq/scaling_cur_freq`]: "3400000\n",
      [`${cpu}/cpu1/cpufreq/scaling_cur_freq`]: new Error("EBUSY"),
      [`${cpu}/cpu2/cpufreq/scaling_cur_freq`]: "<unknown>\n",
      [`${cpu}/cpufreq/boost`]: "1",
      [`${cpu}/online`]: "0-1",
    },
  });
  expect(linesOf(await collectOnce(createCpuFrequency(), host))).toEqual([
    'node_cpu_scaling_frequency_hertz{cpu="0"} 3400000000',
  ]);
});

test("a thread that goes offline between two reads takes its frequency with it, and the others keep theirs", async () => {
  const frequency = createCpuFrequency();
  const host = createFakeHost({
    files: {
      [`${cpu}/cpu0/cpufreq/scaling_cur_freq`]: "3400000\n",
      [`${cpu}/cpu1/cpufreq/scaling_cur_freq`]: "3500000\n",
    },
  });
  expect(await collectOnce(frequency, host)).toHaveLength(2);
  host.files.delete(`${cpu}/cpu0/cpufreq/scaling_cur_freq`);
  expect(linesOf(await collectOnce(frequency, host))).toEqual(['node_cpu_scaling_frequency_hertz{cpu="1"} 3500000000']);
});

test("a virtual machine that does not show its processor's clock has no data", async () => {
  const host = createFakeHost({ files: { [`${cpu}/cpu0/topology/core_id`]: "0\n" } });
  await expect(collectOnce(createCpuFrequency(), host)).rejects.toThrow(NoData);
});

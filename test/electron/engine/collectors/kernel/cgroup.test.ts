import { expect, test } from "vitest";
import { NoData } from "../../../../../electron/engine/collectors/collector";
import { createCgroup } from "../../../../../electron/engine/collectors/kernel/cgroup";
import { collectOnce, linesOf } from "../../../../support/collect";
import { createFakeHost } from "../../../../support/fake-host";

const unified = "35 24 0:30 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw\n";
const split = ["cpu", "cpuset", "memory", "pids"]
  .map((controller) => `32 31 0:29 /docker/8a1f /sys/fs/cgroup/${controller} ro - cgroup cgroup rw,${controller}\n`)
  .join("");

test.each<{ name: string; files: Record<string, string>; expected: string[] }>([
  {
    name: "a Docker container with version 2",
    files: {
      "/proc/self/cgroup": "0::/\n",
      "/proc/self/mountinfo": unified,
      "/sys/fs/cgroup/cpu.max": "150000 100000\n",
      "/sys/fs/cgroup/cpu.stat": "usage_usec 9\nnr_periods 50\nnr_throttled 12\nthrottled_usec 2500000\nnr_bursts 0\n",
      "/sys/fs/cgroup/cpuset.cpus.effective": "0-3\n",
      "/sys/fs/cgroup/memory.max": "4294967296\n",
      "/sys/fs/cgroup/memory.current": "1048576\n",
      "/sys/fs/cgroup/pids.max": "512\n",
      "/sys/fs/cgroup/pids.current": "17\n",
      "/sys/devices/system/cpu/online": "0-7\n",
    },
    expected: [
      "watchdeck_cgroup_cpu_limit_cores 1.5",
      "watchdeck_cgroup_cpu_periods_total 50",
      "watchdeck_cgroup_cpu_throttled_periods_total 12",
      "watchdeck_cgroup_cpu_throttled_seconds_total 2.5",
      "watchdeck_cgroup_cpu_limit_threads 4",
      "watchdeck_cgroup_memory_limit_bytes 4294967296",
      "watchdeck_cgroup_memory_usage_bytes 1048576",
      "watchdeck_cgroup_pids_limit 512",
      "watchdeck_cgroup_pids 17",
    ],
  },
  {
    name: "a Docker container with version 1",
    files: {
      "/proc/self/cgroup": "4:memory:/docker/8a1f\n3:cpu:/docker/8a1f\n2:pids:/docker/8a1f\n1:cpuset:/docker/8a1f\n",
      "/proc/self/mountinfo": split,
      "/sys/fs/cgroup/cpu/cpu.cfs_quota_us": "200000\n",
      "/sys/fs/cgroup/cpu/cpu.cfs_period_us": "100000\n",
      "/sys/fs/cgroup/cpu/cpu.stat": "nr_periods 50\nnr_throttled 12\nthrottled_time 2500000000\n",
      "/sys/fs/cgroup/cpuset/cpuset.effective_cpus": "0-7\n",
      "/sys/fs/cgroup/memory/memory.limit_in_bytes": "1073741824\n",
      "/sys/fs/cgroup/memory/memory.usage_in_bytes": "5\n",
      "/sys/fs/cgroup/pids/pids.max": "max\n",
      "/sys/devices/system/cpu/online": "0-7\n",
    },
    expected: [
      "watchdeck_cgroup_cpu_limit_cores 2",
      "watchdeck_cgroup_cpu_periods_total 50",
      "watchdeck_cgroup_cpu_throttled_periods_total 12",
      "watchdeck_cgroup_cpu_throttled_seconds_total 2.5",
      "watchdeck_cgroup_memory_limit_bytes 1073741824",
      "watchdeck_cgroup_memory_usage_bytes 5",
    ],
  },
  {
    name: "a service in a slice: the tighter limit holds, and what its group uses is counted",
    files: {
      "/proc/self/cgroup": "0::/jobs.slice/a.service\n",
      "/proc/self/mountinfo": unified,
      "/sys/fs/cgroup/jobs.slice/memory.max": "1000\n",
      "/sys/fs/cgroup/jobs.slice/memory.current": "900\n",
      "/sys/fs/cgroup/jobs.slice/a.service/memory.max": "5000\n",
      "/sys/fs/cgroup/jobs.slice/a.service/memory.current": "300\n",
    },
    expected: ["watchdeck_cgroup_memory_limit_bytes 1000", "watchdeck_cgroup_memory_usage_bytes 900"],
  },
])("$name", async ({ files, expected }) => {
  expect(linesOf(await collectOnce(createCgroup(), createFakeHost({ files })))).toEqual(expected);
});

test.each<{ name: string; files: Record<string, string> }>([
  {
    name: "sets none",
    files: {
      "/proc/self/cgroup": "0::/\n",
      "/proc/self/mountinfo": unified,
      "/sys/fs/cgroup/memory.max": "max\n",
      "/sys/fs/cgroup/cpu.max": "max 100000\n",
    },
  },
  {
    name: "sets none in version 1",
    files: {
      "/proc/self/cgroup": "4:memory:/docker/8a1f\n3:cpu:/docker/8a1f\n",
      "/proc/self/mountinfo": split,
      "/sys/fs/cgroup/cpu/cpu.cfs_quota_us": "-1\n",
      "/sys/fs/cgroup/cpu/cpu.cfs_period_us": "100000\n",
      "/sys/fs/cgroup/memory/memory.limit_in_bytes": "9223372036854771712\n",
    },
  },
  { name: "is not mounted", files: { "/proc/self/cgroup": "0::/\n", "/proc/self/mountinfo": "" } },
  { name: "is not known to the kernel", files: {} },
])("a control group that $name limits nothing, which is no failure", async ({ files }) => {
  await expect(collectOnce(createCgroup(), createFakeHost({ files }))).rejects.toThrow(NoData);
});

test("a group that is removed between two reads takes its figures with it, and its limit stays until the next look", async () => {
  const cgroup = createCgroup();
  const host = createFakeHost({
    files: {
      "/proc/self/cgroup": "0::/a\n",
      "/proc/self/mountinfo": unified,
      "/sys/fs/cgroup/a/memory.max": "1000\n",
      "/sys/fs/cgroup/a/memory.current": "10\n",
    },
  });
  await collectOnce(cgroup, host);
  host.files.delete("/sys/fs/cgroup/a/memory.current");
  expect(linesOf(await collectOnce(cgroup, host))).toEqual(["watchdeck_cgroup_memory_limit_bytes 1000"]);
});

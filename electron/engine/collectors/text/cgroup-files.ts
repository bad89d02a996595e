// Control groups as the kernel tells of them: where their trees are mounted (/proc/self/mountinfo), where in each tree a
// process stands (/proc/<pid>/cgroup), and what a group had to wait for (cpu.stat). cgroups(7).
import { type MountLine, parseMountinfo } from "./mountinfo";
import { numberAfter } from "./number-reader";

/** `root`: in a container a tree may be mounted from a part of it on. */
export type CgroupMount = Pick<MountLine, "root" | "point">;

export interface CgroupMounts {
  /** Version 2. */
  unified?: CgroupMount;
  /** Version 1, by controller. */
  byController: Map<string, CgroupMount>;
}

export function parseCgroupMounts(mountinfo: string): CgroupMounts {
  const mounts: CgroupMounts = { byController: new Map() };
  for (const { root, point, type, superOptions } of parseMountinfo(mountinfo)) {
    if (type === "cgroup2") mounts.unified ??= { root, point };
    if (type !== "cgroup") continue;
    for (const option of superOptions.split(",")) {
      if (!mounts.byController.has(option)) mounts.byController.set(option, { root, point });
    }
  }
  return mounts;
}

/** `4:cpu,cpuacct:/docker/8a1f` by each of its controllers, and `0::/system.slice/ssh.service`, the one of version 2, by "". */
export function parseCgroupPaths(cgroup: string): Map<string, string> {
  const paths = new Map<string, string>();
  for (const line of cgroup.split("\n")) {
    const first = line.indexOf(":");
    const second = line.indexOf(":", first + 1);
    if (first < 0 || second < 0 || line[second + 1] !== "/") continue;
    for (const controller of line.slice(first + 1, second).split(",")) paths.set(controller, line.slice(second + 1));
  }
  return paths;
}

/** How often a limit on the processor's time made a group wait; what its file does not say is absent. */
export interface Throttling {
  periods?: number;
  throttledPeriods?: number;
  throttledSeconds?: number;
}

/** Version 1 counts nanoseconds, version 2 microseconds. */
export function parseThrottling(cpuStat: string, version: 1 | 2): Throttling {
  const waited = numberAfter(cpuStat, version === 2 ? "throttled_usec " : "throttled_time ");
  return {
    periods: numberAfter(cpuStat, "nr_periods "),
    throttledPeriods: numberAfter(cpuStat, "nr_throttled "),
    throttledSeconds: waited === undefined ? undefined : waited / (version === 2 ? 1e6 : 1e9),
  };
}

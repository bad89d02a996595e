// What the control groups around this program allow it: Documentation/admin-guide/cgroup-v2.rst and cgroup-v1/. Of a group
// and those around it the tightest limit holds, and what is used is counted where that limit is.
import type { CollectContext } from "../collector";
import { readIfThere } from "../optional-file";
import { parseThrottling, type Throttling } from "../text/cgroup-files";
import { type ControlGroups, type Controller, controlGroups } from "../text/control-groups";
import { numberOf, wordsOf } from "../text/numbers";
import { parseCpuList } from "./cpu-list";

/** A limit and the folder of the group that sets it. */
export interface Limit {
  most: number;
  folder: string;
  version: 1 | 2;
}

export interface Limits {
  /** Cores' worth of time, which may be a part of one. */
  cpuTime?: Limit;
  /** Processor threads to run on; fewer than the machine has. */
  cpuThreads?: Limit;
  memoryBytes?: Limit;
  pids?: Limit;
}

export async function readLimits(context: CollectContext): Promise<Limits> {
  const cgroup = await read("/proc/self/cgroup", context);
  const mountinfo = await read("/proc/self/mountinfo", context);
  // A kernel without control groups has no such file, and sets no limits.
  if (cgroup === undefined || mountinfo === undefined) return {};
  const groupsOf = (controller: Controller) => controlGroups(controller, cgroup, mountinfo);
  const online = parseCpuList((await read("/sys/devices/system/cpu/online", context)) ?? "").length;
  const cpuThreads = await tightest(groupsOf("cpuset"), readCpuThreads, context);
  return {
    cpuTime: await tightest(groupsOf("cpu"), readCpuTime, context),
    cpuThreads: cpuThreads && cpuThreads.most < online ? cpuThreads : undefined,
    memoryBytes: await tightest(groupsOf("memory"), readMemory, context),
    pids: await tightest(groupsOf("pids"), readPids, context),
  };
}

type ReadLimit = (folder: string, version: 1 | 2, context: CollectContext) => Promise<number | undefined>;

async function tightest({ folders, version }: ControlGroups, readLimit: ReadLimit, context: CollectContext) {
  let found: Limit | undefined;
  for (const folder of folders) {
    const most = await readLimit(folder, version, context);
    if (most !== undefined && (!found || most < found.most)) found = { most, folder, version };
  }
  return found;
}

/** Version 2: "200000 100000", time in each period, or "max 100000". Version 1: a file for each, -1 for no limit. */
const readCpuTime: ReadLimit = async (folder, version, context) => {
  const text =
    version === 2
      ? await read(`${folder}/cpu.max`, context)
      : `${await read(`${folder}/cpu.cfs_quota_us`, context)} ${await read(`${folder}/cpu.cfs_period_us`, context)}`;
  const [quota, period] = wordsOf(text ?? "").map(numberOf);
  return quota !== undefined && period !== undefined && quota > 0 && period > 0 ? quota / period : undefined;
};

const readCpuThreads: ReadLimit = async (folder, version, context) => {
  const text = await read(`${folder}/${version === 2 ? "cpuset.cpus.effective" : "cpuset.effective_cpus"}`, context);
  return parseCpuList(text ?? "").length || undefined;
};

// Version 1 has no word for "no limit" but the largest number of whole pages.
const unlimitedBytes = 2 ** 62;

const readMemory: ReadLimit = async (folder, version, context) => {
  const bytes = numberOf(await read(`${folder}/${version === 2 ? "memory.max" : "memory.limit_in_bytes"}`, context));
  return bytes !== undefined && bytes < unlimitedBytes ? bytes : undefined;
};

const readPids: ReadLimit = async (folder, _, context) => numberOf(await read(`${folder}/pids.max`, context));

/** What is used of a limit on memory, in bytes; pages of files that could be dropped are part of it. */
export const readMemoryUsed = async ({ folder, version }: Limit, context: CollectContext): Promise<number | undefined> =>
  numberOf(await read(`${folder}/${version === 2 ? "memory.current" : "memory.usage_in_bytes"}`, context));

export const readPidsUsed = async ({ folder }: Limit, context: CollectContext): Promise<number | undefined> =>
  numberOf(await read(`${folder}/pids.current`, context));

export const readThrottling = async ({ folder, version }: Limit, context: CollectContext): Promise<Throttling> =>
  parseThrottling((await read(`${folder}/cpu.stat`, context)) ?? "", version);

/** Undefined too for the file of a group that has just been removed. */
const read = (path: string, { host, signal }: CollectContext) => readIfThere(host, path, signal, "seldom");

// Processes for the tests of the page.
import type { Process } from "../../../../renderer/bridge/process-list";
import { processKey } from "../../../../renderer/bridge/process-list";

type Given = Partial<Omit<Process, "info">> & Partial<Process["info"]>;

/** A process that sleeps, with what a test says of it. */
export function process(pid: number, given: Given = {}): Process {
  const { startStamp = 1, parentPid = 1, name = `p${pid}`, user = "root", command = name, isKernelThread = false } = given;
  const { startedAt, cgroup, containerId, ...figures } = given;
  const info = {
    pid,
    startStamp,
    parentPid,
    name,
    user,
    command,
    isKernelThread,
    ...(startedAt !== undefined && { startedAt }),
    ...(cgroup !== undefined && { cgroup }),
    ...(containerId !== undefined && { containerId }),
  };
  return {
    key: processKey(info),
    info,
    cpuPercent: figures.cpuPercent ?? 0,
    residentBytes: figures.residentBytes ?? 0,
    diskReadPerSecond: figures.diskReadPerSecond ?? 0,
    diskWritePerSecond: figures.diskWritePerSecond ?? 0,
    threads: figures.threads ?? 1,
    nice: figures.nice ?? 0,
    state: figures.state ?? "sleeping",
    gpuPercent: figures.gpuPercent ?? Number.NaN,
    gpuMemoryBytes: figures.gpuMemoryBytes ?? Number.NaN,
  };
}

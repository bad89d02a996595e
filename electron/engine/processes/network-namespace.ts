// The kernel counts traffic by network namespace, not by process. A container's processes share one, so its figures are
// theirs; the machine's own namespace says nothing of one process.
import type { Clock } from "../clock";
import { column, createNetDevReader } from "../collectors/network/net-dev";
import { NotTold } from "./not-told";
import { createPauses } from "./pauses";
import { isClosedToUs, isGone, type ProcFolder } from "./proc-folder";

export interface NamespaceTraffic {
  receivedBytes: number;
  sentBytes: number;
  sharedBy: number;
}

export async function readNetwork(clock: Clock, folder: ProcFolder, pid: number): Promise<NamespaceTraffic> {
  const namespace = folder.link(pid, "ns/net");
  if (namespace === machineNamespace(folder)) {
    throw new NotTold("it uses the machine's own network, where the kernel does not count by process");
  }
  const traffic = sumTraffic(folder.text(pid, "net/dev"));
  return { ...traffic, sharedBy: await countSharing(clock, folder, namespace) };
}

/** That of the first process; ours, where that one is closed to us. */
function machineNamespace(folder: ProcFolder): string {
  try {
    return folder.link(1, "ns/net");
  } catch (error) {
    if (!isClosedToUs(error) && !isGone(error)) throw error;
    return folder.link(process.pid, "ns/net");
  }
}

async function countSharing(clock: Clock, folder: ProcFolder, namespace: string): Promise<number> {
  const pauses = createPauses(clock);
  let count = 0;
  for (const pid of await folder.pids()) {
    if (pauses.isDue()) await pauses.take();
    try {
      if (folder.link(pid, "ns/net") === namespace) count++;
    } catch (error) {
      // Those of other users do not say, and some end meanwhile.
      if (!isClosedToUs(error) && !isGone(error)) throw error;
    }
  }
  return count;
}

/** /proc/<pid>/net/dev: all interfaces together but the loopback, which leads nowhere. */
export function sumTraffic(text: string): { receivedBytes: number; sentBytes: number } {
  const sum = { receivedBytes: 0, sentBytes: 0 };
  for (const { labels, counters } of createNetDevReader()(text)) {
    if (labels.device === "lo") continue;
    sum.receivedBytes += counters[column.receivedBytes] ?? 0;
    sum.sentBytes += counters[column.sentBytes] ?? 0;
  }
  return sum;
}

// The kernel counts traffic by network namespace, not by process. A container's processes share one, so its figures are
// theirs; the machine's own namespace says nothing of one process.
import type { Clock } from "../clock";
import { NotTold } from "./not-told";
import { isClosedToUs, isGone, type ProcFolder } from "./proc-folder";
import { createTurns } from "./turns";

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
  const turns = createTurns(clock);
  let count = 0;
  for (const pid of await folder.pids()) {
    if (turns.isOver()) await turns.next();
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
  for (const line of text.split("\n")) {
    const colon = line.lastIndexOf(":");
    // Two lines of headings come first, with bars in them.
    if (colon < 0 || line.includes("|") || line.slice(0, colon).trim() === "lo") continue;
    const fields = line
      .slice(colon + 1)
      .trim()
      .split(/\s+/)
      .map(Number);
    const [received = Number.NaN, sent = Number.NaN] = [fields[0], fields[8]];
    if (Number.isNaN(received) || Number.isNaN(sent)) continue;
    sum.receivedBytes += received;
    sum.sentBytes += sent;
  }
  return sum;
}

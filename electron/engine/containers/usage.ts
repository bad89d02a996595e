/** What a container has used since it began, and what it holds now. What nobody says is absent. */
export interface Usage {
  cpuSeconds?: number;
  userSeconds?: number;
  systemSeconds?: number;
  throttling?: { periods: number; throttledPeriods: number; throttledSeconds: number };
  memoryBytes?: number;
  /** Without the file pages that the kernel has not seen used for a while and can drop at once. */
  workingSetBytes?: number;
  /** File pages. */
  cacheBytes?: number;
  /** Memory of the programs themselves. */
  residentBytes?: number;
  swapBytes?: number;
  disks: DiskUsage[];
  interfaces: InterfaceUsage[];
  /** Processes and threads. */
  tasks?: number;
}

export interface DiskUsage {
  /** "8:0" */
  number: string;
  readBytes: number;
  writtenBytes: number;
  reads: number;
  writes: number;
}

export interface InterfaceUsage {
  name: string;
  receivedBytes: number;
  receivedPackets: number;
  receiveErrors: number;
  receiveDrops: number;
  sentBytes: number;
  sentPackets: number;
  sendErrors: number;
  sendDrops: number;
}

/** What it may use; absent where there is no limit. */
export interface Limits {
  memoryBytes?: number;
  /** Microseconds of CPU time in each period. */
  cpuQuota?: number;
  cpuPeriod?: number;
  cpuShares?: number;
}

/** As cAdvisor: never below zero, since both numbers are read a moment apart. */
export const workingSet = (memoryBytes: number, inactiveFileBytes: number) => Math.max(0, memoryBytes - inactiveFileBytes);

/** Interfaces of the host's own that show up in a container's list, and the loop within: cAdvisor leaves out the same. */
export const isOwnInterface = (name: string) => !/^(lo|veth|docker|nerdctl)/i.test(name);

/** The entry of this disk number, made when it is the first word of it. */
export function diskIn(disks: DiskUsage[], number: string): DiskUsage {
  let found = disks.find((disk) => disk.number === number);
  if (!found) {
    found = { number, readBytes: 0, writtenBytes: 0, reads: 0, writes: 0 };
    disks.push(found);
  }
  return found;
}

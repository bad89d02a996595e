// The frames of `processes.table` joined into one object per process: what seldom changes came with an earlier frame, the
// numbers with this one.
import { type ProcessFrame, type ProcessId, type ProcessInfo, processNumbers, processStates } from "#shared/contract/processes";

export type ProcessState = (typeof processStates)[number];

/** One process as one frame showed it. Never changed afterwards, so a row may be compared by identity. NaN: not known. */
export interface Process {
  /** Tells a process from a later one with the same pid. */
  key: string;
  info: ProcessInfo;
  cpuPercent: number;
  residentBytes: number;
  diskReadPerSecond: number;
  diskWritePerSecond: number;
  threads: number;
  nice: number;
  state: ProcessState;
  gpuPercent: number;
  gpuMemoryBytes: number;
}

/** One look at all of them. */
export interface ProcessSnapshot {
  time: number;
  /** How many there are; more than are listed when the reader asked for fewer. */
  total: number;
  running: number;
  threads: number | undefined;
  /** Most CPU first. */
  processes: readonly Process[];
}

export const processKey = ({ pid, startStamp }: ProcessId): string => `${pid}.${startStamp}`;

const width = processNumbers.length;
const at = Object.fromEntries(processNumbers.map((name, index) => [name, index])) as Record<
  (typeof processNumbers)[number],
  number
>;

interface Known {
  key: string;
  info: ProcessInfo;
}

/** Takes the frames of one stream, in their order, and gives what each of them shows. */
export function createProcessList(): (frame: ProcessFrame) => ProcessSnapshot {
  let known = new Map<number, Known>();

  return ({ time, total, running, threads, isWhole, infos, pids, numbers }) => {
    if (isWhole) known.clear();
    for (const info of infos) known.set(info.pid, { key: processKey(info), info });
    const still = new Map<number, Known>();
    const processes: Process[] = [];
    for (let row = 0; row < pids.length; row++) {
      const pid = pids[row] as number;
      const found = known.get(pid);
      // The engine sends the info along with or before the numbers; a row that could not be named would help nobody.
      if (!found) continue;
      still.set(pid, found);
      processes.push(toProcess(found, numbers, row * width));
    }
    // The engine tells anew of what comes back: so nothing is kept of what has left.
    known = still;
    return { time, total, running, threads, processes };
  };
}

function toProcess({ key, info }: Known, numbers: Float64Array, from: number): Process {
  const read = (place: number): number => numbers[from + place] ?? Number.NaN;
  return {
    key,
    info,
    cpuPercent: read(at.cpuPercent),
    residentBytes: read(at.residentBytes),
    diskReadPerSecond: read(at.diskReadPerSecond),
    diskWritePerSecond: read(at.diskWritePerSecond),
    threads: read(at.threads),
    nice: read(at.nice),
    state: processStates[read(at.state)] ?? "unknown",
    gpuPercent: read(at.gpuPercent),
    gpuMemoryBytes: read(at.gpuMemoryBytes),
  };
}

/** Read and written together; NaN only where neither is known. */
export function diskPerSecond({ diskReadPerSecond, diskWritePerSecond }: Process): number {
  if (Number.isNaN(diskReadPerSecond)) return diskWritePerSecond;
  return Number.isNaN(diskWritePerSecond) ? diskReadPerSecond : diskReadPerSecond + diskWritePerSecond;
}

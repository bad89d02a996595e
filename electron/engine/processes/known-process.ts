import type { ProcessInfo } from "#shared/contract/processes";
import type { Milliseconds } from "#shared/units/time";
import type { DiskBytes } from "./process-files";
import { nameOf, type StatLine } from "./stat-line";

/** What is remembered of a process from scan to scan; changed in place. */
export interface KnownProcess {
  readonly pid: number;
  readonly startTicks: number;
  parentPid: number;
  name: string;
  isKernelThread: boolean;
  state: number;
  nice: number;
  threads: number;
  residentBytes: number;
  ticks: number;
  cpuPercent: number;
  /** Since it began; NaN where nobody may know. */
  readonly disk: DiskBytes;
  readPerSecond: number;
  writePerSecond: number;
  /** When those were read last. */
  diskAt: Milliseconds;
  /** Its `io` file belongs to another user, and will not open later either. */
  isIoClosed: boolean;
  /** When it was looked at last, and in which scan. */
  at: Milliseconds;
  round: number;
  /** Undefined until somebody wants to see it. */
  info: ProcessInfo | undefined;
  /** When that was, and how much it had worked by then. */
  describedAt: Milliseconds;
  describedTicks: number;
}

/** One that was not there at the last scan began since: all that it has done falls into this stretch. */
export const newProcess = (pid: number, startTicks: number, since: Milliseconds): KnownProcess => ({
  pid,
  startTicks,
  parentPid: 0,
  name: "",
  isKernelThread: false,
  state: 0,
  nice: 0,
  threads: 0,
  residentBytes: 0,
  ticks: 0,
  cpuPercent: 0,
  disk: { read: 0, written: 0 },
  diskAt: since,
  readPerSecond: 0,
  writePerSecond: 0,
  isIoClosed: false,
  at: since,
  round: 0,
  info: undefined,
  describedAt: 0,
  describedTicks: 0,
});

interface Units {
  pageSize: number;
  ticksPerSecond: number;
}

/** Takes over what a stat line says. */
export function takeStat(process: KnownProcess, line: StatLine, bytes: Buffer, elapsed: Milliseconds, units: Units): void {
  const ticks = line.userTicks + line.systemTicks;
  const perCent = 100_000 / (units.ticksPerSecond * elapsed);
  process.cpuPercent = elapsed > 0 ? Math.max(0, ticks - process.ticks) * perCent : 0;
  process.ticks = ticks;
  process.name = nameOf(bytes, line, process.name);
  process.parentPid = line.parentPid;
  process.isKernelThread = line.isKernelThread;
  process.state = line.state;
  process.nice = line.nice;
  process.threads = line.threads;
  process.residentBytes = line.residentPages * units.pageSize;
}

/** Takes over what an io file says. */
export function takeDisk(process: KnownProcess, { read, written }: DiskBytes, elapsed: Milliseconds): void {
  process.readPerSecond = elapsed > 0 ? (Math.max(0, read - process.disk.read) / elapsed) * 1000 : 0;
  process.writePerSecond = elapsed > 0 ? (Math.max(0, written - process.disk.written) / elapsed) * 1000 : 0;
  process.disk.read = read;
  process.disk.written = written;
}

/** Nobody may know what it reads and writes. */
export function closeDisk(process: KnownProcess): void {
  process.isIoClosed = true;
  process.readPerSecond = Number.NaN;
  process.writePerSecond = Number.NaN;
}

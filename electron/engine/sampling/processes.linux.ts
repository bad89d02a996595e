import type { ProcessRow } from "#shared/contract/host";
import { type Milliseconds, seconds } from "#shared/units/time";
import type { Clock } from "../clock";
import {
  type ProcessStat,
  parseAuxiliaryVector,
  parseCommandLine,
  parsePasswd,
  parseProcessIo,
  parseProcessStat,
  stateName,
} from "./process-files";
import type { ProcessMachine } from "./process-machine";
import { byLoad, type ProcessScanner } from "./process-scan";

/** What is remembered of a process from scan to scan. */
interface Known {
  startTicks: number;
  ticks: number;
  diskBytes?: number;
  /** Its `io` file belongs to another user, and will not open later either. */
  isIoClosed: boolean;
  name: string;
  userId: number;
  command?: string;
  /** When name, user and command were read; a process may change all three while it runs. */
  readAt: Milliseconds;
}

const rereadAfter = seconds(30);
// So many processes are read before other work of the engine gets its turn: about a millisecond.
const chunk = 64;

export function createLinuxScanner({ clock, machine }: { clock: Clock; machine: ProcessMachine }): ProcessScanner {
  const { pageSize, ticksPerSecond } = parseAuxiliaryVector(machine.auxiliaryVector());
  let known = new Map<number, Known>();
  let scannedAt: Milliseconds | undefined;
  let users = { stamp: "", names: new Map<number, string>() };

  function userName(id: number): string {
    return users.names.get(id) ?? String(id);
  }

  function readUsers(): void {
    const { stamp, read } = machine.passwd();
    if (stamp !== users.stamp) users = { stamp, names: parsePasswd(read()) };
  }

  /** A process as it is now and was before; undefined when it has gone. */
  function look(pid: number, now: Milliseconds): { stat: ProcessStat; before: Known | undefined; after: Known } | undefined {
    const stat = parseProcessStat(readStat(pid) ?? "");
    if (!stat) return undefined;
    const sameid = known.get(pid);
    const before = sameid?.startTicks === stat.startTicks ? sameid : undefined;
    const isFresh = before !== undefined && before.name === stat.name && now - before.readAt < rereadAfter;
    const userId = isFresh ? before.userId : machine.userId(pid);
    if (userId === undefined) return undefined;
    const after: Known = {
      startTicks: stat.startTicks,
      ticks: stat.userTicks + stat.systemTicks,
      isIoClosed: before?.isIoClosed ?? false,
      name: stat.name,
      userId,
      command: isFresh ? before.command : undefined,
      readAt: isFresh ? before.readAt : now,
    };
    // What kernel threads write is the work of others and counted there; passing over them halves the files on many machines.
    if (!stat.isKernelThread) readDiskBytes(pid, after);
    return { stat, before, after };
  }

  function readStat(pid: number): string | undefined {
    try {
      return machine.read(pid, "stat");
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // /proc mounted with hidepid=1 shows other users' processes by number only: they are left out.
      if (code === "EACCES" || code === "EPERM") return undefined;
      throw error;
    }
  }

  function readDiskBytes(pid: number, after: Known): void {
    if (after.isIoClosed) return;
    try {
      after.diskBytes = parseProcessIo(machine.read(pid, "io") ?? "");
    } catch {
      // Not ours to read (EACCES), or a kernel without it: the row then has no such number.
      after.isIoClosed = true;
    }
  }

  /** Filled in for the rows that are shown only: each is a file of its own, and seldom changes. */
  async function addCommands(rows: ProcessRow[]): Promise<void> {
    await Promise.all(
      rows.map(async (row) => {
        const of = known.get(row.pid);
        if (!of) return;
        of.command ??= parseCommandLine((await machine.commandLine(row.pid)) ?? "");
        // Kernel threads have no command line; square brackets are how ps marks them.
        row.command = of.command || `[${row.name}]`;
      }),
    );
  }

  return {
    async scan(limit) {
      readUsers();
      const now = clock.monotonic();
      const time = clock.now();
      const elapsed = scannedAt === undefined ? undefined : (now - scannedAt) / 1000;
      const next = new Map<number, Known>();
      const rows: ProcessRow[] = [];
      let running = 0;
      const pids = machine.pids();
      for (const [index, pid] of pids.entries()) {
        if (index % chunk === chunk - 1) await new Promise(setImmediate);
        const found = look(pid, now);
        if (!found) continue;
        const { stat, before, after } = found;
        next.set(pid, after);
        if (stat.state === "R") running++;
        if (elapsed === undefined || elapsed <= 0) continue;
        rows.push({
          pid,
          parentPid: stat.parentPid,
          name: stat.name,
          user: userName(after.userId),
          // One that was not there at the scan before began since, so all of its time falls into this stretch.
          cpuPercent: (Math.max(0, after.ticks - (before?.ticks ?? 0)) / ticksPerSecond / elapsed) * 100,
          residentBytes: stat.residentPages * pageSize,
          diskBytesPerSecond: perSecond(before ? before.diskBytes : 0, after.diskBytes, elapsed),
          threads: stat.threads,
          state: stateName(stat.state),
          command: "",
        });
      }
      known = next;
      scannedAt = now;
      if (elapsed === undefined || elapsed <= 0) return undefined;
      rows.sort(byLoad);
      const shown = rows.slice(0, limit);
      await addCommands(shown);
      return { time, total: rows.length, running, rows: shown };
    },
  };
}

function perSecond(before: number | undefined, after: number | undefined, elapsed: number): number | undefined {
  return before === undefined || after === undefined ? undefined : Math.max(0, after - before) / elapsed;
}

// What seldom changes about a process: user, command line, cgroup. Each is a file of its own, so they are read for those that
// are shown only, once, and again now and then: a process may change all three while it runs.
import type { ProcessInfo } from "#shared/contract/processes";
import { type Milliseconds, minutes, seconds } from "#shared/units/time";
import type { Clock } from "../clock";
import { parseCgroup } from "./cgroup";
import type { KnownProcess } from "./known-process";
import { createPauses } from "./pauses";
import { parseCommandLine, parsePasswd } from "./process-files";
import type { ProcessMachine } from "./process-machine";
import { isSameInfo } from "./process-scan";

export interface Describer {
  /** Fills in `info` where it is missing, or no longer true. */
  describe(processes: readonly KnownProcess[]): Promise<void>;
}

interface Options {
  clock: Clock;
  machine: ProcessMachine;
  ticksPerSecond: number;
}

// Who has done nothing since has hardly changed either; only others can have moved it to another cgroup.
const describeAgainAfter: Milliseconds = seconds(30);
const describeIdleAgainAfter: Milliseconds = minutes(5);
// So that those that were first seen together do not all fall due in one scan ever after.
const mostAgainAtOnce = 250;
// What the contract promises; and who shows more of it?
const longestCommand = 4096;

export function createDescriber({ clock, machine, ticksPerSecond }: Options): Describer {
  const bootTime = machine.bootTime();
  let users = { stamp: "", names: new Map<number, string>() };

  function readUsers(): void {
    const { stamp, read } = machine.passwd();
    if (stamp !== users.stamp) users = { stamp, names: parsePasswd(read()) };
  }

  /** What can be read at once. The command line is missing still. */
  function begin(process: KnownProcess): ProcessInfo {
    const { pid, startTicks, parentPid, name, isKernelThread, info } = process;
    const userId = machine.userId(pid);
    return {
      pid,
      startStamp: startTicks,
      parentPid,
      name,
      // One that has gone meanwhile keeps what was known of it.
      user: userId === undefined ? (info?.user ?? "") : (users.names.get(userId) ?? String(userId)),
      command: `[${name}]`,
      startedAt: bootTime === undefined ? undefined : bootTime + Math.round((startTicks / ticksPerSecond) * 1000),
      isKernelThread,
      cgroup: undefined,
      containerId: undefined,
      ...cgroupOf(process),
    };
  }

  function cgroupOf({ pid, isKernelThread }: KnownProcess): { cgroup?: string; containerId?: string } {
    if (isKernelThread) return {};
    try {
      const { path, containerId } = parseCgroup(machine.cgroup(pid) ?? "");
      return { cgroup: path, containerId };
    } catch {
      // Not ours to read: the row then does not say where it belongs.
      return {};
    }
  }

  async function addCommand(info: ProcessInfo): Promise<void> {
    if (info.isKernelThread) return;
    try {
      const command = parseCommandLine((await machine.commandLine(info.pid, longestCommand)).toString("utf8"));
      // A zombie has none any more. Square brackets are how ps marks those without, as it does with kernel threads.
      if (command !== "") info.command = command.slice(0, longestCommand);
    } catch {
      // Gone meanwhile, not ours to read, or stuck in the kernel: the row then shows the name alone.
    }
  }

  return {
    async describe(processes) {
      const now = clock.monotonic();
      const due = dueOf(processes, now);
      if (due.length === 0) return;
      readUsers();
      const pauses = createPauses(clock);
      const infos: ProcessInfo[] = [];
      for (const process of due) {
        if (pauses.isDue()) await pauses.take();
        infos.push(begin(process));
      }
      await Promise.all(infos.map(addCommand));
      for (const [index, process] of due.entries()) {
        const info = infos[index];
        process.describedAt = now;
        process.describedTicks = process.ticks;
        if (info && !isSameInfo(info, process.info)) process.info = info;
      }
    },
  };
}

function dueOf(processes: readonly KnownProcess[], now: Milliseconds): KnownProcess[] {
  let again = 0;
  return processes.filter(({ info, name, parentPid, ticks, describedAt, describedTicks }) => {
    // Another name means another program; another parent, that the old one has ended.
    if (!info || info.name !== name || info.parentPid !== parentPid) return true;
    const age = now - describedAt;
    if (age < (ticks === describedTicks ? describeIdleAgainAfter : describeAgainAfter)) return false;
    return again++ < mostAgainAtOnce;
  });
}

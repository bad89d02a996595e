// What Watchdeck costs the machine, over all of its processes: the monitor must not be the load, and says what it is.
import { type OwnProcess, type ProcessRole, processRoles } from "#shared/contract/app";
import { type Milliseconds, seconds } from "#shared/units/time";
import type { Clock } from "../clock";
import type { ProcessFigures, ProcessProbe } from "./process-figures";

/** All processes of one role, since the engine started. */
export interface RoleTotals {
  role: ProcessRole;
  processes: number;
  cpuMs: Milliseconds;
  residentBytes: number;
  /** The resident figure stands in for those that have no proportional one. */
  memoryBytes: number;
  wakeups: number | undefined;
}

export interface OwnProcesses {
  /** Looks, unless the last look is younger than that; looks that are asked for at once are one. */
  refresh(unlessYoungerThan: Milliseconds): Promise<void>;
  /** As of the last look. */
  list(): OwnProcess[];
  sum(): { cpuPercent: number; memoryBytes: number; wakeupsPerSecond?: number };
  /** Counters that go on when a process ends or another one starts. Roles that never had a process are left out. */
  totals(): RoleTotals[];
}

/** Per cent and per second are told over about so long: the kernel counts other processes' time in hundredths of a second. */
const over: Milliseconds = seconds(10);

interface Watched {
  figures: ProcessFigures;
  /** Copies of some seconds ago and since, oldest first. */
  looks: Look[];
}

interface Look {
  at: Milliseconds;
  cpuMs: Milliseconds;
  wakeups: number | undefined;
}

export function createOwnProcesses({ clock, probe }: { clock: Pick<Clock, "monotonic">; probe: ProcessProbe }): OwnProcesses {
  let watched = new Map<number, Watched>();
  const counters = new Map<ProcessRole, { cpuMs: Milliseconds; wakeups: number | undefined }>();
  let lookedAt = Number.NEGATIVE_INFINITY;
  let present: Promise<void> | undefined;

  async function look(): Promise<void> {
    const found = await probe();
    const at = clock.monotonic();
    lookedAt = at;
    const next = new Map<number, Watched>();
    for (const { ...figures } of found) {
      const known = watched.get(figures.pid);
      // Less time than before: another process that was given the same pid.
      const isSame = known !== undefined && known.figures.cpuMs <= figures.cpuMs && known.figures.role === figures.role;
      count(figures, isSame ? known.figures : undefined);
      const looks = isSame ? known.looks : [];
      looks.push({ at, cpuMs: figures.cpuMs, wakeups: figures.wakeups });
      // One that is older than the stretch stays, to measure against.
      while (looks.length > 2 && at - (looks[1]?.at ?? at) >= over) looks.shift();
      next.set(figures.pid, { figures, looks });
    }
    watched = next;
  }

  function count(now: ProcessFigures, before: ProcessFigures | undefined): void {
    const counter = counters.get(now.role) ?? { cpuMs: 0, wakeups: undefined };
    counters.set(now.role, counter);
    counter.cpuMs += now.cpuMs - (before?.cpuMs ?? 0);
    if (now.wakeups === undefined) return;
    counter.wakeups = (counter.wakeups ?? 0) + Math.max(0, now.wakeups - (before?.wakeups ?? 0));
  }

  function describe({ figures, looks }: Watched): OwnProcess {
    const { pid, role, residentBytes, proportionalBytes } = figures;
    const [first] = looks;
    const last = looks.at(-1);
    const elapsed = first && last ? last.at - first.at : 0;
    const wakeups = first?.wakeups === undefined || last?.wakeups === undefined ? undefined : last.wakeups - first.wakeups;
    return {
      role,
      pid,
      residentBytes,
      ...(first && last && elapsed > 0 && { cpuPercent: ((last.cpuMs - first.cpuMs) / elapsed) * 100 }),
      ...(proportionalBytes !== undefined && { proportionalBytes }),
      ...(wakeups !== undefined && elapsed > 0 && { wakeupsPerSecond: (wakeups / elapsed) * 1000 }),
    };
  }

  const list = () => [...watched.values()].map(describe);

  return {
    async refresh(unlessYoungerThan) {
      if (present === undefined && clock.monotonic() - lookedAt < unlessYoungerThan) return;
      present ??= look().finally(() => {
        present = undefined;
      });
      await present;
    },
    list,
    sum() {
      const all = list();
      const woken = all.filter(({ wakeupsPerSecond }) => wakeupsPerSecond !== undefined);
      return {
        cpuPercent: sumOf(all, ({ cpuPercent = 0 }) => cpuPercent),
        memoryBytes: sumOf(all, memoryOf),
        ...(woken.length > 0 && { wakeupsPerSecond: sumOf(woken, ({ wakeupsPerSecond = 0 }) => wakeupsPerSecond) }),
      };
    },
    totals: () =>
      processRoles.flatMap((role) => {
        const counter = counters.get(role);
        if (counter === undefined) return [];
        const mine = [...watched.values()].map(({ figures }) => figures).filter((figures) => figures.role === role);
        return {
          role,
          processes: mine.length,
          cpuMs: counter.cpuMs,
          residentBytes: sumOf(mine, ({ residentBytes }) => residentBytes),
          memoryBytes: sumOf(mine, memoryOf),
          wakeups: counter.wakeups,
        };
      }),
  };
}

const memoryOf = ({ proportionalBytes, residentBytes }: { proportionalBytes?: number | undefined; residentBytes: number }) =>
  proportionalBytes ?? residentBytes;

const sumOf = <T>(all: readonly T[], value: (one: T) => number): number => all.reduce((sum, one) => sum + value(one), 0);

import type { ProcessRole } from "#shared/contract/app";
import type { Milliseconds } from "#shared/units/time";

/** What one look finds of one of the processes that Watchdeck consists of. */
export interface ProcessFigures {
  pid: number;
  role: ProcessRole;
  /** Processor time since it started. */
  cpuMs: Milliseconds;
  residentBytes: number;
  /** Shared pages shared out among those who share them; absent where the system does not say. */
  proportionalBytes?: number | undefined;
  /** How often it has gone to sleep since it started; absent where the system does not say. */
  wakeups?: number | undefined;
}

/** Looks at all processes of ours that it can find, the engine first. */
export type ProcessProbe = () => Promise<ProcessFigures[]>;

/** Processor time of the engine's process since it started, all of its threads together. */
export function ownCpuMs(): Milliseconds {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** The engine's own process, which every system lets us see. */
export function readOwnFigures(): ProcessFigures {
  return {
    pid: process.pid,
    role: "engine",
    cpuMs: ownCpuMs(),
    residentBytes: process.memoryUsage.rss(),
    // libuv has no figure for it on Windows.
    wakeups: process.platform === "win32" ? undefined : process.resourceUsage().voluntaryContextSwitches,
  };
}

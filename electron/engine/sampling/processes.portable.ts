// macOS and Windows: through systeminformation, which runs `ps` or PowerShell for each scan.
import { cpus } from "node:os";
import type { ProcessRow } from "#shared/contract/host";
import type { Clock } from "../clock";
import { byLoad, type ProcessScanner } from "./process-scan";

/** What this file takes from systeminformation, in its shapes. */
export interface ProcessInformation {
  processes(): Promise<{
    all: number;
    running: number;
    list: {
      pid: number;
      parentPid: number;
      name: string;
      cpu: number;
      memRss: number;
      state: string;
      user: string;
      command: string;
    }[];
  }>;
}

interface Options {
  clock: Clock;
  platform: NodeJS.Platform;
  information?: () => Promise<ProcessInformation>;
  cpuThreads?: number;
}

export function createPortableScanner({
  clock,
  platform,
  information = () => import("systeminformation"),
  cpuThreads = cpus().length,
}: Options): ProcessScanner {
  // On Windows it tells shares of the whole machine, since its last call; on macOS `ps` tells shares of one core.
  const threadsPerShare = platform === "win32" ? cpuThreads : 1;
  let hasScanned = false;

  return {
    async scan(limit) {
      const { all, running, list } = await (await information()).processes();
      if (!hasScanned) {
        hasScanned = true;
        return undefined;
      }
      const rows: ProcessRow[] = list.map(({ pid, parentPid, name, cpu, memRss, state, user, command }) => ({
        pid,
        parentPid,
        name,
        user,
        cpuPercent: cpu * threadsPerShare,
        residentBytes: memRss * 1024,
        state,
        command: command || name,
      }));
      return { time: clock.now(), total: all, running, rows: rows.sort(byLoad).slice(0, limit) };
    },
  };
}

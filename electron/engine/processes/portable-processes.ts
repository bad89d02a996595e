// macOS and Windows: through systeminformation, which runs `ps` or PowerShell at each call.
import { cpus } from "node:os";
import { type ProcessInfo, processStates } from "#shared/contract/processes";
import type { Clock } from "../clock";
import { isSameInfo, unknownState } from "./process-scan";

/** What this file takes from systeminformation, in its shapes. */
export interface ProcessInformation {
  processes(): Promise<{ list: ListedProcess[] }>;
}

export interface ListedProcess {
  pid: number;
  parentPid: number;
  name: string;
  cpu: number;
  memRss: number;
  nice: number;
  /** "2026-11-21 08:00:00" in the machine's own time, or nothing. */
  started: string;
  state: string;
  user: string;
  path: string;
  command: string;
  params: string;
}

/** A process as the system tells of it; what it does not tell is NaN. */
export interface PortableProcess {
  info: ProcessInfo;
  pid: number;
  cpuPercent: number;
  residentBytes: number;
  nice: number;
  state: number;
}

interface Options {
  clock: Clock;
  platform: NodeJS.Platform;
  information?: () => Promise<ProcessInformation>;
  cpuThreads?: number;
}

/** Lists all processes; an info is the same object from list to list while nothing in it changes. */
export function createPortableProcesses({
  clock,
  platform,
  information = () => import("systeminformation"),
  cpuThreads = cpus().length,
}: Options): () => Promise<PortableProcess[]> {
  // On Windows it tells shares of the whole machine, since its last call; on macOS `ps` tells shares of one core.
  const threadsPerShare = platform === "win32" ? cpuThreads : 1;
  let known = new Map<number, ProcessInfo>();

  return async () => {
    const { list } = await (await information()).processes();
    const next = new Map<number, ProcessInfo>();
    const processes: PortableProcess[] = [];
    for (const listed of list) {
      // Windows lists what the processor does when it does nothing, as number 0.
      if (!(listed.pid > 0)) continue;
      const info = infoOf(listed, known.get(listed.pid), clock.now());
      next.set(info.pid, info);
      processes.push({
        info,
        pid: info.pid,
        cpuPercent: listed.cpu * threadsPerShare,
        residentBytes: listed.memRss * 1024,
        // Windows has no such thing, where systeminformation writes 0.
        nice: platform === "win32" ? Number.NaN : listed.nice,
        state: stateOf(listed.state),
      });
    }
    known = next;
    return processes;
  };
}

// `ps` tells for how many seconds a process has run, and one may pass while it counts.
const startTolerance = 2000;

/** Whether two stamps of one pid are the same process's. */
export const isSameStart = (a: number, b: number): boolean => Math.abs(a - b) <= startTolerance;

function infoOf(listed: ListedProcess, before: ProcessInfo | undefined, now: number): ProcessInfo {
  const { pid, parentPid, name, user, path, command, params } = listed;
  const started = Date.parse(listed.started.replace(" ", "T"));
  const isKnown = started > 0 && started <= now + startTolerance;
  const isSame = before !== undefined && isSameStart(before.startStamp, isKnown ? started : 0);
  const startStamp = isSame ? before.startStamp : isKnown ? started : 0;
  const info: ProcessInfo = {
    pid,
    startStamp,
    parentPid,
    name,
    user,
    command: commandOf({ path, command, params }) || name,
    startedAt: startStamp === 0 ? undefined : startStamp,
    isKernelThread: false,
  };
  return before && isSameInfo(info, before) ? before : info;
}

/** On macOS it comes in three parts, on Windows in one. */
function commandOf({ path, command, params }: Pick<ListedProcess, "path" | "command" | "params">): string {
  const program = path && !command.includes(path) ? `${path}/${command}` : command;
  return [program, params].filter(Boolean).join(" ").slice(0, 4096);
}

const words: Record<string, (typeof processStates)[number]> = {
  running: "running",
  sleeping: "sleeping",
  blocked: "waiting for disk",
  zombie: "zombie",
  stopped: "stopped",
  dead: "dead",
};

function stateOf(word: string): number {
  const state = Object.hasOwn(words, word) ? words[word] : undefined;
  return state ? processStates.indexOf(state) : unknownState;
}

// Everything about one process that is worth looking up for one only. Each part may be closed to us without harm to the others.
import { type Part, type ProcessDetail, type ProcessId, type ProcessInfo, processStates } from "#shared/contract/processes";
import type { Clock } from "../clock";
import { numberAfter } from "../collectors/text/number-reader";
import { statOf } from "./identity";
import { readNetwork } from "./network-namespace";
import { NotTold } from "./not-told";
import { createPauses } from "./pauses";
import { isClosedToUs, isGone, isStuck, type ProcFolder } from "./proc-folder";
import { parseStatLine } from "./stat-line";

interface Options {
  clock: Clock;
  folder: ProcFolder;
  ticksPerSecond: number;
  /** What the table says of it, which is told again. */
  describe: (id: ProcessId) => Promise<ProcessInfo>;
}

export async function readDetail({ clock, folder, ticksPerSecond, describe }: Options, id: ProcessId): Promise<ProcessDetail> {
  const { pid } = id;
  const { line } = statOf(folder, id);
  const info = await describe(id);
  const time = clock.now();
  const isZombie = processStates[line.state] === "zombie";
  const part = createPart(isZombie, () => ownerOf(folder, id, info));
  const detail: ProcessDetail = {
    info,
    time,
    executable: info.isKernelThread ? { refused: "a kernel thread has none" } : await part(() => folder.link(pid, "exe")),
    workingFolder: info.isKernelThread ? { refused: "a kernel thread has none" } : await part(() => folder.link(pid, "cwd")),
    memory: info.isKernelThread
      ? { refused: "a kernel thread has none of its own" }
      : await part(async () => parseMemory(await folder.carefulText(pid, "smaps_rollup"))),
    threads: await part(() => readThreads(clock, folder, pid, ticksPerSecond)),
    openFiles: await part(async () => ({
      count: (await folder.list(pid, "fd")).length,
      limit: parseFilesLimit(folder.text(pid, "limits")),
    })),
    network: await part(() => readNetwork(clock, folder, pid)),
    cpuSeconds: { user: line.userTicks / ticksPerSecond, system: line.systemTicks / ticksPerSecond },
    contextSwitches: await part(() => parseSwitches(folder.text(pid, "status"))),
    oomScore: await part(() => Number(folder.text(pid, "oom_score"))),
  };
  // One that ended on the way would be told in parts that are missing for no reason.
  statOf(folder, id);
  return detail;
}

function createPart(isZombie: boolean, owner: () => string | undefined) {
  return async <T>(read: () => T | Promise<T>): Promise<Part<T>> => {
    try {
      return { value: await read() };
    } catch (error) {
      return { refused: whyNot(error, isZombie, owner) };
    }
  };
}

function whyNot(error: unknown, isZombie: boolean, owner: () => string | undefined): string {
  if (error instanceof NotTold) return error.message;
  if (isClosedToUs(error)) {
    const other = owner();
    return other === undefined ? "the system keeps this closed, even to its owner" : `belongs to ${other}`;
  }
  if (isStuck(error)) return "the process does not answer: it waits in the kernel";
  if (isGone(error)) return isZombie ? "it has ended, and only its parent has not taken note" : "this kernel does not say";
  throw error;
}

/** The owner's name where it is not us. */
function ownerOf(folder: ProcFolder, { pid }: ProcessId, info: ProcessInfo): string | undefined {
  try {
    return folder.userId(pid) === process.getuid?.() ? undefined : info.user;
  } catch {
    // It has ended meanwhile, which the caller finds out next.
    return info.user;
  }
}

/** smaps_rollup: proc_pid_smaps(5), in kB. */
export function parseMemory(text: string): { proportional: number; unique: number; swapped: number } {
  const bytes = (key: string) => (numberAfter(text, `${key}:`) ?? Number.NaN) * 1024;
  const memory = {
    proportional: bytes("Pss"),
    unique: bytes("Private_Clean") + bytes("Private_Dirty"),
    swapped: bytes("Swap"),
  };
  if (Object.values(memory).some(Number.isNaN)) throw new NotTold("this kernel does not say");
  return memory;
}

function parseSwitches(status: string): { voluntary: number; involuntary: number } {
  const voluntary = numberAfter(status, "voluntary_ctxt_switches:");
  const involuntary = numberAfter(status, "nonvoluntary_ctxt_switches:");
  if (voluntary === undefined || involuntary === undefined) throw new NotTold("this kernel does not say");
  return { voluntary, involuntary };
}

/** `Max open files            1024                 524288               files`; undefined for none. */
export function parseFilesLimit(limits: string): number | undefined {
  const soft = /^Max open files\s+(\d+)/m.exec(limits)?.[1];
  return soft === undefined ? undefined : Number(soft);
}

type Thread = Extract<ProcessDetail["threads"], { value: unknown }>["value"][number];

async function readThreads(clock: Clock, folder: ProcFolder, pid: number, ticksPerSecond: number): Promise<Thread[]> {
  const pauses = createPauses(clock);
  const threads: Thread[] = [];
  for (const id of await folder.list(pid, "task")) {
    if (pauses.isDue()) await pauses.take();
    try {
      const thread = parseStatLine(folder.text(pid, `task/${id}/stat`));
      if (!thread) continue;
      const { name, line } = thread;
      const state = processStates[line.state] ?? "unknown";
      threads.push({ id: Number(id), name, state, cpuSeconds: (line.userTicks + line.systemTicks) / ticksPerSecond });
    } catch (error) {
      // Threads come and go.
      if (!isGone(error)) throw error;
    }
  }
  return threads;
}

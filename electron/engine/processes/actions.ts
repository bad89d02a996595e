// What a user may do to a process. Each action makes sure that the pid is still that process right before, in one turn of
// the event loop: between the look and the deed the kernel could give the number to another one only within microseconds.
import { setPriority } from "node:os";
import type { ProcessId, SignalName } from "#shared/contract/processes";
import { AppError } from "#shared/model/failure";
import { ourName } from "../our-name";
import { hasEnded } from "./identity";

/** What an action needs to know of its process, read just before. */
export interface Target {
  name: string;
  /** Whose it is, by name. */
  owner: string;
  isKernelThread: boolean;
  isZombie: boolean;
  /** Its threads, each of which has a niceness of its own on Linux; elsewhere only the process itself. */
  threads: readonly number[];
}

/** The system calls, for tests. */
export interface ActionSystem {
  kill(pid: number, signal: SignalName): void;
  setPriority(pid: number, nice: number): void;
}

export const actionSystem: ActionSystem = { kill: (pid, signal) => process.kill(pid, signal), setPriority };

/** Throws an AppError that says why not. */
export function sendSignal(system: ActionSystem, { pid }: ProcessId, signal: SignalName, target: Target): void {
  if (target.isKernelThread) throw refused(`Process ${pid} is a thread of the kernel, which takes no signals.`);
  if (target.isZombie) {
    throw refused(`Process ${pid} has ended already and waits for its parent to take note; a signal does nothing to it.`);
  }
  try {
    system.kill(pid, signal);
  } catch (error) {
    throw whyNot(error, pid, "may not signal it", target);
  }
}

/** Throws an AppError that says why not. */
export function renice(system: ActionSystem, { pid }: ProcessId, nice: number, target: Target): void {
  for (const thread of target.threads) {
    try {
      system.setPriority(thread, nice);
    } catch (error) {
      // Threads end all the time; only the first one is the process itself.
      if (codeOf(error) === "ESRCH" && thread !== pid) continue;
      if (codeOf(error) === "EACCES") {
        throw refused(
          `A niceness of ${nice} puts process ${pid} further ahead of others than it is now, which only root may do; Watchdeck runs as ${ourName()}.`,
          error,
        );
      }
      throw whyNot(error, pid, "may not change its niceness", target);
    }
  }
}

function whyNot(error: unknown, pid: number, mayNot: string, target: Target): unknown {
  switch (codeOf(error)) {
    case "EPERM":
      return refused(`This process belongs to ${target.owner}; Watchdeck runs as ${ourName()} and ${mayNot}.`, error);
    case "ESRCH":
      return hasEnded(pid);
    case "ENOSYS":
    case "ERR_UNKNOWN_SIGNAL":
      return new AppError({ kind: "not-supported", say: "This system has no such signal." }, { cause: error });
    default:
      return error;
  }
}

const refused = (say: string, cause?: unknown) => new AppError({ kind: "refused", say }, { cause });

/** os.setPriority wraps its errors: the code is that of the system call inside. */
function codeOf(error: unknown): string | undefined {
  const { code, info } = error as { code?: string; info?: { code?: string } };
  return info?.code ?? code;
}

// Which process a pid is just now. Whoever acts on one makes sure of it in the same turn in which it acts.
import type { ProcessId } from "#shared/contract/processes";
import { AppError } from "#shared/model/failure";
import { isGone, type ProcFolder } from "./proc-folder";
import { parseStatLine, type StatLine } from "./stat-line";

export interface StatOfOne {
  name: string;
  line: StatLine;
}

/** The stat line of this very process; `not-found` when it has ended, even where another has its number by now. */
export function statOf(folder: ProcFolder, { pid, startStamp }: ProcessId): StatOfOne {
  const stat = statOfPid(folder, pid);
  if (stat?.line.startTicks !== startStamp) throw hasEnded(pid);
  return stat;
}

function statOfPid(folder: ProcFolder, pid: number): StatOfOne | undefined {
  try {
    return parseStatLine(folder.text(pid, "stat"));
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

export const hasEnded = (pid: number) => new AppError({ kind: "not-found", say: `Process ${pid} has ended.` });

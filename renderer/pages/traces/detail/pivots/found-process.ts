// Which of the processes there are now is the one that made a span.
import type { EpochMs } from "#shared/units/time";
import type { Process } from "../../../../bridge/process-list";
import type { ProcessHere } from "./process-here";

export interface FoundProcess {
  /** `another`: its number was given again since. */
  state: "running" | "ended" | "another";
  /** What has the number now. */
  now?: Process;
  /** What the system called it: by that name it is recorded. Of one that has ended only what its tracer told is known. */
  name: string | undefined;
}

/** The kernel knows a process by no more than so many signs of its program's name. */
const longestName = 15;
/** The system tells the start to a hundredth of a second, and both clocks may be a little off. */
const slackMs = 1000;

export function findProcess(processes: readonly Process[], { pid, name }: ProcessHere, at: EpochMs): FoundProcess {
  const now = processes.find(({ info }) => info.pid === pid);
  const told = name?.slice(0, longestName);
  if (!now) return { state: "ended", name: told };
  const { startedAt } = now.info;
  if (startedAt !== undefined && startedAt > at + slackMs) return { state: "another", now, name: told };
  return { state: "running", now, name: now.info.name.slice(0, longestName) };
}

// The process whose detail is open: its last figures stay when it ends.
import type { Process, ProcessSnapshot } from "../../bridge/process-list";

export interface Chosen {
  pid: number;
  /** Its latest figures; absent when no process with that id was ever seen. */
  process?: Process;
  /** When it was first missed. */
  endedAt?: number;
}

/**
 * What is chosen after one more look: the same process with new figures, or the moment of its end. A later process that was
 * given the same id is another one, and is not slipped in. Returns the same object when nothing has changed.
 */
export function settleChosen(
  was: Chosen | undefined,
  pid: number | undefined,
  snapshot: Pick<ProcessSnapshot, "time" | "processes"> | undefined,
): Chosen | undefined {
  if (pid === undefined) return undefined;
  const known = was?.pid === pid ? was : undefined;
  if (!snapshot) return known ?? { pid };
  if (!known?.process) {
    const process = snapshot.processes.find(({ info }) => info.pid === pid);
    if (process) return { pid, process };
    return known ?? { pid };
  }
  const { key } = known.process;
  const process = snapshot.processes.find((each) => each.key === key);
  if (process) return process === known.process && known.endedAt === undefined ? known : { pid, process };
  return known.endedAt === undefined ? { ...known, endedAt: snapshot.time } : known;
}

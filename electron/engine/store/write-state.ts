// Whether the store can write to its disk. Where it cannot, measuring goes on in memory, one sentence is said, and it is tried
// again until there is room.
import type { EpochMs } from "#shared/units/time";
import type { Clock } from "../clock";
import { isDiskFull } from "./disk/disk-full";

export type WriteState =
  | { kind: "writing" }
  | { kind: "paused"; since: EpochMs; say: string }
  /** Without a disk at all. */
  | { kind: "memory" };

export function createWriteState({ clock, onRemark }: { clock: Pick<Clock, "now">; onRemark: (remark: string) => void }): {
  state(): WriteState;
  /** Runs what writes; false where the disk would not have it. A bug goes on upwards. */
  attempt(run: () => Promise<void>): Promise<boolean>;
} {
  let state: WriteState = { kind: "writing" };
  return {
    state: () => state,
    async attempt(run) {
      try {
        await run();
      } catch (error) {
        const say = sayWhy(error);
        if (say === undefined) throw error;
        if (state.kind === "writing") onRemark(say);
        state = state.kind === "paused" ? { ...state, say } : { kind: "paused", since: clock.now(), say };
        return false;
      }
      if (state.kind === "paused") onRemark("There is room on the disk again, and history is written as before.");
      state = { kind: "writing" };
      return true;
    },
  };
}

function sayWhy(error: unknown): string | undefined {
  if (isDiskFull(error)) {
    return "The disk is full, so history is not written: the newest hour stays in memory. Free some space, or give the store less in Settings.";
  }
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  if (code === "EACCES" || code === "EPERM" || code === "EROFS" || code === "EIO") {
    return `History cannot be written to the data folder (${code}): the newest hour stays in memory. Check the folder's owner and its disk.`;
  }
  return undefined;
}

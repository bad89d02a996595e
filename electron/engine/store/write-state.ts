// Whether the store can write to its disk. Where it cannot, measuring goes on in memory, one sentence is said, and it is tried
// again until there is room.
import type { EpochMs } from "#shared/units/time";
import type { Clock } from "../clock";
import { isDiskFull, systemCode } from "./disk/disk-full";

export type WriteState =
  | { kind: "writing" }
  | { kind: "paused"; since: EpochMs; say: string }
  /** Without a disk at all. */
  | { kind: "memory" };

/** What is written apart from the other, and may fail while the other does not. */
export type WrittenPart = "log" | "blocks";

export function createWriteState({ clock, onRemark }: { clock: Pick<Clock, "now">; onRemark: (remark: string) => void }): {
  state(): WriteState;
  /** Runs what writes a part; false where the disk would not have it. A bug goes on upwards. */
  attempt(part: WrittenPart, run: () => Promise<void>): Promise<boolean>;
} {
  let state: WriteState = { kind: "writing" };
  // One that goes well does not end the pause of the other: else it would be over and begin anew by turns, with a remark each time.
  const refused = new Set<WrittenPart>();

  function resume(part: WrittenPart): void {
    if (!refused.delete(part) || refused.size > 0) return;
    onRemark("History is written to the disk again, as before.");
    state = { kind: "writing" };
  }

  function pause(part: WrittenPart, say: string): void {
    refused.add(part);
    if (state.kind === "writing") onRemark(say);
    state = state.kind === "paused" ? { ...state, say } : { kind: "paused", since: clock.now(), say };
  }

  return {
    state: () => state,
    async attempt(part, run) {
      try {
        await run();
      } catch (error) {
        const say = sayWhy(error);
        if (say === undefined) throw error;
        pause(part, say);
        return false;
      }
      resume(part);
      return true;
    },
  };
}

function sayWhy(error: unknown): string | undefined {
  if (isDiskFull(error)) {
    return "The disk is full, so history is not written: the newest hour stays in memory. Free some space, or give the store less in Settings.";
  }
  const code = systemCode(error);
  if (code === undefined) return undefined;
  return `History cannot be written to the data folder (${code}): the newest hour stays in memory. Check the folder's owner and its disk.`;
}

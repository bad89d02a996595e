// Work that comes in bursts, done in slices between which the event loop gets its turns.
import type { Milliseconds } from "#shared/units/time";
import type { Clock } from "../clock";

export interface WorkQueue {
  /** Goes on with the work: the first slice at once, what is left in later turns. */
  go(): void;
  readonly isBusy: boolean;
  stop(): void;
}

export interface WorkQueueOptions {
  clock: Clock;
  /** Does a small piece; false when there is nothing left to do. */
  step(): boolean;
  /** Once all is done. */
  onDone(): void;
}

const longestSlice: Milliseconds = 10;

export function createWorkQueue({ clock, step, onDone }: WorkQueueOptions): WorkQueue {
  let next: NodeJS.Immediate | undefined;
  let isRunning = false;

  function slice(): void {
    next = undefined;
    isRunning = true;
    try {
      const began = clock.monotonic();
      while (step()) {
        if (clock.monotonic() - began < longestSlice) continue;
        next = setImmediate(slice);
        return;
      }
    } finally {
      isRunning = false;
    }
    onDone();
  }

  return {
    go() {
      // What comes in while a slice runs is done by that slice.
      if (!isRunning && !next) slice();
    },
    get isBusy() {
      return isRunning || next !== undefined;
    },
    stop() {
      if (next) clearImmediate(next);
      next = undefined;
    },
  };
}

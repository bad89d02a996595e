import type { Milliseconds } from "#shared/units/time";

/** A turn of the event loop spends no more than about this on work that can wait. */
const longestTurn: Milliseconds = 4;

/** For long work in the background: awaited after each small part, it lets others have their turn when its own is over. */
export function createSlices(): () => Promise<void> | undefined {
  let began = performance.now();
  return () => {
    if (performance.now() - began < longestTurn) return undefined;
    return new Promise((resolve) => {
      // Some milliseconds for the others, so that even a busy time of this leaves them half of the processor.
      setTimeout(() => {
        began = performance.now();
        resolve();
      }, longestTurn);
    });
  };
}

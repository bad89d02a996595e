import type { Milliseconds } from "#shared/units/time";
import type { Clock } from "../../clock";

/** Waits for so long, or until the signal aborts. */
export type Pause = (length: Milliseconds) => Promise<void>;

export const createPause =
  (clock: Clock, signal: AbortSignal): Pause =>
  (length) =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const done = () => {
        stop();
        signal.removeEventListener("abort", done);
        resolve();
      };
      const stop = clock.setTimer(done, length);
      signal.addEventListener("abort", done, { once: true });
    });

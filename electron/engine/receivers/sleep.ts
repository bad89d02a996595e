import type { Milliseconds } from "#shared/units/time";
import type { Clock } from "../clock";

/** Waits; false when the signal ended it early. */
export function sleep(clock: Clock, length: Milliseconds, signal: AbortSignal): Promise<boolean> {
  if (signal.aborted) return Promise.resolve(false);
  return new Promise((resolve) => {
    const wake = () => {
      stop();
      resolve(false);
    };
    const stop = clock.setTimer(() => {
      signal.removeEventListener("abort", wake);
      resolve(true);
    }, length);
    signal.addEventListener("abort", wake, { once: true });
  });
}

import type { Milliseconds } from "#shared/units/time";
import type { Clock } from "../../clock";

/** Resolves after the delay, or as soon as nobody wants it any more. */
export function wait(clock: Clock, delay: Milliseconds, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const end = () => {
      cancel();
      signal.removeEventListener("abort", end);
      resolve();
    };
    const cancel = clock.setTimer(end, delay);
    signal.addEventListener("abort", end);
  });
}

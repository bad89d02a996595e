import { seconds } from "#shared/units/time";
import type { Clock } from "../clock";

/** Runs at once when it is asked, and then at most once a second, so that the last change is always told. */
export function onceASecond(clock: Clock, run: () => void): { ask(): void; stop(): void } {
  let last = Number.NEGATIVE_INFINITY;
  let cancel: (() => void) | undefined;
  return {
    ask() {
      cancel ??= clock.setTimer(
        () => {
          cancel = undefined;
          last = clock.monotonic();
          run();
        },
        Math.max(0, last + seconds(1) - clock.monotonic()),
      );
    },
    stop() {
      cancel?.();
      cancel = undefined;
    },
  };
}

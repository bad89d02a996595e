import type { Milliseconds } from "#shared/units/time";
import type { Clock } from "../clock";

/** Of long work: a scan of thousands of processes must not keep a query waiting for all of it. */
export interface Pauses {
  /** Whether the work has gone on for long enough; then `take` one. Asking costs little, so ask often. */
  isDue(): boolean;
  take(): Promise<void>;
}

const longestPiece: Milliseconds = 3;

export function createPauses(clock: Clock): Pauses {
  let began = clock.monotonic();
  return {
    isDue: () => clock.monotonic() - began >= longestPiece,
    async take() {
      await new Promise(setImmediate);
      began = clock.monotonic();
    },
  };
}

import type { Milliseconds } from "#shared/units/time";
import type { Clock } from "../clock";

/** Long work in pieces: a scan of thousands of processes must not keep a query waiting for more than one piece. */
export interface Turns {
  /** Whether this piece has lasted long enough; then wait for `next`. Asking costs little, so ask often. */
  isOver(): boolean;
  next(): Promise<void>;
}

const piece: Milliseconds = 3;

export function createTurns(clock: Clock): Turns {
  let began = clock.monotonic();
  return {
    isOver: () => clock.monotonic() - began >= piece,
    async next() {
      await new Promise(setImmediate);
      began = clock.monotonic();
    },
  };
}

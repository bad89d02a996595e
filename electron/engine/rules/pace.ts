// Keeps the evaluation of many rules from holding up sampling and the windows: after some milliseconds of work everybody waits for
// the event loop to go round once, one after the other.
import type { Milliseconds } from "#shared/units/time";
import type { Clock } from "../clock";

export interface Pace {
  /** Between two pieces of work: what to wait for, or nothing when there is time left. */
  pause(): Promise<void> | undefined;
}

const slice: Milliseconds = 6;

export function createPace(clock: Pick<Clock, "monotonic">): Pace {
  /** When the work in this turn of the event loop began; undefined when there was none yet. */
  let startedAt: Milliseconds | undefined;
  const waiting: (() => void)[] = [];

  function beginTurn(): Milliseconds {
    startedAt = clock.monotonic();
    setImmediate(() => {
      startedAt = undefined;
    });
    return startedAt;
  }

  /** One at a time: each has its own slice. */
  function letNextGo(): void {
    beginTurn();
    waiting.shift()?.();
    if (waiting.length > 0) setImmediate(letNextGo);
  }

  return {
    pause() {
      const began = startedAt ?? beginTurn();
      if (waiting.length === 0 && clock.monotonic() - began < slice) return undefined;
      return new Promise((resolve) => {
        waiting.push(resolve);
        if (waiting.length === 1) setImmediate(letNextGo);
      });
    },
  };
}

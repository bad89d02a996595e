// A clock that stands still until a test moves it. Timers fire in the order of their times, each at its own time.
import type { EpochMs, Milliseconds } from "#shared/units/time";
import type { Clock } from "../../electron/engine/clock";

export interface FakeClock extends Clock {
  /** Moves time on, firing what falls due; between two timers, promises that are already settled get their turn. */
  advance(by: Milliseconds): Promise<void>;
  /** Sets the wall clock alone, as a user or NTP does; timers and monotonic time do not notice. */
  stepWall(to: EpochMs): void;
  /** How many timers are waiting: 0 once everything is put away. */
  readonly pendingTimers: number;
}

/** Starts at 2026-11-21T08:00:00Z unless told otherwise. */
export function createFakeClock(start: EpochMs = Date.UTC(2026, 10, 21, 8)): FakeClock {
  let wall: number = start;
  let monotonic = 0;
  let order = 0;
  const timers = new Map<number, { at: number; run: () => void }>();

  function move(to: number): void {
    wall += to - monotonic;
    monotonic = to;
  }

  return {
    now: () => wall,
    monotonic: () => monotonic,
    setTimer(run, delay) {
      const id = order++;
      timers.set(id, { at: monotonic + Math.max(0, delay), run });
      return () => timers.delete(id);
    },
    async advance(by) {
      const end = monotonic + by;
      await settle();
      for (;;) {
        // Map keeps insertion order, so of two timers for one moment the earlier set one fires first.
        const due = [...timers].filter(([, timer]) => timer.at <= end).sort(([, a], [, b]) => a.at - b.at)[0];
        if (!due) break;
        timers.delete(due[0]);
        move(Math.max(monotonic, due[1].at));
        due[1].run();
        await settle();
      }
      move(end);
    },
    stepWall: (to) => {
      wall = to;
    },
    get pendingTimers() {
      return timers.size;
    },
  };
}

/** Lets every promise chain that needs no more than memory run to its end. */
export const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

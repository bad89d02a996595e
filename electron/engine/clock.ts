// Time as the engine sees it, handed in, so that a test turns the hands itself.
import type { EpochMs, Milliseconds } from "#shared/units/time";

export interface Clock {
  /** The wall clock. It may step, forwards and back: never measure a length of time with it. */
  now(): EpochMs;
  /** Time since some fixed moment that never steps back: for durations, ages and deadlines. */
  monotonic(): Milliseconds;
  /** Runs once after the delay, unless the returned function is called first. */
  setTimer(run: () => void, delay: Milliseconds): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  setTimer(run, delay) {
    const timer = setTimeout(run, delay);
    return () => clearTimeout(timer);
  },
};

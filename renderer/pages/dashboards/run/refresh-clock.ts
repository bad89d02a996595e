// When a dashboard asks anew: every so often, while somebody can see it and wants it to move. Each tick has the stretch of time
// that all panels then ask for, so that equal queries are equal to the millisecond and are asked once.
import type { AbsoluteRange } from "#shared/dashboards/panel-data";
import type { EpochMs, Milliseconds } from "#shared/units/time";

export interface Tick {
  /** Rising; the same for as long as nothing new is to be asked. */
  number: number;
  range: AbsoluteRange;
  /** The user asked for it: however slow a source is, it is asked now. */
  isForced: boolean;
}

export interface RefreshClockParts {
  now(): EpochMs;
  /** Returns the function that takes it back. */
  wait(run: () => void, delay: Milliseconds): () => void;
  isHidden(): boolean;
  onVisibility(run: () => void): () => void;
}

export interface RefreshClock {
  read(): Tick;
  /** Returns the unsubscribe function. The clock runs while somebody listens. */
  subscribe(run: () => void): () => void;
  /** How long from one tick to the next; undefined: only when told to. */
  readonly everyMs: Milliseconds | undefined;
  /** At once. */
  refresh(): void;
  hold(isHeld: boolean): void;
}

export function createRefreshClock(
  parts: RefreshClockParts,
  { everyMs, resolve }: { everyMs: Milliseconds | undefined; resolve(now: EpochMs): AbsoluteRange },
): RefreshClock {
  const listeners = new Set<() => void>();
  let tickedAt = parts.now();
  let tick: Tick = { number: nextNumber(), range: resolve(tickedAt), isForced: false };
  let isHeld = false;
  let stopWaiting: (() => void) | undefined;
  let stopVisibility: (() => void) | undefined;

  function go(isForced: boolean): void {
    tickedAt = parts.now();
    tick = { number: nextNumber(), range: resolve(tickedAt), isForced };
    schedule();
    for (const listener of [...listeners]) listener();
  }

  function schedule(): void {
    stopWaiting?.();
    stopWaiting = undefined;
    if (everyMs === undefined || isHeld || listeners.size === 0 || parts.isHidden()) return;
    // Counted from the last tick: after an hour in the background, or a pause, it is due at once.
    const delay = Math.max(0, tickedAt + everyMs - parts.now());
    stopWaiting = parts.wait(() => go(false), delay);
  }

  return {
    everyMs,
    read: () => tick,
    subscribe(run) {
      listeners.add(run);
      if (listeners.size === 1) {
        stopVisibility = parts.onVisibility(schedule);
        schedule();
      }
      return () => {
        listeners.delete(run);
        if (listeners.size > 0) return;
        stopVisibility?.();
        stopWaiting?.();
        stopWaiting = undefined;
      };
    },
    refresh: () => go(true),
    hold(next) {
      isHeld = next;
      schedule();
    },
  };
}

// Counted over all clocks: a dashboard whose range was changed has a new clock, and its panels must not take the new clock's first
// tick for one that they have already answered.
let numbers = 0;
const nextNumber = () => ++numbers;

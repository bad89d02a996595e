// The stretch of the trace that the bars show. It changes with every step of a drag, so it goes around React: whoever draws by it
// listens.
import type { Nanoseconds } from "#shared/model/trace";

/** Nanoseconds from the trace's `startNs` on. */
export interface TimeRange {
  from: Nanoseconds;
  to: Nanoseconds;
}

export interface RangeStore {
  readonly full: TimeRange;
  get(): TimeRange;
  set(range: TimeRange): void;
  /** The whole is another when clocks are corrected, or not any more. What was shown of the old whole stays, where it can. */
  setFull(full: TimeRange): void;
  /** Returns the function that ends it. */
  subscribe(run: () => void): () => void;
}

export function createRangeStore(whole: TimeRange): RangeStore {
  let full = whole;
  let range = whole;
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const run of listeners) run();
  };
  function set(next: TimeRange): void {
    const held = heldWithin(full, next);
    if (held.from === range.from && held.to === range.to) return;
    range = held;
    tell();
  }
  return {
    get full() {
      return full;
    },
    get: () => range,
    set,
    setFull(next) {
      const wasWhole = isWhole(full, range);
      full = next;
      range = heldWithin(full, wasWhole ? next : range);
      // Also where the range is the same: it is another part of the whole.
      tell();
    },
    subscribe(run) {
      listeners.add(run);
      return () => listeners.delete(run);
    },
  };
}

/** Fewer nanoseconds than this are no stretch: nothing is told apart in them. */
const shortest: Nanoseconds = 10;

export const isWhole = (full: TimeRange, range: TimeRange): boolean => range.from <= full.from && range.to >= full.to;

/** As wide as was asked for where the whole allows it, and moved so that it lies within. */
export function heldWithin(full: TimeRange, { from, to }: TimeRange): TimeRange {
  const whole = full.to - full.from;
  const width = Math.min(whole, Math.max(Math.min(shortest, whole), to - from));
  const start = Math.min(full.to - width, Math.max(full.from, from));
  return width >= whole ? full : { from: start, to: start + width };
}

/** Moved by a share of what is shown; it stops at the ends. */
export function panned({ from, to }: TimeRange, share: number): TimeRange {
  const by = (to - from) * share;
  return { from: from + by, to: to + by };
}

/** Shows so many times more of the time, around a place that stays where it is on the screen. */
export function zoomed({ from, to }: TimeRange, factor: number, around = (from + to) / 2): TimeRange {
  return { from: around - (around - from) * factor, to: around + (to - around) * factor };
}

/** As wide as before, and moved only where a span would lie outside; then it stands in the middle. */
export function broughtInto(range: TimeRange, start: Nanoseconds, duration: Nanoseconds): TimeRange {
  if (start + duration >= range.from && start <= range.to) return range;
  const width = range.to - range.from;
  const middle = duration < width ? start + duration / 2 : start + width / 3;
  return { from: middle - width / 2, to: middle + width / 2 };
}

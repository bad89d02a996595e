import type { EpochMs, Milliseconds } from "#shared/units/time";
import { seconds } from "#shared/units/time";

/** Long enough that the figure does not flicker, short enough that a burst is seen. */
const window: Milliseconds = seconds(5);

/** How many lines come in a second, over the last few. */
export interface LineRate {
  add(count: number, at: EpochMs): void;
  perSecond(now: EpochMs): number;
}

export function createLineRate(): LineRate {
  let counts: { at: EpochMs; count: number }[] = [];
  let begunAt: EpochMs | undefined;
  const forget = (now: EpochMs) => {
    counts = counts.filter(({ at }) => now - at < window);
  };
  return {
    add(count, at) {
      begunAt ??= at;
      forget(at);
      if (count > 0) counts.push({ at, count });
    },
    perSecond(now) {
      forget(now);
      const sum = counts.reduce((total, { count }) => total + count, 0);
      // Of one that has just begun there are not five seconds yet.
      const over = Math.min(window, Math.max(seconds(1), now - (begunAt ?? now)));
      return (sum * 1000) / over;
    },
  };
}

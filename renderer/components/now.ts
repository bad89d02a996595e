import { useSyncExternalStore } from "react";
import type { EpochMs } from "#shared/units/time";

// One timer for all ages on the page, and none when there are none: a timer each would wake the page at as many moments.
const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = Date.now();
    for (const each of [...listeners]) each();
  }, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function snapshot(): EpochMs {
  // Before the first tick of a timer that has just been started, `now` may be as old as the last page.
  if (timer === undefined) now = Date.now();
  return now;
}

const never = () => () => {};
const asItIs = () => now;

/** The wall clock, once a second; standing still while nobody needs it to tick. */
export const useNow = (isTicking = true): EpochMs => {
  const read = isTicking ? snapshot : asItIs;
  return useSyncExternalStore(isTicking ? subscribe : never, read, read);
};

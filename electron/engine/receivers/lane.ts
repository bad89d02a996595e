// The way to one integration: a few messages at a time, those of one group one after another, and none while the far side asks for
// quiet. Each integration has its own, so that one that hangs holds up nobody else.
import type { Milliseconds } from "#shared/units/time";
import type { Clock } from "../clock";
import { sleep } from "./sleep";

export interface Lane {
  /** Runs when no other message of the group is under way. */
  inOrder<T>(groupKey: string, run: () => Promise<T>): Promise<T>;
  /** Runs when a place is free and the far side wants to hear; undefined when the signal came first. */
  inTurn<T>(signal: AbortSignal, run: () => Promise<T>): Promise<T | undefined>;
  /** Nothing is sent for so long. */
  quietFor(length: Milliseconds): void;
}

const mostAtOnce = 4;

export function createLane(clock: Clock): Lane {
  const tails = new Map<string, Promise<unknown>>();
  const queue: (() => void)[] = [];
  let running = 0;
  let quietUntil = Number.NEGATIVE_INFINITY;

  async function place(signal: AbortSignal): Promise<boolean> {
    if (signal.aborted) return false;
    if (running < mostAtOnce) {
      running++;
      return true;
    }
    return new Promise((resolve) => {
      const leave = () => {
        queue.splice(queue.indexOf(enter), 1);
        resolve(false);
      };
      const enter = () => {
        signal.removeEventListener("abort", leave);
        running++;
        resolve(true);
      };
      signal.addEventListener("abort", leave, { once: true });
      queue.push(enter);
    });
  }

  function free(): void {
    running--;
    queue.shift()?.();
  }

  return {
    async inOrder(groupKey, run) {
      const before = tails.get(groupKey);
      const own = (async () => {
        // Whoever handed the one before over hears of its failure.
        await before?.catch(() => undefined);
        return run();
      })();
      tails.set(groupKey, own);
      try {
        return await own;
      } finally {
        if (tails.get(groupKey) === own) tails.delete(groupKey);
      }
    },

    async inTurn(signal, run) {
      for (;;) {
        const wait = quietUntil - clock.monotonic();
        if (wait > 0 && !(await sleep(clock, wait, signal))) return undefined;
        if (!(await place(signal))) return undefined;
        // While it waited for its place, another message may have been told to be quiet.
        if (quietUntil > clock.monotonic()) {
          free();
          continue;
        }
        try {
          return await run();
        } finally {
          free();
        }
      }
    },

    quietFor(length) {
      quietUntil = Math.max(quietUntil, clock.monotonic() + length);
    },
  };
}

// When to leave a card alone so that it can sleep. Asking a card keeps it awake, and a laptop's battery draining: so after an
// idle minute nobody asks for 20 seconds. A card that has not fallen asleep by then is held awake by something else, and is
// left alone less and less often.
import { type Milliseconds, minutes, seconds } from "#shared/units/time";
import type { Clock } from "../../clock";
import type { CollectContext } from "../collector";
import { type GpuCard, wouldSleep } from "./gpu-cards";

const firstPatience = seconds(60);
const longestPatience = minutes(15);
const restFor = seconds(20);

export interface GpuRest {
  /** The cards worked, or it cannot be told whether they did. */
  sawWork(): void;
  /** They sleep: whoever wakes them has work for them. */
  sawSleep(): void;
  isResting(): boolean;
  /** Begins a rest when they have been idle long enough and one of them would sleep. */
  restIfIdle(cards: readonly GpuCard[], context: CollectContext): Promise<boolean>;
}

export function createGpuRest({ clock }: { clock: Clock }): GpuRest {
  let workAt: Milliseconds = clock.monotonic();
  let restUntil: Milliseconds = 0;
  let patience = firstPatience;

  function sawWork(): void {
    workAt = clock.monotonic();
    patience = firstPatience;
  }

  return {
    sawWork,
    sawSleep: sawWork,
    isResting: () => clock.monotonic() < restUntil,
    async restIfIdle(cards, { host, signal }) {
      const now = clock.monotonic();
      if (now < restUntil || now - workAt < patience) return false;
      const sleepy = await Promise.all(cards.map((card) => wouldSleep(host, card, signal)));
      // What keeps them awake, such as a display, will not go away in a second.
      workAt = now;
      if (!sleepy.includes(true)) return false;
      restUntil = now + restFor;
      workAt = restUntil;
      patience = Math.min(longestPatience, patience * 2);
      return true;
    },
  };
}

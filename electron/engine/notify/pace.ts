// How many notices a person gets: three in a minute whatever happens, and of what is not critical no more in an hour than is set.
import { z } from "zod";
import { type EpochMs, hours, minutes } from "#shared/units/time";

/** The third of a minute is for all that comes after the first two. */
export const mostInAMinute = 3;
const burstSpan = minutes(1);
const budgetSpan = hours(1);

const takenSchema = z.array(z.object({ id: z.string(), at: z.number(), isCounted: z.boolean() }));
/** The notices of the last hour, oldest first. */
export type Taken = z.infer<typeof takenSchema>;

export interface Pace {
  /** Takes up what an earlier run handed to `keep`. */
  load(kept: unknown): void;
  /** Notices that may still be shown in this minute. */
  free(now: EpochMs): number;
  /** When the next one may be shown: now, unless none is free. */
  freeAt(now: EpochMs): EpochMs;
  /** Undefined: another one that is not critical may be shown. */
  budgetFreeAt(now: EpochMs, perHour: number): EpochMs | undefined;
  /** `isCounted`: it is one of the hour's budget. */
  take(id: string, at: EpochMs, isCounted: boolean): void;
  /** It was not shown after all. */
  giveBack(id: string): void;
}

export function createPace(keep: (taken: Taken) => void): Pace {
  let taken: Taken = [];

  // A clock that was set back leaves notices of the future behind: they would hold everything up.
  const since = (now: EpochMs, span: number) => taken.filter(({ at }) => at > now - span && at <= now);

  function change(next: Taken): void {
    taken = next;
    keep(taken);
  }

  return {
    load(kept) {
      const read = takenSchema.safeParse(kept);
      if (read.success) taken = read.data;
    },
    free: (now) => Math.max(0, mostInAMinute - since(now, burstSpan).length),
    freeAt(now) {
      const recent = since(now, burstSpan);
      const blocking = recent[recent.length - mostInAMinute];
      return blocking === undefined ? now : blocking.at + burstSpan;
    },
    budgetFreeAt(now, perHour) {
      if (perHour === 0) return undefined;
      const counted = since(now, budgetSpan).filter(({ isCounted }) => isCounted);
      const blocking = counted[counted.length - perHour];
      return blocking === undefined ? undefined : blocking.at + budgetSpan;
    },
    take: (id, at, isCounted) => change([...since(at, budgetSpan), { id, at, isCounted }]),
    giveBack: (id) => change(taken.filter((one) => one.id !== id)),
  };
}

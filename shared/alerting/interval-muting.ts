import type { Muted } from "../model/alert";
import type { TimeInterval } from "../model/routing";
import type { EpochMs } from "../units/time";
import type { ResolvedRoute } from "./route";
import { joinWords } from "./routing-words";
import { isInInterval } from "./time-intervals";

/** Whether a route is quiet now because of its intervals: outside all of its active ones, or inside one of those that mute. */
export function intervalMuting(
  { activeTimeIntervals, muteTimeIntervals }: Pick<ResolvedRoute, "activeTimeIntervals" | "muteTimeIntervals">,
  intervals: readonly TimeInterval[],
  at: EpochMs,
): Muted | undefined {
  if (activeTimeIntervals.length === 0 && muteTimeIntervals.length === 0) return undefined;
  const applies = (name: string) => intervals.some((interval) => interval.name === name && isInInterval(interval, at));
  if (activeTimeIntervals.length > 0 && !activeTimeIntervals.some(applies)) {
    return { by: "interval", ids: [...activeTimeIntervals], say: `told only during ${named(activeTimeIntervals)}` };
  }
  const muting = muteTimeIntervals.filter(applies);
  return muting.length === 0 ? undefined : { by: "interval", ids: muting, say: `not told during ${named(muting)}` };
}

const named = (names: readonly string[]) => joinWords(names.map((name) => JSON.stringify(name)));

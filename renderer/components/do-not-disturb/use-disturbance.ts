import { useEffect, useState } from "react";
import { type DoNotDisturb, isDisturbing } from "#shared/model/do-not-disturb";
import { disturbanceWords } from "./words";

/** The longest delay of a browser's timer. */
const longestDelay = 2_147_483_647;

/** Whether nobody is to be disturbed, and until when in words; drawn anew when its time is up. */
export function useDisturbance(doNotDisturb: DoNotDisturb): { isQuiet: boolean; words: string } {
  const { untilMs } = doNotDisturb;
  const [, drawAgain] = useState(0);
  useEffect(() => {
    if (untilMs === undefined) return;
    const left = untilMs - Date.now();
    if (left <= 0 || left > longestDelay) return;
    const timer = setTimeout(() => drawAgain((count) => count + 1), left);
    return () => clearTimeout(timer);
  }, [untilMs]);
  const now = Date.now();
  return { isQuiet: !isDisturbing(doNotDisturb, now), words: disturbanceWords(doNotDisturb, now) };
}

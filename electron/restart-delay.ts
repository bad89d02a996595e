import { type Milliseconds, seconds } from "#shared/units/time";

const longest: Milliseconds = seconds(2);
/** An engine that lived this long was well: what ended it is a new trouble, not the old one again. */
const healthyAge: Milliseconds = seconds(60);

/** How many times in a row the engine has ended soon after its start, counting the one that just ended. */
export const deathsInARow = (before: number, lived: Milliseconds): number => (lived >= healthyAge ? 1 : before + 1);

/** How long to wait before the next start: not at all the first time, then longer, never more than two seconds. */
export const restartDelay = (deaths: number): Milliseconds => (deaths <= 1 ? 0 : Math.min(250 * 2 ** (deaths - 2), longest));

/** So many deaths in a row are told to the user: it will not get better by itself. */
export const deathsWorthTelling = 5;

import { panned, type TimeRange, zoomed } from "./time-range";

/** A step of `a` and `d`, of what is shown; and of `w` and `s`. */
export const panStep = 0.15;
const zoomStep = 0.6;
/** With Shift, as many steps at once. */
const atOnce = 3;

/** The stretch of time that a key leads to; undefined for keys that do not move it. */
export function keyedRange(key: string, now: TimeRange, full: TimeRange): TimeRange | undefined {
  const steps = /^[A-Z]$/.test(key) ? atOnce : 1;
  switch (key.toLowerCase()) {
    case "a":
      return panned(now, -panStep * steps);
    case "d":
      return panned(now, panStep * steps);
    case "w":
    // Where there is no key of its own for it, + is one with Shift, and means no more by that.
    case "+":
      return zoomed(now, zoomStep ** steps);
    case "s":
    case "-":
      return zoomed(now, 1 / zoomStep ** steps);
    case "0":
      return full;
    default:
      return undefined;
  }
}

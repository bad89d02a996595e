// How made-up values move: each is a function of time alone, so that a scrape and a made-up past agree, and a seed repeats both.
import { createRandom, type Random } from "../random-numbers";

/** A value at a time, in seconds since 1970. */
export type Shape = (seconds: number) => number;

const day = 86_400;

/** Where a counter began to count: some weeks ago, so that it is large and still exact. */
const countedSince = 1_795_000_000;

/** A chance of its own for each name, whatever the order they are asked in. */
export function chanceOf(name: string): Random {
  let seed = 2166136261;
  for (const letter of name) seed = Math.imul(seed ^ letter.charCodeAt(0), 16777619);
  return createRandom(seed >>> 0);
}

/** Around `middle`, by about `spread`: a day's rhythm, shorter waves and a little noise. Never below `least`. */
export function wave(name: string, middle: number, spread: number, least = 0): Shape {
  const chance = chanceOf(name);
  const waves = [
    { period: day, share: 0.5 },
    { period: 5400 + chance.fraction() * 3000, share: 0.3 },
    { period: 600 + chance.fraction() * 500, share: 0.15 },
    { period: 47 + chance.fraction() * 60, share: 0.05 },
  ].map((each) => ({ ...each, phase: chance.fraction() * 2 * Math.PI }));
  return (seconds) => {
    const sum = waves.reduce(
      (so, { period, share, phase }) => so + share * Math.sin((2 * Math.PI * seconds) / period + phase),
      0,
    );
    return Math.max(least, middle + spread * sum);
  };
}

/** The same, in whole numbers. */
export function wholeWave(name: string, middle: number, spread: number): Shape {
  const shape = wave(name, middle, spread);
  return (seconds) => Math.round(shape(seconds));
}

/** Counts so many a second on average, more by day than by night; it only rises. */
export function count(name: string, perSecond: number): Shape {
  const chance = chanceOf(name);
  const waves = [
    { period: day, share: 0.4 },
    { period: 3600 + chance.fraction() * 1800, share: 0.3 },
    { period: 300 + chance.fraction() * 300, share: 0.15 },
  ].map((each) => ({ ...each, phase: chance.fraction() * 2 * Math.PI }));
  // The integral of 1 + the waves; their shares are less than one together, so it never falls.
  return (seconds) => {
    const since = seconds - countedSince;
    const moved = waves.reduce((so, { period, share, phase }) => {
      const turn = (2 * Math.PI) / period;
      return so - (share / turn) * (Math.cos(turn * since + phase) - Math.cos(phase));
    }, 0);
    return perSecond * (since + moved);
  };
}

export function wholeCount(name: string, perSecond: number): Shape {
  const shape = count(name, perSecond);
  return (seconds) => Math.floor(shape(seconds));
}

export const constant =
  (value: number): Shape =>
  () =>
    value;

/** Falls from `from` towards `to` within each run of `length` seconds, as a loss does while a model learns; then begins anew. */
export function learning(name: string, from: number, to: number, length = 4 * 3600): Shape {
  const noise = wave(name, 0, 1, -1);
  return (seconds) => {
    const share = (seconds % length) / length;
    return (to + (from - to) * Math.exp(-5 * share)) * (1 + 0.04 * noise(seconds));
  };
}

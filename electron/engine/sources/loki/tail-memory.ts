// What a tail has told lately, so that it tells nothing twice where two ways of asking overlap.
import { compareTimes, type LogEntry } from "#shared/logs/block";
import type { EpochMs } from "#shared/units/time";
import { entryHash } from "./entry-key";

interface Instant {
  ms: EpochMs;
  ns: number;
}

interface Told extends Instant {
  hash: number;
}

export interface TailMemory {
  /** Those of the lines that were not told yet; they count as told from now on. */
  take(entries: readonly LogEntry[]): LogEntry[];
  /** The latest time of a line told. */
  readonly newest: Instant | undefined;
  /** From after this time on, everything told is remembered. */
  readonly forgottenUntil: Instant | undefined;
}

/**
 * Lines of the same stream, time and text count as one, as they do for Loki. A query whose `line_format` makes two of them alike
 * loses one here, where they have the same nanosecond.
 */
export function createTailMemory(most: number, now: () => EpochMs): TailMemory {
  const known = new Set<number>();
  /** As a ring: what was told first is forgotten first. */
  const told: Told[] = [];
  let next = 0;
  /** Of clocks that are ahead. To forget one would be not to ask for anything until its time, and lines of right clocks be lost. */
  let ahead: Told[] = [];
  let newest: Instant | undefined;
  let forgottenUntil: Instant | undefined;

  function remember({ ms, ns }: LogEntry, hash: number): void {
    known.add(hash);
    const instant = { ms, ns, hash };
    if (newest === undefined || compareTimes(instant, newest) > 0) newest = instant;
    const oldest = told[next];
    if (oldest) {
      if (oldest.ms > now()) putAside(oldest);
      else forget(oldest);
    }
    told[next] = instant;
    next = (next + 1) % most;
  }

  function forget(line: Told): void {
    known.delete(line.hash);
    if (forgottenUntil === undefined || compareTimes(line, forgottenUntil) > 0) forgottenUntil = line;
  }

  function putAside(line: Told): void {
    ahead.push(line);
    if (ahead.length <= most) return;
    const time = now();
    for (const each of ahead) if (each.ms <= time) forget(each);
    ahead = ahead.filter((each) => each.ms > time);
    // Where every clock is ahead of ours, it is ours that is behind.
    if (ahead.length > most / 2) for (const each of ahead.splice(0, Math.ceil(most / 2))) forget(each);
  }

  return {
    take(entries) {
      return entries.filter((entry) => {
        const hash = entryHash(entry);
        if (known.has(hash)) return false;
        remember(entry, hash);
        return true;
      });
    },
    get newest() {
      return newest;
    },
    get forgottenUntil() {
      return forgottenUntil;
    },
  };
}

// What a tail has told lately, so that it tells nothing twice where two ways of asking overlap.
import { compareTimes, type LogEntry } from "#shared/logs/block";
import type { EpochMs } from "#shared/units/time";
import { entryHash } from "./entry-key";

interface Instant {
  ms: EpochMs;
  ns: number;
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
export function createTailMemory(most: number): TailMemory {
  const known = new Set<number>();
  /** As a ring: what was told first is forgotten first. */
  const told: (Instant & { hash: number })[] = [];
  let next = 0;
  let newest: Instant | undefined;
  let forgottenUntil: Instant | undefined;

  function remember({ ms, ns }: LogEntry, hash: number): void {
    known.add(hash);
    const instant = { ms, ns, hash };
    if (newest === undefined || compareTimes(instant, newest) > 0) newest = instant;
    const forgotten = told[next];
    if (forgotten) {
      known.delete(forgotten.hash);
      if (forgottenUntil === undefined || compareTimes(forgotten, forgottenUntil) > 0) forgottenUntil = forgotten;
    }
    told[next] = instant;
    next = (next + 1) % most;
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

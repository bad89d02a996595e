// The keys under which the ledger's database keeps things. Bytes order them: entries by their time, then by when they were added.
import type { LedgerEntry } from "#shared/contract/alerts";
import type { EpochMs } from "#shared/units/time";

/** Comes after every key that begins with the prefix: no key holds a character this high. */
export const afterAll = (prefix: string): string => `${prefix}\uffff`;

export const entryPrefix = "e/";
export const keptPrefix = "k/";
export const alertPrefix = (alertId: string): string => `a/${encodeURIComponent(alertId)}/`;

/** Where an entry stands among all: `000001795291200123/<order>`. */
export type Position = string;

const timeDigits = 15;

/** Negative times are not of this world, and a position before all others does for them. */
export const timeText = (at: EpochMs): string => String(Math.max(0, Math.floor(at))).padStart(timeDigits, "0");

export interface Positions {
  next(entry: Pick<LedgerEntry, "at">): Position;
}

/** Positions that no other run of the engine gives, and that rise within a millisecond. */
export function createPositions(startedAt: EpochMs): Positions {
  const run = Math.floor(startedAt).toString(36).padStart(9, "0");
  let count = 0;
  return { next: ({ at }) => `${timeText(at)}/${run}${(count++).toString(36).padStart(7, "0")}` };
}

/** `e/<position>` and `a/<alert>/<position>` end alike. */
export const positionOf = (key: string): Position => key.split("/").slice(-2).join("/");

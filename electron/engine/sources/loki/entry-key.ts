// Telling lines apart where parts of two answers overlap.
import { type LogEntry, toNsTime } from "#shared/logs/block";
import { type Labels, labelsKey } from "#shared/model/labels";

/** No more of a line is looked at, but for its length. */
const lookedAt = 4096;

/** Lines of one answer share their labels, whose key is dear. */
const keys = new WeakMap<Labels, string>();

function keyOf(labels: Labels): string {
  const known = keys.get(labels);
  if (known !== undefined) return known;
  const key = labelsKey(labels);
  keys.set(labels, key);
  return key;
}

/**
 * Equal for the same line of the same stream at the same time. What parsers and metadata added is left out: a tail and a query
 * may tell it differently.
 */
export const entryKey = (entry: LogEntry): string =>
  `${toNsTime(entry)} ${entry.line.length} ${entry.line.slice(0, lookedAt)} ${keyOf(entry.labels)}`;

/** The key as a number, where many are kept: of a million lines, two have the same one with a chance of one in 18,000. */
export function entryHash(entry: LogEntry): number {
  const key = entryKey(entry);
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < key.length; index++) {
    const code = key.charCodeAt(index);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return (high & 0x1fffff) * 4294967296 + (low >>> 0);
}

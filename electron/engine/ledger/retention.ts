// The history is kept for a year, and no more of it than the disk can bear.
import type { EpochMs } from "#shared/units/time";
import { hours } from "#shared/units/time";
import { afterAll, alertPrefix, entryPrefix, positionOf, timeText } from "./keys";
import type { LedgerDisk, LedgerOperation } from "./ledger";

const keptFor = hours(24 * 366);
/** About 2 GB. An alert that flaps each second for a year would reach it; the oldest entries go first then. */
const mostEntries = 4_000_000;
const atOnce = 1000;

export async function forgetOld(disk: LedgerDisk, now: EpochMs, most = mostEntries): Promise<void> {
  await forgetUpTo(disk, `${entryPrefix}${timeText(now - keptFor)}`);
  let count = 0;
  const keys = disk.keys({ gte: entryPrefix, lt: afterAll(entryPrefix), reverse: true });
  let firstTooMany: string | undefined;
  try {
    for (let found = await keys.nextv(atOnce); found.length > 0; found = await keys.nextv(atOnce)) {
      count += found.length;
      if (count <= most) continue;
      firstTooMany = found[found.length - 1 - (count - most - 1)];
      break;
    }
  } finally {
    await keys.close();
  }
  if (firstTooMany !== undefined) await forgetUpTo(disk, `${firstTooMany}\u0000`);
}

/** Deletes the entries below a key, with their places in the index of alerts. */
async function forgetUpTo(disk: LedgerDisk, end: string): Promise<void> {
  const iterator = disk.iterator({ gte: entryPrefix, lt: end });
  try {
    for (let found = await iterator.nextv(atOnce); found.length > 0; found = await iterator.nextv(atOnce)) {
      const operations = found.flatMap(([key, text]): LedgerOperation[] => {
        const alertId = alertIdIn(text);
        const index: LedgerOperation[] =
          alertId === undefined ? [] : [{ type: "del", key: `${alertPrefix(alertId)}${positionOf(key)}` }];
        return [{ type: "del", key }, ...index];
      });
      await disk.batch(operations);
    }
  } finally {
    await iterator.close();
  }
}

function alertIdIn(text: string): string | undefined {
  try {
    const entry: unknown = JSON.parse(text);
    return typeof entry === "object" && entry !== null && "alertId" in entry ? String(entry.alertId) : undefined;
  } catch {
    // A damaged entry: its place in the index leads nowhere then, which reading overlooks.
    return undefined;
  }
}

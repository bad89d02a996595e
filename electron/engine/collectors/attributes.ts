// Files under /sys that a driver answers. Each of them may take its time (a bus at 100 kHz, a battery's controller) or have
// nothing to say for now, so they are read away from this thread, and what never changes is not asked for at every run.

import type { Labels } from "#shared/model/labels";
import { type EpochMs, minutes } from "#shared/units/time";
import type { CollectContext } from "./collector";
import { listIfThere } from "./optional-file";
import type { ReadingList } from "./reading-list";
import { numberOf } from "./text/numbers";

export interface Attribute {
  path: string;
  name: string;
  kind: "gauge" | "counter";
  labels: Labels;
  /** The file's number divided by this is the reading: 1000 for milli-degrees. */
  per: number;
  /** A limit or a design value: read once, and again only when the devices are listed anew. */
  isSettled?: boolean;
  /** The runtime_status of a device that must not be asked while it sleeps, because that would wake it. */
  sleeper?: string;
  /** The reading of a settled file; null where it could not be read. */
  kept?: number | null;
}

// Files are kept open up to a number that all collectors share; a server board has more sensors than that.
const mostKeptOpen = 100;

/**
 * Puts a reading for each file that has a number now. A disk asleep answers EAGAIN or ENXIO, a device that was pulled out
 * ENODEV, and some files are for root only: those are absent from this run. One after the other, so that a driver which hangs
 * holds one of Node's four file threads and not all; what is still to be asked at the run's deadline is left out.
 */
export async function putAttributes(
  attributes: readonly Attribute[],
  { host, signal }: CollectContext,
  list: ReadingList,
): Promise<void> {
  let sleeper: string | undefined;
  let isAsleep = false;
  let keptOpen = 0;
  for (const attribute of attributes) {
    if (signal.aborted) return;
    if (attribute.sleeper !== sleeper) {
      sleeper = attribute.sleeper;
      isAsleep = sleeper !== undefined && (await readAttribute(sleeper, { host, signal })) === "suspended";
    }
    if (isAsleep) continue;
    let value = attribute.kept;
    if (value === undefined) {
      const how = attribute.isSettled || keptOpen++ >= mostKeptOpen ? "seldom" : undefined;
      const number = numberOf(await readAttribute(attribute.path, { host, signal }, how));
      value = number === undefined ? null : number / attribute.per;
      if (attribute.isSettled) attribute.kept = value;
    }
    if (value !== null) list[attribute.kind](attribute.name, value, attribute.labels);
  }
}

/** The file's trimmed text; undefined where it is not there or cannot be read just now. */
export async function readAttribute(path: string, { host, signal }: CollectContext, how?: "seldom"): Promise<string | undefined> {
  try {
    return (await host.readText(path, signal, how)).trim();
  } catch {
    // Silence is this device's answer for now; the next run asks again.
    return undefined;
  }
}

/** The entries of a folder of /sys in their order; none when there is no such folder. */
export async function listSorted(path: string, { host, signal }: CollectContext): Promise<string[]> {
  return (await listIfThere(host, path, signal)).sort();
}

/** Devices come and go, but seldom: what `find` found is good for a minute. */
export function everyMinute<Found>(
  find: (context: CollectContext) => Promise<Found>,
): (context: CollectContext) => Promise<Found> {
  let known: { found: Found; at: EpochMs } | undefined;
  return async (context) => {
    const now = context.host.now();
    // A clock that was set back must not make the list stay for hours.
    if (!known || Math.abs(now - known.at) >= minutes(1)) known = { found: await find(context), at: now };
    return known.found;
  };
}

/** Without the labels that have no value: to a query they are the same as labels that are not there. */
export function labelsOf(pairs: Readonly<Record<string, string | undefined>>): Labels {
  const labels: Record<string, string> = {};
  for (const [name, value] of Object.entries(pairs)) if (value) labels[name] = value;
  return Object.freeze(labels);
}

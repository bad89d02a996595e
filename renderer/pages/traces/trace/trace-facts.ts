// What is said of a trace as a whole.
import { formatCount } from "#shared/format/count";
import { fromNsTime } from "#shared/logs/block";
import { spanFlags, type Trace } from "#shared/model/trace";
import { zoneDay, zoneMoment } from "../../../charts/time-zone";
import { nameText } from "./span-text";

export interface TraceFacts {
  /** Position of the span that names the trace. */
  root: number;
  errors: number;
  skewed: number;
  orphans: number;
}

export function traceFacts({ count, flags, parent, duration }: Trace): TraceFacts {
  let root = -1;
  let errors = 0;
  let skewed = 0;
  let orphans = 0;
  for (let position = 0; position < count; position++) {
    const flag = flags[position] ?? 0;
    if (flag & spanFlags.error) errors++;
    if (flag & spanFlags.skewed) skewed++;
    if (flag & spanFlags.orphan) orphans++;
    // A real root before an orphan; of several, the one that takes longest.
    if ((parent[position] ?? 0) < 0 && isBetterRoot({ flags, duration }, position, root)) root = position;
  }
  return { root: Math.max(0, root), errors, skewed, orphans };
}

function isBetterRoot({ flags, duration }: Pick<Trace, "flags" | "duration">, position: number, than: number): boolean {
  if (than < 0) return true;
  const isOrphan = (at: number) => ((flags[at] ?? 0) & spanFlags.orphan) !== 0;
  if (isOrphan(position) !== isOrphan(than)) return isOrphan(than);
  return (duration[position] ?? 0) > (duration[than] ?? 0);
}

const zone = "browser";

/** `21 Nov 12:14:31.204`, and the whole of it for a tooltip. */
export function startText({ startNs }: Pick<Trace, "startNs">): { short: string; whole: string } {
  const { ms, ns } = fromNsTime(startNs);
  const rest = String(Math.floor(ms % 1000)).padStart(3, "0");
  const moment = zoneMoment(zone, ms - (ms % 1000));
  return {
    short: `${zoneDay(zone, ms)} ${moment.slice(11)}.${rest}`,
    whole: `${moment}.${rest}${String(ns).padStart(6, "0")}`,
  };
}

/** As lists have it; an id of another form, as files may have one, is told as far as there is room. */
export const shortId = (id: string): string => (/^[0-9a-f]{16,32}$/i.test(id) ? id.slice(0, 8) : nameText(id));

export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${formatCount(count)} ${count === 1 ? one : many}`;

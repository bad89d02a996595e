// The time in which a span's logs are looked for.
import type { NsTime } from "#shared/model/log";
import type { Nanoseconds } from "#shared/model/trace";
import { later } from "../span-facts";

export interface SpanWindow {
  fromNs: NsTime;
  /** Lines before it, not of it. */
  toNs: NsTime;
  /** What was added at each end. */
  marginNs: Nanoseconds;
}

const second = 1e9;
/** What is tried where there is nothing in the span's own time: a minute, then a quarter of an hour, at each end. */
const wider: readonly Nanoseconds[] = [60 * second, 900 * second];

/** The span with a second or a tenth of it, whichever is more, at each end; and then wider ones. */
export function windowsOf(fromNs: NsTime, durationNs: Nanoseconds): readonly SpanWindow[] {
  const own = Math.max(second, durationNs / 10);
  return [own, ...wider.filter((margin) => margin > own)].map((marginNs) => ({
    fromNs: later(fromNs, -marginNs),
    // The last nanosecond is of it too.
    toNs: later(fromNs, durationNs + marginNs + 1),
    marginNs,
  }));
}

import type { Trace } from "#shared/model/trace";
import type { SpanEvents } from "#shared/traces/span-events";

/** When the events of each span were, by its position, from the trace's `startNs` on. */
export type EventTimes = ReadonlyMap<number, readonly number[]>;

/** Events have the clock of their span, and are moved along with it. */
export function eventTimes(
  { shift }: Pick<Trace, "shift">,
  { span, at }: Pick<SpanEvents, "span" | "at">,
  correctsClocks: boolean,
): EventTimes {
  const times = new Map<number, number[]>();
  for (let index = 0; index < span.length; index++) {
    const position = span[index] ?? 0;
    const time = (at[index] ?? Number.NaN) + (correctsClocks ? (shift[position] ?? 0) : 0);
    if (Number.isNaN(time)) continue;
    const known = times.get(position);
    if (known) known.push(time);
    else times.set(position, [time]);
  }
  return times;
}

// When a span was at work, with the clocks corrected or as they were.
import type { Nanoseconds, Trace } from "../model/trace";
import { type Extent, measureExtent } from "./extent";

/** From the trace's `startNs` on. */
export const startOf = (trace: Trace, position: number, correctsClocks: boolean): Nanoseconds =>
  (trace.start[position] as number) + (correctsClocks ? (trace.shift[position] as number) : 0);

export const endOf = (trace: Trace, position: number, correctsClocks: boolean): Nanoseconds =>
  startOf(trace, position, correctsClocks) + (trace.duration[position] as number);

/** What the time axis shows when it shows everything, from the trace's `startNs` on. Spans decades away are outside of it. */
export const extentOf = (trace: Trace, correctsClocks: boolean): Extent =>
  measureExtent(trace.count, (position) => startOf(trace, position, correctsClocks), trace.duration);

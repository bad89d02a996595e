// Which events are listed, and in which order.
import type { Trace } from "#shared/model/trace";
import type { SpanEvents } from "#shared/traces/span-events";
import { wordFilter } from "../../../../components/word-filter";
import { operationOf, serviceOf } from "../span-words";

export interface EventRowsInput {
  trace: Trace;
  events: SpanEvents;
  /** All of them must be in an event, or in what it is of. */
  words: string;
  /** The spans that count; undefined for all. */
  among: Uint32Array | undefined;
  correctsClocks: boolean;
}

/** The numbers of the events that are listed, the earliest first. */
export function eventRows({ trace, events, words, among, correctsClocks }: EventRowsInput): number[] {
  const counts = among && maskOf(trace.count, among);
  const isFound = words.trim() === "" ? undefined : wordFilter(words);
  const rows: number[] = [];
  for (let event = 0; event < events.span.length; event++) {
    const span = events.span[event] ?? 0;
    if (counts && counts[span] !== 1) continue;
    if (isFound && !isFound(textOf(trace, events, event))) continue;
    rows.push(event);
  }
  // They come in the order of the clocks that told them.
  if (correctsClocks && trace.shift.some((shift) => shift !== 0)) {
    const times = events.at.map((_, event) => eventAt(trace, events, event, true));
    rows.sort((a, b) => compareTimes(times[a] ?? Number.NaN, times[b] ?? Number.NaN) || a - b);
  }
  return rows;
}

/** Those without a time come last. */
const compareTimes = (a: number, b: number): number =>
  Number.isNaN(a) || Number.isNaN(b) ? Number(Number.isNaN(a)) - Number(Number.isNaN(b)) : a - b;

/** When it was, since the trace began. */
export function eventAt(trace: Trace, { at, span }: SpanEvents, event: number, correctsClocks: boolean): number {
  const recorded = at[event] ?? 0;
  return correctsClocks ? recorded + (trace.shift[span[event] ?? 0] ?? 0) : recorded;
}

export const eventName = ({ names, name }: SpanEvents, event: number): string => names[name[event] ?? 0] ?? "";

function textOf(trace: Trace, events: SpanEvents, event: number): string {
  const span = events.span[event] ?? 0;
  const { level, fields } = events;
  return `${eventName(events, event)} ${fields[event]} ${level[event]} ${serviceOf(trace, span)} ${operationOf(trace, span)}`;
}

function maskOf(count: number, positions: Uint32Array): Uint8Array {
  const mask = new Uint8Array(count);
  for (const position of positions) mask[position] = 1;
  return mask;
}

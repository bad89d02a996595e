// The times of one span, whatever unit they are written in.
import { type Instant, instantOf, instantOfDigits, numberOf, perSecond, type TimeUnit, unitOf } from "./instants";
import type { Problems } from "./problems";
import type { SpanTableWriter } from "./table-writer";

/** Nanoseconds as the table counts; NaN where it is not told. */
export interface SpanTimes {
  start: number;
  duration: number;
}

/** A time that no 64 bits hold is none: it would become infinite in a sum, which is neither drawn nor saved. */
const told = (ns: number): number => (Math.abs(ns) < 2 ** 64 ? ns : Number.NaN);

/** Start and duration as microseconds, as Jaeger and Zipkin write them. */
export function timesOfMicros(
  start: unknown,
  duration: unknown,
  writer: SpanTableWriter,
  problems: Problems,
  at: number,
): SpanTimes {
  const startNumber = numberOf(start);
  const unit = unitOf(startNumber, "microseconds");
  if (unit !== "microseconds") noteUnit(unit, "microseconds", problems, at);
  return {
    start: startNumber >= 0 ? told(writer.startAt(instantOf(startNumber, unit))) : Number.NaN,
    // Whoever writes the one in a wrong unit writes the other in it too.
    duration: told(Math.round(numberOf(duration) * (1e9 / perSecond[unit]))),
  };
}

/** An instant inside of a span that is written in microseconds. */
export function instantOfMicros(value: unknown, writer: SpanTableWriter): number {
  const number = numberOf(value);
  return number > 0 ? told(writer.at(instantOf(number, unitOf(number, "microseconds")))) : Number.NaN;
}

/** Start and end as nanoseconds, as OpenTelemetry writes them: as text, because they do not fit a double. */
export function timesOfNanos(start: unknown, end: unknown, writer: SpanTableWriter, problems: Problems, at: number): SpanTimes {
  const from = nanosOf(start, problems, at);
  const to = nanosOf(end, problems, at);
  return {
    start: from ? told(writer.startAt(from)) : Number.NaN,
    duration: from && to ? told((to.seconds - from.seconds) * 1e9 + (to.nanos - from.nanos)) : Number.NaN,
  };
}

export function instantOfNanos(value: unknown, writer: SpanTableWriter, problems: Problems, at: number): number {
  const instant = nanosOf(value, problems, at);
  return instant ? told(writer.at(instant)) : Number.NaN;
}

function nanosOf(value: unknown, problems: Problems, at: number): Instant | undefined {
  // Nineteen digits are nanoseconds of this century; only other lengths are looked at for their unit.
  if (typeof value === "string" && value.length === 19) return instantOfDigits(value);
  const number = numberOf(value);
  if (!(number > 0)) return undefined;
  const unit = unitOf(number, "nanoseconds");
  if (unit === "nanoseconds") return typeof value === "string" ? instantOfDigits(value.trim()) : instantOf(number, unit);
  noteUnit(unit, "nanoseconds", problems, at);
  return instantOf(number, unit);
}

const noteUnit = (is: TimeUnit, belongs: TimeUnit, problems: Problems, at: number) =>
  problems.note(`Times are written in ${is} where ${belongs} belong; they were read as ${is}.`, at);

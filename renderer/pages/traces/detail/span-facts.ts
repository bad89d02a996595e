// What the columns of a trace say of one span: no worker has to be asked for it, so it stands there at once.
import { fromNsTime, plusNs, toNsTime } from "#shared/logs/block";
import type { NsTime } from "#shared/model/log";
import { type Nanoseconds, spanFlags, type Trace } from "#shared/model/trace";
import type { EpochMs } from "#shared/units/time";

export interface SpanFacts {
  service: string;
  operation: string;
  /** From the trace's beginning, as it is drawn. */
  startNs: Nanoseconds;
  /** The same as it was recorded: its events have the times of that clock. */
  recordedStartNs: Nanoseconds;
  /** What was added to it because its clock was off; 0 mostly. */
  shiftNs: Nanoseconds;
  durationNs: Nanoseconds;
  selfNs: Nanoseconds;
  /** Of the trace's duration; undefined where that is nothing. */
  share: number | undefined;
  isError: boolean;
  isUnfinished: boolean;
  /**
   * When it was, by the clock of the machine that made it: its logs and metrics have the times of that same clock, so it is not
   * corrected here.
   */
  fromNs: NsTime;
  toNs: NsTime;
}

export function spanFacts(trace: Trace, position: number, correctsClocks = true): SpanFacts {
  const flags = trace.flags[position] ?? 0;
  const recorded = trace.start[position] ?? 0;
  const shiftNs = correctsClocks ? (trace.shift[position] ?? 0) : 0;
  const durationNs = trace.duration[position] ?? 0;
  const whole = correctsClocks ? trace.durationNs : trace.recordedDurationNs;
  return {
    service: trace.services[trace.service[position] ?? -1] ?? "",
    operation: trace.operations[trace.operation[position] ?? -1] ?? "",
    startNs: recorded + shiftNs,
    recordedStartNs: recorded,
    shiftNs,
    durationNs,
    selfNs: trace.self[position] ?? 0,
    share: whole > 0 ? durationNs / whole : undefined,
    isError: (flags & spanFlags.error) !== 0,
    isUnfinished: (flags & spanFlags.unfinished) !== 0,
    fromNs: later(trace.startNs, recorded),
    toNs: later(trace.startNs, recorded + durationNs),
  };
}

/** So many nanoseconds after (or, below 0, before) a time. */
export const later = (time: NsTime, more: Nanoseconds): NsTime => toNsTime(plusNs(fromNsTime(time), Math.round(more)));

export const msOf = (time: NsTime): EpochMs => {
  const { ms, ns } = fromNsTime(time);
  return ms + ns / 1e6;
};

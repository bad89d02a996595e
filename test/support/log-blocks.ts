// Blocks of log lines written by hand: `[time in ns, text]`, and the number of the label set where it is not the first.
import { fromNsTime, toNsTime } from "#shared/logs/block";
import type { Labels } from "#shared/model/labels";
import type { LogBlock } from "#shared/model/log";

export type WrittenLine = readonly [ns: string, text: string, stream?: number];

export function blockOf(lines: readonly WrittenLine[], streams: readonly Labels[] = [], more: Partial<LogBlock> = {}): LogBlock {
  const times = lines.map(([ns]) => fromNsTime(ns));
  return {
    streams: [...streams],
    ms: Float64Array.from(times, ({ ms }) => ms),
    ns: Float64Array.from(times, ({ ns }) => ns),
    stream: Float64Array.from(lines, ([, , stream = 0]) => stream),
    lines: lines.map(([, text]) => text),
    ...more,
  };
}

/** Back into what was written. */
export const linesOf = ({ ms, ns, stream, lines }: LogBlock): WrittenLine[] =>
  lines.map((text, index) => [toNsTime({ ms: ms[index] as number, ns: ns[index] as number }), text, stream[index] as number]);

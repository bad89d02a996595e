// Lines over time by level, counted as they come: while a tail runs nobody asks the server for them.
import type { LogVolume } from "#shared/contract/logs";
import { createToldStreams } from "#shared/logs/block";
import { levelOf } from "#shared/logs/level";
import { type LogBlock, type LogLevel, logLevels } from "#shared/model/log";
import type { EpochMs, Milliseconds } from "#shared/units/time";

export interface VolumeCount {
  beginStream(): (block: LogBlock) => void;
  /** One line more, of which the level is known. */
  add(ms: EpochMs, level: LogLevel): void;
  /** The steps that touch this stretch of time, on top of what the source counted before; what is older is forgotten. */
  read(startMs: EpochMs, endMs: EpochMs, before?: LogVolume): LogVolume;
}

export function createVolumeCount(stepMs: Milliseconds): VolumeCount {
  /** Of each step that has lines, how many of each level. */
  const steps = new Map<number, Float64Array>();

  function stepAt(ms: EpochMs): Float64Array {
    const number = Math.floor(ms / stepMs);
    let step = steps.get(number);
    if (!step) {
      step = new Float64Array(logLevels.length);
      steps.set(number, step);
    }
    return step;
  }

  function count(ms: EpochMs, level: LogLevel): void {
    const place = logLevels.indexOf(level);
    const step = stepAt(ms);
    step[place] = (step[place] as number) + 1;
  }

  return {
    add: count,
    beginStream() {
      const streams = createToldStreams();
      return (block) => {
        streams.take(block);
        for (const [index, line] of block.lines.entries()) {
          const labels = streams.labelsOf(block.stream[index] as number) ?? {};
          const level = levelOf(labels, line, block.metadata?.[index], block.parsed?.[index]);
          count(block.ms[index] as number, level);
        }
      };
    },
    read(startMs, endMs, before) {
      const first = Math.floor(startMs / stepMs);
      const length = Math.max(0, Math.ceil(endMs / stepMs) - first);
      for (const number of steps.keys()) if (number < first) steps.delete(number);
      const levels = logLevels.flatMap((level, place) => {
        const counts = Float64Array.from({ length }, (_, index) => steps.get(first + index)?.[place] ?? 0);
        const earlier = before?.levels.find((each) => each.level === level)?.counts;
        for (const [index, time] of before?.times.entries() ?? []) {
          const at = Math.floor(time / stepMs) - first;
          if (at >= 0 && at < length) counts[at] = (counts[at] as number) + (earlier?.[index] ?? 0);
        }
        return counts.some((lines) => lines > 0) ? [{ level, counts }] : [];
      });
      return { times: Float64Array.from({ length }, (_, index) => (first + index) * stepMs), levels, warnings: [] };
    },
  };
}

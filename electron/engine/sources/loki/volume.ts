// How many lines of each level there are over time.
import type { LogVolume } from "#shared/contract/logs";
import { volumeQuery } from "#shared/logql/queries";
import { levelOfWord } from "#shared/logs/level";
import { AppError } from "#shared/model/failure";
import type { Labels } from "#shared/model/labels";
import { type LogLevel, logLevels } from "#shared/model/log";
import type { Series } from "#shared/model/series";
import type { EpochMs, Milliseconds } from "#shared/units/time";
import type { Wait } from "./client";

interface Asked extends Wait {
  expr: string;
  startMs: EpochMs;
  endMs: EpochMs;
  stepMs: Milliseconds;
}

type AskRange = (
  asked: { expr: string; start: EpochMs; end: EpochMs; step: Milliseconds } & Wait,
) => Promise<{ series: Series[]; warnings: string[] }>;

/** Steps begin at multiples of their length, as Loki itself rounds them. */
export async function askVolume(range: AskRange, { expr, startMs, endMs, stepMs, ...wait }: Asked): Promise<LogVolume> {
  // Loki counts by whole milliseconds at best, and a step of a second is the least that it does not round.
  const step = Math.max(1000, Math.ceil(stepMs / 1000) * 1000);
  const first = Math.floor(startMs / step) * step;
  const count = Math.max(1, Math.ceil((endMs - first) / step));
  // What is counted at a time is what lies in the step before it.
  const asked = { start: first + step, end: first + count * step, step, ...wait };
  const { series, warnings } = await forgiving((query) => range({ expr: volumeQuery(query, `${step / 1000}s`), ...asked }), expr);
  const times = Float64Array.from({ length: count }, (_, index) => first + index * step);
  const levels = new Map<LogLevel, Float64Array<ArrayBuffer>>();
  for (const { labels, times: at, values } of series) {
    const level = levelOfSeries(labels);
    const counts = levels.get(level) ?? new Float64Array(count);
    levels.set(level, counts);
    for (const [index, value] of values.entries()) {
      const position = Math.round(((at[index] ?? 0) - first) / step) - 1;
      if (position >= 0 && position < count) counts[position] = (counts[position] ?? 0) + value;
    }
  }
  return { times, levels: logLevels.flatMap((level) => levelWith(level, levels.get(level))), warnings };
}

const levelWith = (level: LogLevel, counts: Float64Array<ArrayBuffer> | undefined) => (counts ? [{ level, counts }] : []);

/** Loki 3 finds a level out by itself; a label or field of that name is what there is elsewhere. */
function levelOfSeries(labels: Labels): LogLevel {
  for (const name of ["detected_level", "level"]) {
    const level = Object.hasOwn(labels, name) ? levelOfWord(labels[name] ?? "") : "unknown";
    if (level !== "unknown") return level;
  }
  return "unknown";
}

/**
 * Asks with a log query inside. A line that its parsers cannot read fails the whole count, though a log query shows it: then it
 * is asked once more, without the marks of such lines.
 */
export async function forgiving<T>(ask: (logQuery: string) => Promise<T>, logQuery: string): Promise<T> {
  try {
    return await ask(logQuery);
  } catch (error) {
    const isAboutLines = error instanceof AppError && error.failure.kind === "bad-query" && /__error__/.test(error.failure.say);
    if (!isAboutLines) throw error;
    // On a line of its own: the query may end with a comment.
    return ask(`${logQuery}\n| drop __error__, __error_details__`);
  }
}

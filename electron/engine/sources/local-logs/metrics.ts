// Numbers made of lines: metric queries, and how many lines there are of each level.

import { createLogMetrics } from "#shared/logql/evaluate/metrics";
import { fromNsTime, plusNs } from "#shared/logs/block";
import { levelOf } from "#shared/logs/level";
import { AppError } from "#shared/model/failure";
import { type LogLevel, logLevels } from "#shared/model/log";
import type { Series } from "#shared/model/series";
import type { EpochMs, Milliseconds } from "#shared/units/time";
import type { LogSource } from "../log-source";
import { refuseTooManyPoints } from "../range-limit";
import { namesLevel, withLevel } from "./detected-level";
import { needleOf, needleOfMetric } from "./needle";
import { acceptOf, createWarnings, linesQuery, readQuery } from "./query-pages";
import type { Reading } from "./reading";
import { reachOf, selectionOf } from "./selection";

type VolumeAsked = Parameters<LogSource["volume"]>[0];
const mostSteps = 11_000;

export async function metricRange(
  reading: Reading,
  { expr, start, end, step, signal }: { expr: string; start: EpochMs; end: EpochMs; step: Milliseconds; signal: AbortSignal },
): Promise<{ series: Series[]; warnings: string[] }> {
  refuseTooManyPoints({ start, end, step });
  const query = readQuery(expr);
  if (query.kind === "lines") {
    throw new AppError({
      kind: "bad-query",
      say: "This is a log query, which has no numbers: count its lines, as in count_over_time(… [5m]).",
    });
  }
  const metrics = createLogMetrics(query, { start, end, step });
  const isLevelAsked = namesLevel(query.expr);
  const warnings = createWarnings();
  const reach = reachOf(query.expr);
  const batches = reading.read({
    selection: selectionOf(query),
    // The lines are sorted out by who counts them, as a query may have several selectors; kept they need not be.
    accept(entry) {
      metrics.add(isLevelAsked ? withLevel(entry) : entry);
      return undefined;
    },
    needle: needleOfMetric(query.expr),
    start: { ms: start - Math.ceil(reach.before * 1000), ns: 0 },
    end: plusNs({ ms: end - Math.floor(reach.offset * 1000), ns: 0 }, 1),
    direction: "forward",
    signal,
    warn: warnings.add,
  });
  for await (const _ of batches) signal.throwIfAborted();
  return { series: metrics.series(), warnings: warnings.take() };
}

export async function volumeOf(
  reading: Reading,
  { expr, stepMs, startNs, endNs, signal }: VolumeAsked,
): ReturnType<LogSource["volume"]> {
  const query = linesQuery(expr);
  const [start, end] = [fromNsTime(startNs), fromNsTime(endNs)];
  const first = Math.floor(start.ms / stepMs) * stepMs;
  const steps = Math.max(1, Math.ceil((end.ms + (end.ns > 0 ? 1 : 0) - first) / stepMs));
  if (steps > mostSteps) {
    throw new AppError({
      kind: "bad-request",
      say: `That many steps (${steps}) are more than any screen shows: take a longer step.`,
    });
  }
  const times = Float64Array.from({ length: steps }, (_, index) => first + index * stepMs);
  const counts = new Map<LogLevel, Float64Array<ArrayBuffer>>();
  const warnings = createWarnings();
  const accept = acceptOf(query);
  const batches = reading.read({
    selection: selectionOf(query),
    accept(entry) {
      const found = accept(entry);
      if (!found) return undefined;
      const level = levelOf(found.labels, found.line, found.metadata, found.parsed);
      let ofLevel = counts.get(level);
      if (!ofLevel) {
        ofLevel = new Float64Array(steps);
        counts.set(level, ofLevel);
      }
      const step = Math.floor((entry.ms - first) / stepMs);
      ofLevel[step] = (ofLevel[step] ?? 0) + 1;
      return undefined;
    },
    needle: needleOf(query.stages),
    start,
    end,
    direction: "forward",
    signal,
    warn: warnings.add,
  });
  for await (const _ of batches) signal.throwIfAborted();
  const levels = logLevels.flatMap((level) => {
    const found = counts.get(level);
    return found ? [{ level, counts: found }] : [];
  });
  return { times, levels, warnings: warnings.take() };
}

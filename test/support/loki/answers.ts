// The shapes of Loki's answers: https://grafana.com/docs/loki/latest/reference/loki-http-api/
import { type LogEntry, toNsTime } from "#shared/logs/block";
import { type Labels, labelsKey } from "#shared/model/labels";
import type { Series } from "#shared/model/series";

type Value = [time: string, line: string, categories?: { structuredMetadata?: Labels; parsed?: Labels }];

interface WireStream {
  stream: Labels;
  values: Value[];
}

/** Lines by their streams. Without categories every label of a line is its stream's, and one source becomes many streams. */
export function streamsOf(entries: readonly LogEntry[], isCategorized: boolean): WireStream[] {
  const streams = new Map<string, WireStream>();
  for (const entry of entries) {
    const stream = isCategorized ? entry.labels : merged(entry);
    const key = labelsKey(stream);
    const known = streams.get(key) ?? { stream, values: [] };
    streams.set(key, known);
    known.values.push(wireValue(entry, isCategorized));
  }
  return [...streams.values()];
}

/** Of a tail: every line by itself. */
export const streamsOfTail = (entries: readonly LogEntry[], isCategorized: boolean): WireStream[] =>
  entries.map((entry) => ({
    stream: isCategorized ? entry.labels : merged(entry),
    values: [wireValue(entry, isCategorized)],
  }));

/** A label that a parser takes over is the parser's. */
const merged = ({ labels, metadata, parsed }: LogEntry): Labels => ({ ...labels, ...metadata, ...parsed });

function wireValue({ ms, ns, line, metadata, parsed }: LogEntry, isCategorized: boolean): Value {
  const time = toNsTime({ ms, ns });
  if (!isCategorized) return [time, line];
  return [time, line, { ...(metadata && { structuredMetadata: metadata }), ...(parsed && { parsed }) }];
}

/** Seconds with milliseconds, and the value as Go writes it. */
const point = (ms: number, value: number): [number, string] => [ms / 1000, numberText(value)];

const numberText = (value: number) =>
  Number.isFinite(value) ? String(value) : Number.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";

export const matrixOf = (series: readonly Series[]) =>
  series.map(({ labels, times, values }) => ({
    metric: labels,
    values: Array.from(times, (time, index) => point(time, values[index] ?? Number.NaN)),
  }));

/** The last point of each. */
export const vectorOf = (series: readonly Series[]) =>
  series
    .filter(({ times }) => times.length > 0)
    .map(({ labels, times, values }) => ({ metric: labels, value: point(times.at(-1) ?? 0, values.at(-1) ?? Number.NaN) }));

export interface Read {
  bytes: number;
  lines: number;
  given: number;
}

/** What it cost; the real one tells much more. */
export const statsOf = ({ bytes, lines, given }: Read) => ({
  summary: {
    bytesProcessedPerSecond: bytes * 100,
    linesProcessedPerSecond: lines * 100,
    totalBytesProcessed: bytes,
    totalLinesProcessed: lines,
    execTime: 0.01,
    queueTime: 0.0001,
    subqueries: 0,
    totalEntriesReturned: given,
    splits: 1,
    shards: 1,
    totalPostFilterLines: given,
  },
});

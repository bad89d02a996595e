// The series of Prometheus's test scripts: as in its unit-test files, but for start timestamps.
import type { Labels } from "#shared/model/labels";
import { parseDuration } from "#shared/promql/literals";
import { readSeries, readSeriesValues, type SeriesValue } from "#shared/promql/series-notation";

export type ScriptValue = SeriesValue;

export interface SeriesLine {
  labels: Labels;
  values: ScriptValue[];
  /** The line gives start timestamps for the series of the next one. */
  isStartTimestamps: boolean;
}

export function readSeriesLine(line: string): SeriesLine {
  const { labels, to } = readSeries(line);
  const isStartTimestamps = line.startsWith("@st", to);
  return { labels, values: isStartTimestamps ? [] : readSeriesValues(line.slice(to)), isStartTimestamps };
}

/** `5m`, `1m30s` or a bare 0, in milliseconds. */
export function readDurationMs(text: string): number {
  const seconds = text === "0" ? 0 : parseDuration(text);
  if (seconds === undefined) throw new Error(`not a duration: ${text}`);
  return Math.round(seconds * 1000);
}

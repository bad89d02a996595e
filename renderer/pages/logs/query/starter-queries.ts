// First queries for somebody who does not know the source yet: its own streams, and what can be done with one of them.
import { quote } from "#shared/promql/go-text";

/** Labels that say what wrote the lines, those that say it best first. */
const tellingLabels = ["service_name", "service", "app", "job", "container", "compose_service", "unit", "filename"] as const;
/** On this machine each of them tells about another kind of place. */
const localLabels = ["unit", "container", "filename"] as const;

/** The labels whose values are worth being offered as streams; none where there are no labels. */
export function starterLabels(names: readonly string[], isLocal: boolean): string[] {
  if (isLocal) return localLabels.filter((label) => names.includes(label));
  const label = tellingLabels.find((each) => names.includes(each)) ?? names.find((name) => !name.startsWith("__"));
  return label === undefined ? [] : [label];
}

export interface Starter {
  about: string;
  expr: string;
}

export const streamOf = (label: string, value: string): string => `{${label}=${quote(value)}}`;

/** The kinds of question that logs answer, asked about one stream. */
export const examplesFor = (stream: string): Starter[] => [
  { about: "Lines with a word in them", expr: `${stream} |= "ERROR"` },
  { about: "JSON lines by one of their fields", expr: `${stream} | json | level="error"` },
  { about: "JSON lines by a number in them", expr: `${stream} | json | duration_ms > 5000` },
  { about: "How many a second, as a chart", expr: `rate(${stream} |= "ERROR" [5m])` },
];

/** Those with the most bytes first, where that is known; the others keep their order behind them. */
export function byBytes<T extends { bytes?: number | undefined }>(streams: readonly T[]): T[] {
  return streams.toSorted((a, b) => (b.bytes ?? -1) - (a.bytes ?? -1));
}

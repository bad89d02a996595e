// Every line knows its level under the name that Loki 3 gives it, so that the same filter finds it here and there.
import type { LogEntry } from "#shared/logs/block";
import { levelOf } from "#shared/logs/level";
import type { LogLevel } from "#shared/model/log";

const levelName = "detected_level";

/** As Loki writes them: https://grafana.com/docs/loki/latest/get-started/labels/ */
const lokiWords: Readonly<Record<LogLevel, string>> = {
  critical: "critical",
  error: "error",
  warning: "warn",
  info: "info",
  debug: "debug",
  trace: "trace",
  unknown: "unknown",
};

export function withLevel(entry: LogEntry): LogEntry {
  if (entry.metadata && Object.hasOwn(entry.metadata, levelName)) return entry;
  const level = levelOf(entry.labels, entry.line, entry.metadata);
  return { ...entry, metadata: { ...entry.metadata, [levelName]: lokiWords[level] } };
}

/** Whether a part of a query names the level: only then it has to be known of lines that may not be wanted at all. */
export const namesLevel = (part: unknown): boolean => JSON.stringify(part).includes(levelName);

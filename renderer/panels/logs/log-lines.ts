// Frames of texts as lines of a log: which column is the line, how urgent it is, and which lines say the same.
import type { Field, Frame } from "#shared/dashboards/data/frame";
import type { LogsOptions } from "#shared/dashboards/options/logs";
import type { EpochMs } from "#shared/units/time";

export type LogLevel = "critical" | "error" | "warning" | "info" | "debug" | "unknown";

export interface LogLine {
  key: string;
  at: EpochMs | undefined;
  level: LogLevel;
  text: string;
  labels: readonly { name: string; value: string }[];
  /** How many lines in a row say this. */
  count: number;
}

/** More than anyone scrolls through; the newest. */
const mostLines = 5000;

const bodyNames = /^(line|body|message|msg|log|content)$/i;
const levelNames = ["detected_level", "level", "severity", "lvl", "log_level", "loglevel"];

export function linesOf(
  frames: readonly Frame[],
  { sortOrder, dedupStrategy }: Pick<LogsOptions, "sortOrder" | "dedupStrategy">,
): LogLine[] {
  const lines = frames.flatMap(frameLines);
  // Lines of the same moment stay as they came: their order is often the only one there is.
  lines.sort((a, b) => (b.at ?? 0) - (a.at ?? 0));
  const newest = deduped(lines.slice(0, mostLines), dedupStrategy);
  return sortOrder === "Descending" ? newest : newest.reverse();
}

function frameLines(frame: Frame, frameIndex: number): LogLine[] {
  const texts = frame.fields.filter(({ kind }) => kind === "string");
  const body = texts.find(({ name }) => bodyNames.test(name)) ?? texts[0];
  if (!body) return [];
  const time = frame.fields.find(({ kind }) => kind === "time");
  const others = frame.fields.filter((field) => field !== body && field !== time && field.kind !== "other");
  return Array.from({ length: frame.length }, (_, row) => {
    const text = String(body.values[row] ?? "");
    const labels = labelsOf(body, others, row);
    const at = Number(time?.values[row] ?? Number.NaN);
    return {
      key: `${frameIndex}/${row}`,
      at: Number.isFinite(at) ? at : undefined,
      level: levelOf(text, labels),
      text,
      labels,
      count: 1,
    };
  });
}

function labelsOf(body: Field, others: readonly Field[], row: number): LogLine["labels"] {
  const own = Object.entries(body.labels).map(([name, value]) => ({ name, value }));
  const beside = others.flatMap((field) => {
    const value: unknown = field.values[row];
    return value === null || value === undefined || value === "" || Number.isNaN(value)
      ? []
      : [{ name: field.display, value: String(value) }];
  });
  return [...own, ...beside];
}

const levelWords: readonly [RegExp, LogLevel][] = [
  [/^(emerg|emergency|fatal|alert|crit|critical|panic)$/i, "critical"],
  [/^(err|eror|error)$/i, "error"],
  [/^(warn|warning)$/i, "warning"],
  [/^(info|information|informational|notice)$/i, "info"],
  [/^(dbug|debug|trace|verbose|fine)$/i, "debug"],
];

const levelOfWord = (word: string): LogLevel | undefined => levelWords.find(([words]) => words.test(word))?.[1];

// In the first part of a line, where loggers write it: `level=warn`, `"severity":"ERROR"`, `[info]`, `WARN `, `E1121`.
const written =
  /(?:\b(?:level|lvl|severity)["']?\s*[=:]\s*["']?(\w+))|(?:^|[\s[<(|])(EMERG|FATAL|CRITICAL|CRIT|PANIC|ERROR|ERR|WARNING|WARN|INFO|NOTICE|DEBUG|TRACE)(?=[\s\]>:)|]|$)/i;

/** By its label, otherwise by what the line itself says at its beginning. */
export function levelOf(text: string, labels: LogLine["labels"]): LogLevel {
  for (const name of levelNames) {
    const label = labels.find((each) => each.name === name);
    const level = label && levelOfWord(label.value.trim());
    if (level) return level;
  }
  const found = written.exec(text.slice(0, 300));
  return levelOfWord(found?.[1] ?? found?.[2] ?? "") ?? "unknown";
}

/** Neighbours that say the same, as one with their number. */
function deduped(lines: readonly LogLine[], strategy: LogsOptions["dedupStrategy"]): LogLine[] {
  if (strategy === "none") return [...lines];
  const kept: LogLine[] = [];
  let before: string | undefined;
  for (const line of lines) {
    const sign = signOf(line.text, strategy);
    const last = kept[kept.length - 1];
    if (last && sign === before) last.count++;
    else kept.push({ ...line });
    before = sign;
  }
  return kept;
}

const isoTime = /\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(?:[.,]\d{1,9})?(?:Z|[+-]\d{2}:?\d{2})?/g;

function signOf(text: string, strategy: "exact" | "numbers" | "signature"): string {
  switch (strategy) {
    case "exact":
      return text.replace(isoTime, "");
    case "numbers":
      return text.replace(isoTime, "").replace(/\d+/g, "");
    case "signature":
      return text.replace(/[\p{L}\p{N}]+/gu, "");
  }
}

/** A line that is JSON, spread out; any other as it is. */
export function prettyText(text: string): string {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2);
  } catch {
    // It only began like JSON.
    return text;
  }
}

// How bad a line says it is. Loki 3 tells it by itself (`detected_level`); otherwise a label or a field of the usual names does,
// and a word near the line's beginning where there is none of them.
import type { Labels } from "../model/labels";
import type { LogLevel } from "../model/log";

/** Every word that is a level, in lower case, and which one. Numbers are syslog's priorities, and those that pino writes. */
const words: ReadonlyMap<string, LogLevel> = new Map(
  (
    [
      ["critical", "critical crit fatal emerg emergency alert panic 0 1 2 60"],
      ["error", "error err eror severe e 3 50"],
      ["warning", "warning warn w 4 40"],
      ["info", "info information informational notice i 5 6 30"],
      ["debug", "debug dbug dbg d 7 20"],
      ["trace", "trace trc finest verbose 10"],
    ] as const
  ).flatMap(([level, all]) => all.split(" ").map((word) => [word, level] as const)),
);

/** The level that a value of a level field means; `unknown` for any other. */
export const levelOfWord = (word: string): LogLevel => words.get(word.trim().toLowerCase()) ?? "unknown";

/** Labels and fields that hold a level, the surest first. */
export const levelNames = [
  "detected_level",
  "level",
  "severity",
  "severity_text",
  "loglevel",
  "log_level",
  "lvl",
  "priority",
] as const;

/** No further into a line than this is looked for a level: what stands later is its message. */
const lookedAt = 512;

const field = /["']?\b(?:level|severity|loglevel|log_level|lvl)["']?\s*[=:]\s*["']?([A-Za-z]+|\d{1,2})\b/i;
// In capitals, or between brackets: a word in a sentence ("no errors found") says nothing.
const bare = /(?:^|[\s[(<|])(CRITICAL|FATAL|PANIC|EMERG|ERROR|ERR|SEVERE|WARNING|WARN|INFO|NOTICE|DEBUG|TRACE)(?=$|[\s\])>|:,])/;
const bracketed = /[[(<](critical|fatal|panic|error|err|warning|warn|info|notice|debug|trace)[\])>]/i;
// klog and glog: "E0821 12:00:01.123456".
const klog = /^([IWEF])\d{4} \d\d:\d\d:/;

/** How bad a line says it is: by its labels where they say, else by its text. */
export function levelOf(labels: Labels, line: string, metadata?: Labels | null, parsed?: Labels | null): LogLevel {
  for (const name of levelNames) {
    for (const set of [parsed, metadata, labels]) {
      if (!set || !Object.hasOwn(set, name)) continue;
      const level = levelOfWord(set[name] ?? "");
      if (level !== "unknown") return level;
    }
  }
  return levelOfLine(line);
}

export function levelOfLine(line: string): LogLevel {
  const start = line.length > lookedAt ? line.slice(0, lookedAt) : line;
  const found = field.exec(start)?.[1] ?? bare.exec(start)?.[1] ?? bracketed.exec(start)?.[1];
  if (found !== undefined) return levelOfWord(found);
  const letter = klog.exec(start)?.[1];
  if (letter === undefined) return "unknown";
  return letter === "F" ? "critical" : levelOfWord(letter);
}

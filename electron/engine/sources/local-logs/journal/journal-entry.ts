// One line of `journalctl -o json` as an entry. The fields: https://systemd.io/JOURNAL_EXPORT_FORMATS/ and systemd.journal-fields(7)
import type { LogEntry } from "#shared/logs/block";
import { levelOfLine, levelOfWord } from "#shared/logs/level";
import type { Labels } from "#shared/model/labels";

/** Asked of journalctl, which tells a time and a cursor beside them. */
export const journalFields = [
  "MESSAGE",
  "PRIORITY",
  "_SYSTEMD_UNIT",
  "_SYSTEMD_USER_UNIT",
  "UNIT",
  "USER_UNIT",
  "SYSLOG_IDENTIFIER",
  "_COMM",
  "_PID",
  "_HOSTNAME",
  "_TRANSPORT",
];

/** In which fields a unit's name may stand, the first first: what the manager says of a unit counts as that unit's. */
export const unitFields = ["UNIT", "USER_UNIT", "_SYSTEMD_USER_UNIT", "_SYSTEMD_UNIT"] as const;

export interface JournalEntry extends LogEntry {
  /** Where it stands in the journal: reading goes on behind it. */
  cursor: string | undefined;
}

/** Undefined: no entry of a journal. Label sets that are alike are one object. */
export type ReadEntry = (line: string) => JournalEntry | undefined;

/** Streams are few; a program that makes up names without end shall not fill the memory. */
const mostSets = 10_000;

export function createEntryReader(): ReadEntry {
  const sets = new Map<string, Labels>();

  function labelsOf(fields: Record<string, unknown>): Labels {
    const unit = first(fields, unitFields);
    const identifier = first(fields, ["SYSLOG_IDENTIFIER", "_COMM"]);
    const host = textOf(fields._HOSTNAME);
    const key = `${unit}\0${identifier}\0${host}`;
    const known = sets.get(key);
    if (known) return known;
    const labels: Labels = {
      source: "journal",
      ...(unit && { unit }),
      ...(identifier && { identifier }),
      ...(host && { host }),
    };
    if (sets.size >= mostSets) sets.clear();
    sets.set(key, labels);
    return labels;
  }

  return (line) => {
    const fields = parsed(line);
    const time = fields && textOf(fields.__REALTIME_TIMESTAMP);
    if (!fields || !time || !/^\d{4,16}$/.test(time)) return undefined;
    const text = textOf(fields.MESSAGE) ?? "";
    const pid = textOf(fields._PID);
    const level = levelOfEntry(fields, text);
    return {
      ms: Number(time.slice(0, -3)),
      ns: Number(time.slice(-3)) * 1000,
      labels: labelsOf(fields),
      line: text,
      metadata: { ...(level && { level }), ...(pid && { pid }) },
      cursor: textOf(fields.__CURSOR),
    };
  };
}

/** What a service prints has the priority of its pipe, whatever it prints; then its words say more. */
function levelOfEntry(fields: Record<string, unknown>, text: string): string | undefined {
  const priority = textOf(fields.PRIORITY);
  if (priority === undefined) return undefined;
  if (fields._TRANSPORT === "stdout" && priority === "6") {
    const said = levelOfLine(text);
    if (said !== "unknown") return said;
  }
  return levelOfWord(priority);
}

const first = (fields: Record<string, unknown>, names: readonly string[]): string | undefined => {
  for (const name of names) {
    const text = textOf(fields[name]);
    if (text) return text;
  }
  return undefined;
};

/** What is not UTF-8 comes as the numbers of its bytes; a field that an entry has several times comes as a list. */
function textOf(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  if (!Array.isArray(value)) return undefined;
  if (value.every((item) => typeof item === "number")) return Buffer.from(value).toString("utf8");
  const texts = value.map(textOf).filter((text) => text !== undefined);
  return texts.length > 0 ? texts.join("\n") : undefined;
}

function parsed(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    // The last line of a program that was ended in the middle.
    return undefined;
  }
}

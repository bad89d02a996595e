// From the wire to lines in the order of time: a server sorts inside each stream only.
import { compareTimes, fromNsTime, type LogEntry } from "#shared/logs/block";
import { AppError } from "#shared/model/failure";
import type { Labels } from "#shared/model/labels";
import type { WireStream } from "./wire";

export type Direction = "backward" | "forward";

/**
 * The lines of all streams, merged. Lines of the same time keep the order in which the server gave them.
 *
 * With the header `X-Loki-Response-Encoding-Flags: categorize-labels` a line is `["ns", "text", {structuredMetadata, parsed}]`, and
 * its stream has its own labels only. Servers before 2.9 do not know it: their lines have no third part, and their streams hold
 * whatever the query added.
 */
export function toEntries(streams: readonly WireStream[], direction: Direction): LogEntry[] {
  const entries: LogEntry[] = [];
  for (const { stream, values } of streams) {
    const labels = toLabels(stream);
    for (const row of values ?? []) entries.push(toEntry(row, labels));
  }
  const sign = direction === "forward" ? 1 : -1;
  // Sorting is stable.
  return entries.sort((a, b) => sign * compareTimes(a, b));
}

function toEntry(row: unknown, labels: Labels): LogEntry {
  if (!Array.isArray(row) || typeof row[0] !== "string" || typeof row[1] !== "string" || !/^\d{1,19}$/.test(row[0])) {
    throw malformed("a line that is not a time and a text");
  }
  const entry: LogEntry = { ...fromNsTime(row[0]), labels, line: row[1] };
  const more: unknown = row[2];
  if (typeof more === "object" && more !== null) {
    const { structuredMetadata, parsed } = more as Record<string, unknown>;
    const metadata = someLabels(structuredMetadata);
    if (metadata) entry.metadata = metadata;
    const found = someLabels(parsed);
    if (found) entry.parsed = found;
  }
  return entry;
}

const someLabels = (wire: unknown): Labels | undefined => {
  const labels = toLabels(wire);
  return Object.keys(labels).length === 0 ? undefined : labels;
};

function toLabels(wire: unknown): Labels {
  const labels: Record<string, string> = {};
  if (wire === undefined || wire === null) return labels;
  if (typeof wire !== "object" || Array.isArray(wire)) throw malformed("labels that are no labels");
  for (const [name, value] of Object.entries(wire)) {
    // That name is not safe to handle.
    if (name === "__proto__") continue;
    if (typeof value !== "string") throw malformed("a label that is not text");
    labels[name] = value;
  }
  return labels;
}

const malformed = (what: string) =>
  new AppError({ kind: "not-that-server", say: `The answer holds ${what}: it is not what Loki's API sends.` });

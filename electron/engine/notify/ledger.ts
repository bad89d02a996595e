// The history of the alerts: what happened, what was said, and why something was not said. One line of JSON per entry, so
// that a damaged line costs that line only.
import { appendFile, mkdir, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { type LedgerEntry, ledgerEntrySchema } from "#shared/contract/alerts";
import type { EpochMs } from "#shared/units/time";
import type { Log } from "../log";

export interface Told {
  at: EpochMs;
  isTold: boolean;
  /** "notified", or "not notified: " and the reason. */
  outcome: string;
}

export interface Ledger {
  /** Reads what is on disk; before that, and where nothing is, the ledger is empty. */
  load(): Promise<void>;
  add(entry: LedgerEntry): void;
  /** Newest first; of one alert when given. */
  list(request: { alertId?: string; limit: number }): LedgerEntry[];
  /** What came of the latest attempt to tell the user about an alert. */
  told(alertId: string): Told | undefined;
  onChange(run: () => void): void;
  /** Waits until all is on disk. */
  close(): Promise<void>;
}

/** So many entries are kept; the file may hold a tenth more before it is written anew. */
const keptByDefault = 10_000;

export function createLedger({ path, log, kept = keptByDefault }: { path: string; log: Log; kept?: number }): Ledger {
  let entries: LedgerEntry[] = [];
  let linesInFile = 0;
  let told = new Map<string, Told>();
  const listeners: (() => void)[] = [];
  let unwritten: LedgerEntry[] = [];
  let writing: Promise<void> | undefined;
  /** A write failed, so the file lacks entries: the next write is of the whole. */
  let isBehind = false;

  function remember(entry: LedgerEntry): void {
    if (entry.kind === "notified") told.set(entry.alertId, { at: entry.at, isTold: true, outcome: "notified" });
    if (entry.kind === "not-notified") {
      told.set(entry.alertId, { at: entry.at, isTold: false, outcome: `not notified: ${entry.text}` });
    }
  }

  function trim(): void {
    entries = entries.slice(-kept);
    told = new Map();
    for (const entry of entries) remember(entry);
  }

  async function write(): Promise<void> {
    await mkdir(dirname(path), { recursive: true });
    while (unwritten.length > 0) {
      const batch = unwritten;
      unwritten = [];
      linesInFile += batch.length;
      if (isBehind || linesInFile > kept * 1.1) {
        trim();
        linesInFile = entries.length;
        await writeFileAtomic(path, linesOf(entries), { mode: 0o600 });
        isBehind = false;
      } else {
        await appendFile(path, linesOf(batch), { mode: 0o600 });
      }
    }
  }

  function writeSoon(): void {
    writing ??= write()
      .catch((error: unknown) => {
        unwritten = [];
        if (!isBehind) log.error(`the alert history could not be written to ${path}`, error);
        isBehind = true;
      })
      .finally(() => {
        writing = undefined;
        // One may have come in between the last look and here.
        if (unwritten.length > 0) writeSoon();
      });
  }

  return {
    async load() {
      const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
        if (error.code !== "ENOENT") log.warn(`the alert history could not be read from ${path}`, error);
        return "";
      });
      const lines = text.split("\n").filter((line) => line !== "");
      const read = lines.map(parseLine).filter((entry) => entry !== undefined);
      if (read.length < lines.length) log.warn(`${lines.length - read.length} damaged lines of the alert history were left out`);
      linesInFile = lines.length;
      entries = [...read, ...entries];
      trim();
      // A last line that was cut off has no line feed: without one the next entry would be lost with it.
      if (text !== "" && !text.endsWith("\n")) await appendFile(path, "\n");
    },
    add(entry) {
      entries.push(entry);
      remember(entry);
      unwritten.push(entry);
      writeSoon();
      for (const run of listeners) run();
    },
    list({ alertId, limit }) {
      const found: LedgerEntry[] = [];
      for (let index = entries.length - 1; index >= 0 && found.length < limit; index--) {
        const entry = entries[index];
        if (entry && (alertId === undefined || entry.alertId === alertId)) found.push(entry);
      }
      return found;
    },
    told: (alertId) => told.get(alertId),
    onChange: (run) => listeners.push(run),
    async close() {
      while (writing) await writing;
    },
  };
}

const linesOf = (entries: LedgerEntry[]) => entries.map((entry) => `${JSON.stringify(entry)}\n`).join("");

function parseLine(line: string): LedgerEntry | undefined {
  try {
    return ledgerEntrySchema.parse(JSON.parse(line));
  } catch {
    // A damaged line: the caller counts them.
    return undefined;
  }
}

// The history of the alerts: what happened, what was said, and why something was not said. One line of JSON per entry, so
// that a damaged line costs that line only.
import { appendFile, mkdir, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { type LedgerEntry, ledgerEntrySchema } from "#shared/contract/alerts";
import type { EpochMs } from "#shared/units/time";
import type { Clock } from "../clock";
import type { Log } from "../log";
import { codeOf, keepCopy, setAside } from "../settings/json-file";
import type { Problems } from "../settings/problems";

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
  /** Whether the user heard that this alert fires, and it has not ended since. */
  isOpen(alertId: string): boolean;
  onChange(run: () => void): void;
  /** Waits until all is on disk. */
  close(): Promise<void>;
}

/** So many entries are kept; the file may hold a tenth more before it is written anew. */
const keptByDefault = 10_000;

export interface LedgerOptions {
  path: string;
  clock: Clock;
  log: Log;
  problems: Pick<Problems, "add">;
  kept?: number;
}

export function createLedger({ path, clock, log, problems, kept = keptByDefault }: LedgerOptions): Ledger {
  let entries: LedgerEntry[] = [];
  let linesInFile = 0;
  let told = new Map<string, Told>();
  /** Of alerts that fire: whether the user heard of it. */
  let firing = new Map<string, "untold" | "told">();
  const listeners: (() => void)[] = [];
  let unwritten: LedgerEntry[] = [];
  let writing: Promise<void> | undefined;
  /** A write failed, so the file lacks entries: the next write is of the whole. */
  let isBehind = false;
  /** The last line has no line feed: without one the next entry would be lost with it. */
  let isCutOff = false;

  function remember(entry: LedgerEntry): void {
    const { alertId, kind } = entry;
    if (kind === "firing" && !firing.has(alertId)) firing.set(alertId, "untold");
    if (kind === "notified" && firing.has(alertId)) firing.set(alertId, "told");
    if (kind === "resolved" || kind === "dropped") firing.delete(alertId);
    if (entry.kind === "notified") told.set(entry.alertId, { at: entry.at, isTold: true, outcome: "notified" });
    if (entry.kind === "not-notified") {
      told.set(entry.alertId, { at: entry.at, isTold: false, outcome: `not notified: ${entry.text}` });
    }
  }

  function trim(): void {
    entries = entries.slice(-kept);
    told = new Map();
    firing = new Map();
    for (const entry of entries) remember(entry);
  }

  async function write(): Promise<void> {
    await mkdir(dirname(path), { recursive: true });
    while (unwritten.length > 0 || isBehind) {
      const batch = unwritten;
      unwritten = [];
      linesInFile += batch.length;
      if (isBehind || linesInFile > kept * 1.1) {
        trim();
        linesInFile = entries.length;
        await writeFileAtomic(path, linesOf(entries), { mode: 0o600 });
        isBehind = false;
        isCutOff = false;
      } else {
        await appendFile(path, (isCutOff ? "\n" : "") + linesOf(batch), { mode: 0o600 });
        isCutOff = false;
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

  async function readText(): Promise<string> {
    try {
      return await readFile(path, "utf8");
    } catch (error) {
      if (codeOf(error) === "ENOENT") return "";
      const aside = await setAside(path, "damaged", clock.now()).catch(() => undefined);
      tell(
        `The alert history ${path} could not be read (${codeOf(error)})${aside ? `; it is kept as ${aside}, and` : " or set aside:"} the history starts anew.`,
      );
      return "";
    }
  }

  function tell(text: string): void {
    problems.add("warning", text);
    log.warn(text);
  }

  async function tellDamage(count: number): Promise<void> {
    const lines = count === 1 ? "A line of the alert history was" : `${count} lines of the alert history were`;
    const copy = await keepCopy(path, "before-repair", clock.now()).catch(() => undefined);
    tell(`${lines} damaged and left out of ${path}${copy ? `; the file as it was is kept as ${copy}` : ""}.`);
  }

  return {
    async load() {
      const text = await readText();
      const lines = text.split("\n").filter((line) => line !== "");
      const read = lines.map(parseLine);
      isCutOff = text !== "" && !text.endsWith("\n");
      // A last line that was cut off is what a sudden end leaves behind, and no reason to worry anybody.
      const isTorn = isCutOff && read.at(-1) === undefined;
      const damaged = read.filter((entry) => entry === undefined).length - (isTorn ? 1 : 0);
      if (isTorn) log.info("the last line of the alert history was cut off and left out");
      if (damaged > 0) await tellDamage(damaged);
      // Written anew, so that the same damage is told once.
      isBehind = damaged > 0 || isTorn;
      linesInFile = lines.length;
      entries = [...read.filter((entry) => entry !== undefined), ...entries];
      trim();
      if (isBehind) writeSoon();
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
    isOpen: (alertId) => firing.get(alertId) === "told",
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

// Opens the ledger of a data folder, and takes over the history of versions that kept it as lines.
import { readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { type LedgerEntry, ledgerEntrySchema } from "#shared/contract/alerts";
import type { Log } from "../log";
import { createLedger, type Ledger } from "./ledger";
import { type OpenDiskOptions, openDisk } from "./open-disk";

export async function openLedger(options: OpenDiskOptions): Promise<Ledger> {
  const { dataFolder, clock, log, problems } = options;
  const ledger = createLedger({ ...(await openDisk(options)), clock, log, problems });
  await takeOverLines(ledger, { path: join(dataFolder, "ledger.jsonl"), log });
  return ledger;
}

/** Before the alerts' own database there was a file with one line of JSON for each entry. */
async function takeOverLines(ledger: Ledger, { path, log }: { path: string; log: Log }): Promise<void> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch {
    // Usually there is none; one that cannot be read stays where it is.
    return;
  }
  const entries = text.split("\n").map(parseLine);
  for (const entry of entries) if (entry) ledger.add(entry);
  await ledger.written();
  await rename(path, `${path}.taken-over`).catch((error: unknown) => log.warn(`${path} could not be renamed`, error));
}

function parseLine(line: string): LedgerEntry | undefined {
  try {
    return ledgerEntrySchema.parse(JSON.parse(line));
  } catch {
    // The empty last line, or a damaged one.
    return undefined;
  }
}

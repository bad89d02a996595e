// What any scan of the running processes gives, whichever system it looks at.
import {
  type ProcessFrame,
  type ProcessInfo,
  type ProcessNumber,
  processNumbers,
  processStates,
} from "#shared/contract/processes";

/** One look at the list, whole: what a reader has of it already is left out of its frame later. */
export interface ProcessTable extends Omit<ProcessFrame, "isWhole" | "infos"> {
  /** Of each process, in the order of `pids`; the same object from scan to scan while nothing in it changes. */
  infos: readonly ProcessInfo[];
}

/** A series of scans: rates are since the scan before, so the first one gives no table. */
export interface ProcessScanner {
  /** At most `limit` processes, the busiest. */
  scan(limit: number): Promise<ProcessTable | undefined>;
  close(): void;
}

export const width = processNumbers.length;

/** Where each number stands in a row. */
export const place = Object.fromEntries(processNumbers.map((name, index) => [name, index])) as Record<ProcessNumber, number>;

export const unknownState = processStates.indexOf("unknown");

/** What is compared to put the busiest first. */
interface Load {
  pid: number;
  cpuPercent: number;
  residentBytes: number;
}

/** Most CPU first; then the biggest, so that the many idle ones stand in a useful order, and a steady one. */
export const byLoad = (a: Load, b: Load): number =>
  b.cpuPercent - a.cpuPercent || b.residentBytes - a.residentBytes || a.pid - b.pid;

/** The first of a table's processes. */
export function firstOf(table: ProcessTable, limit: number): ProcessTable {
  if (table.pids.length <= limit) return table;
  // Copies: a view into the longer arrays would take all of them along to the window.
  return {
    ...table,
    infos: table.infos.slice(0, limit),
    pids: table.pids.slice(0, limit),
    numbers: table.numbers.slice(0, limit * width),
  };
}

/** Whether two infos tell the same, so that the one that readers have already can stay. */
export const isSameInfo = (a: ProcessInfo, b: ProcessInfo | undefined): boolean =>
  b !== undefined && (Object.keys(a) as (keyof ProcessInfo)[]).every((key) => a[key] === b[key]);

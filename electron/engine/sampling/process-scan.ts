// What any scan of the running processes gives, whichever system it looks at.
import type { ProcessRow } from "#shared/contract/host";
import type { EpochMs } from "#shared/units/time";

export interface ProcessTable {
  time: EpochMs;
  total: number;
  running: number;
  /** Most CPU first; only as many as were asked for. */
  rows: ProcessRow[];
}

/** A series of scans for one reader: rates are since the scan before, so the first one gives no table. */
export interface ProcessScanner {
  scan(limit: number): Promise<ProcessTable | undefined>;
}

/** Most CPU first; then the biggest, so that the many idle ones stand in a useful order, and a steady one. */
export const byLoad = (a: ProcessRow, b: ProcessRow): number =>
  b.cpuPercent - a.cpuPercent || b.residentBytes - a.residentBytes || a.pid - b.pid;

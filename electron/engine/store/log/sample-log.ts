// A small file beside the blocks: runs that are only in memory yet. After a crash they are read back.
import type { Runs } from "../head/head";

export interface SampleLog {
  /** Adds runs (of several writers) as one record; on the kernel's side when it resolves, so a kill of this process loses nothing of it. */
  write(runs: readonly Runs[]): Promise<void>;
  /** Begins a new file with what is still only in memory, and removes the old one when that is safe. */
  restart(stillInMemory: readonly Runs[]): Promise<void>;
  readonly bytes: number;
  close(): Promise<void>;
}

// A small file beside the blocks: runs that are only in memory yet. After a crash they are read back.
import type { Runs } from "../head/head";

export interface SampleLog {
  /**
   * Adds runs (of several writers); on the kernel's side when it resolves, so a kill of this process loses nothing of them. Rejects
   * with `WriteFailed` where the disk would not have them: then none of them is in the file, and they may be written again.
   */
  write(runs: readonly Runs[]): Promise<void>;
  /** Begins a new file with what is still only in memory, and removes the old one when that is safe. */
  restart(stillInMemory: readonly Runs[]): Promise<void>;
  readonly bytes: number;
  close(): Promise<void>;
}

// What a collector is: a value that reads, parses and names. It has no timer and touches the machine only through `Host`,
// so that a test hands it recorded files.
import type { Reading } from "#shared/model/sample";
import type { EpochMs, Milliseconds } from "#shared/units/time";

/** The machine as collectors see it. */
export interface Host {
  platform: NodeJS.Platform;
  /** As uname(2) says it: "x86_64", "arm64". */
  machine: string;
  /** The machine's wall clock. */
  now(): EpochMs;
  /** A whole small text file, such as those under /proc. Missing files reject with Node's ENOENT. */
  readText(path: string, signal: AbortSignal): Promise<string>;
  listFolder(path: string, signal: AbortSignal): Promise<string[]>;
  /** Where a symbolic link leads, as text. */
  readLink(path: string, signal: AbortSignal): Promise<string>;
  /** Sizes and counts of a mounted filesystem: statfs(2). One that does not answer rejects with NotAnswering, and so do further asks while it hangs. */
  statFilesystem(
    path: string,
    signal: AbortSignal,
  ): Promise<{ blockSize: number; blocks: number; free: number; available: number; files: number; filesFree: number }>;
}

export interface CollectContext {
  host: Host;
  /** Aborted at the run's deadline; the scheduler has moved on by then. */
  signal: AbortSignal;
}

export interface Collector {
  name: string;
  /** One sentence: what it measures and where it reads it. */
  about: string;
  platforms: readonly NodeJS.Platform[];
  every: Milliseconds;
  /** Longest a run may take before it is abandoned and shown as late; 2 s unless said otherwise. */
  deadline?: Milliseconds;
  /** Throws NoData when the machine has no such thing; any other error is a failure. */
  collect(context: CollectContext): Promise<Reading[]>;
  /** Ends what the collector keeps open (a long-lived process, files), when the engine stops. */
  close?(): void;
}

/** A mounted filesystem whose server is gone: the system call hangs in the kernel, where nothing can cancel it. */
export class NotAnswering extends Error {
  override name = "NotAnswering";
}

/** Not a failure: this machine has no such thing ("no battery"). Quiet in the log, empty in the panel. */
export class NoData extends Error {
  override name = "NoData";
}

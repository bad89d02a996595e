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
  /**
   * A whole text file, such as those under /proc and /sys. Missing files reject with Node's ENOENT. What is read every few
   * seconds is kept open between reads; `seldom` says that this one is not, so that it does not use up a place.
   */
  readText(path: string, signal: AbortSignal, how?: "seldom"): Promise<string>;
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

/** What each metric means, by its name; a function where the names come from the machine itself. */
export type Help = Readonly<Record<string, string>> | ((metric: string) => string | undefined);

export interface Collector {
  name: string;
  /** One sentence: what it measures and where it reads it. */
  about: string;
  /** In node_exporter's words where it has the metric, so that both say the same of one name. */
  help: Help;
  platforms: readonly NodeJS.Platform[];
  /** Unless the settings say otherwise. */
  every: Milliseconds;
  /**
   * Beginnings of metric names. The collector then runs only while something shown or a loaded rule asks for a metric that
   * begins so; without it, always.
   */
  onDemand?: readonly string[];
  /**
   * What it measures may be there at any moment: a card that sleeps, a service that starts. It then looks at each period;
   * any other looks once a minute while there is no data.
   */
  comesAndGoes?: true;
  /** Longest a run may take before it is abandoned and shown as late; 2 s unless said otherwise. */
  deadline?: Milliseconds;
  /**
   * Throws NoData when the machine has no such thing; any other error is a failure. The scheduler never starts a second run
   * while one is under way, and reads the answer before it starts the next: so a collector may reuse what it handed out.
   */
  collect(context: CollectContext): Promise<Reading[]>;
  /** What the last run could not read, in words, though it brought other readings: "the NVIDIA GPU sleeps to save power". */
  note?(): string | undefined;
  /**
   * Ends what the collector keeps open (a long-lived process, files), when the engine stops or nobody wants the collector for
   * now; a later run opens it again.
   */
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

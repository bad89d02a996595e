import type { OpenFile, ProcessDetail, ProcessId } from "#shared/contract/processes";
import type { Target } from "./actions";

/** Looks at one process. A process that has ended, even where another has its number by now, is `not-found`. */
export interface ProcessInspector {
  detail(id: ProcessId): Promise<ProcessDetail>;
  openFiles(id: ProcessId): Promise<{ files: OpenFile[]; total: number }>;
  /** The process as it is now, for whoever acts on it at once. */
  target(id: ProcessId): Promise<Target>;
}

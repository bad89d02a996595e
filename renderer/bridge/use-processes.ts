import { useRef } from "react";
import type { Failure } from "#shared/model/failure";
import { createProcessList, type ProcessSnapshot } from "./process-list";
import { useStream } from "./use-stream";

export interface ProcessesWanted {
  everyMs: number;
  /** The busiest so many. */
  limit: number;
}

/**
 * Hands each look at the processes to the handler, while the component is there and the page can be seen. Returns why there
 * are none, when the engine refused.
 */
export function useProcesses(wanted: ProcessesWanted, onSnapshot: (snapshot: ProcessSnapshot) => void): Failure | undefined {
  const list = useRef<ReturnType<typeof createProcessList>>(undefined);
  return useStream("processes.table", wanted, (frame) => {
    // A stream that was opened again begins with a whole frame, so one list serves them all.
    list.current ??= createProcessList();
    onSnapshot(list.current(frame));
  });
}

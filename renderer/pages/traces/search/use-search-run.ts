// The search of the page. It lives as long as the window: who opens a trace and comes back finds the results where they were.
import { useSyncExternalStore } from "react";
import { getBridge } from "../../../bridge/bridge";
import { getTraceReader } from "../reading/reader";
import type { SearchAddress } from "../url";
import { createSearchRun, type SearchRun, type SearchState } from "./create-run";

interface SearchMemory {
  run: SearchRun;
  /** What the run was started for. */
  asked: { key: string; source: string; address: SearchAddress } | undefined;
}

let memory: SearchMemory | undefined;

export function searchMemory(): SearchMemory {
  memory ??= {
    run: createSearchRun({ bridge: getBridge(), reading: getTraceReader, now: () => performance.now() }),
    asked: undefined,
  };
  return memory;
}

/** On another page nobody waits for it: what is under way ends, and is asked anew by who comes back to it. */
export function endSearch(): void {
  if (!memory || (memory.run.state.phase !== "waiting" && memory.run.state.phase !== "running")) return;
  memory.asked = undefined;
  memory.run.clear();
}

export function useSearchState(): SearchState {
  const { run } = searchMemory();
  return useSyncExternalStore(run.onChange, () => run.state);
}

import { useEffect, useState, useSyncExternalStore } from "react";
import { mostLogLines } from "#shared/contract/logs";
import { getBridge } from "../../../bridge/bridge";
import { createLineStore, type LineStore } from "../lines/line-store";
import { createRun, type LogRun, type RunState } from "./create-run";

/** Text is kept as two bytes a character: a hundred thousand lines of a thousand characters. */
const mostBytes = 200 * 1024 * 1024;

/** The lines of the page and the query that brings them, for as long as the page is open. */
export function useLogRun(): { store: LineStore; run: LogRun; state: RunState } {
  const [{ store, run }] = useState(() => {
    const made = createLineStore({ mostLines: mostLogLines, mostBytes });
    return { store: made, run: createRun(getBridge(), made) };
  });
  const state = useSyncExternalStore(run.onChange, () => run.state);
  useEffect(() => run.close, [run]);
  return { store, run, state };
}

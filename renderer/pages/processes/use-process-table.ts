import { useEffect, useRef, useState } from "react";
import type { Failure } from "#shared/model/failure";
import { minutes, seconds } from "#shared/units/time";
import type { ProcessSnapshot } from "../../bridge/process-list";
import { useProcesses } from "../../bridge/use-processes";
import { useLive } from "../../stores/live";
import { ProcessHistory } from "./history";

const every = seconds(2);
/** All of them, on any machine that a person looks after. */
const shown = { everyMs: every, limit: 20_000 };
const historyLength = minutes(5);

interface ProcessTable {
  /** As the page shows it: while the page is paused, as it was then. */
  snapshot: ProcessSnapshot | undefined;
  /** Goes on while the page stands still. */
  history: ProcessHistory;
  failure: Failure | undefined;
}

/** The processes of this machine and their last minutes, for as long as the page is open. */
export function useProcessTable(): ProcessTable {
  const [snapshot, setSnapshot] = useState<ProcessSnapshot>();
  const [history] = useState(() => new ProcessHistory(historyLength, every));
  const latest = useRef<ProcessSnapshot>(undefined);
  const isPaused = useLive((live) => live.isPaused);
  const failure = useProcesses(shown, (next) => {
    latest.current = next;
    history.push(next);
    if (!isPaused) setSnapshot(next);
  });
  useEffect(() => {
    history.standStill(isPaused);
    if (!isPaused && latest.current) setSnapshot(latest.current);
  }, [history, isPaused]);
  return { snapshot, history, failure };
}

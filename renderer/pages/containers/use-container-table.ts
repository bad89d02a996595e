import { useEffect, useRef, useState } from "react";
import type { StreamFrame } from "#shared/contract/index";
import type { Failure } from "#shared/model/failure";
import { seconds } from "#shared/units/time";
import { useStream } from "../../bridge/use-stream";
import { useLive } from "../../stores/live";

export type ContainerTable = StreamFrame<"containers.table">;

/** The containers of this machine as the page shows them: while it is paused, as they were then. */
export function useContainerTable(): { table: ContainerTable | undefined; failure: Failure | undefined } {
  const [table, setTable] = useState<ContainerTable>();
  const latest = useRef<ContainerTable>(undefined);
  const isPaused = useLive((live) => live.isPaused);
  const failure = useStream("containers.table", { everyMs: seconds(2) }, (frame) => {
    latest.current = frame;
    if (!isPaused) setTable(frame);
  });
  useEffect(() => {
    if (!isPaused && latest.current) setTable(latest.current);
  }, [isPaused]);
  return { table, failure };
}

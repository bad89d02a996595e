import { useEffect, useMemo, useRef, useState } from "react";
import type { Failure } from "#shared/model/failure";
import { type EpochMs, type Milliseconds, seconds } from "#shared/units/time";
import { useStream } from "../../bridge/use-stream";
import { LiveBuffer } from "../../charts/live-buffer";
import { useLive } from "../../stores/live";
import { overviewQueries, stepFor } from "./queries";

export interface LiveOverview {
  buffer: LiveBuffer;
  /** Nothing has come yet. */
  isWaiting: boolean;
  /** What is shown has not been renewed for a while: since then. */
  staleSince: EpochMs | undefined;
  failure: Failure | undefined;
}

/** Frames come once per step; when three are missing, what is on the screen is old. */
const staleAfterSteps = 3;

/** The Overview's one stream. Frames go into the buffer and from there to the charts: React hears only of changes of state. */
export function useLiveBuffer(windowMs: Milliseconds): LiveOverview {
  const step = stepFor(windowMs);
  const buffer = useMemo(() => new LiveBuffer(windowMs, step), [windowMs, step]);
  const [first, setFirst] = useState<LiveBuffer>();
  const [staleSince, setStaleSince] = useState<EpochMs>();
  const heardAt = useRef<EpochMs>(undefined);
  const isPaused = useLive((live) => live.isPaused);

  const failure = useStream("query.live", { queries: overviewQueries(step), windowMs, stepMs: step }, (frame) => {
    heardAt.current = Date.now();
    buffer.push(frame);
    setFirst(buffer);
    setStaleSince(undefined);
  });

  useEffect(() => buffer.hold(isPaused), [buffer, isPaused]);

  useEffect(() => {
    const timer = setInterval(() => {
      const heard = heardAt.current;
      const isStale = heard !== undefined && Date.now() - heard > Math.max(seconds(5), step * staleAfterSteps);
      setStaleSince(isStale ? heard : undefined);
    }, 1000);
    return () => clearInterval(timer);
  }, [step]);

  return { buffer, isWaiting: first !== buffer, staleSince, failure };
}

import { useEffect, useState } from "react";
import type { Milliseconds } from "#shared/units/time";
import { ask } from "../../../bridge/ask";
import type { TimeRange } from "../../../components/range-picker/time-range";
import type { LogRun, RunAsked, RunState } from "./create-run";
import { mostUnaskedBytes, spanOf, widenedLength } from "./span";

/** That the time was widened because there was nothing in it. */
export interface Widening {
  fromMs: Milliseconds;
  toMs: Milliseconds;
  /** The query whose emptiness was the reason. */
  asked: RunAsked;
}

/** Looks a day back, once, when the moving window is empty; not where that would read very much. */
export function useWidening(run: LogRun, state: RunState, range: TimeRange, isWanted: boolean): Widening | undefined {
  const [widening, setWidening] = useState<Widening>();
  const { asked, phase, end, lines } = state;
  const isEmpty = phase === "done" && end === "end" && lines === 0;
  const isOwn = widening !== undefined && asked === widening.asked;
  const toMs = isWanted && isEmpty && !isOwn ? widenedLength(range) : undefined;

  useEffect(() => {
    if (toMs === undefined || range.kind !== "last" || !asked) return;
    const cancel = new AbortController();
    const wide: RunAsked = { ...asked, ...spanOf({ kind: "last", forMs: toMs }, Date.now()) };
    const { source, expr, startNs, endNs } = wide;
    ask("logs.estimate", { source, expr, startNs, endNs }, { signal: cancel.signal }).then(
      ({ bytes = 0 }) => {
        if (cancel.signal.aborted || bytes > mostUnaskedBytes) return;
        setWidening({ fromMs: range.forMs, toMs, asked: wide });
        run.start(wide);
      },
      () => {
        // The page says that there is nothing, and offers to look further back; what that costs it does not know.
      },
    );
    return () => cancel.abort();
  }, [toMs, asked, range, run]);

  return isOwn ? widening : undefined;
}

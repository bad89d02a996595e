import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";
import type { Milliseconds } from "#shared/units/time";
import { getBridge } from "../../../bridge/bridge";
import { pageVisibility } from "../../../bridge/use-stream";
import type { LineStore } from "../lines/line-store";
import { createVolumeCount, type VolumeCount } from "../volume/volume-count";
import { createTail, type Tail, type TailAsked, type TailPhase } from "./create-tail";

export interface LiveTail extends Pick<Tail, "pause" | "resume" | "stop" | "figures"> {
  phase: TailPhase;
  isPaused: boolean;
  /** Begins anew, counting its lines in steps of this length. */
  start(asked: TailAsked, stepMs: Milliseconds): void;
  /** Its lines by level since then, for the histogram. */
  count: VolumeCount | undefined;
}

/** One tail for as long as the page is open; its lines go into the store. */
export function useTail(store: LineStore): LiveTail {
  const [count, setCount] = useState<VolumeCount>();
  const counting = useRef<VolumeCount>(undefined);
  const [tail] = useState(() =>
    createTail({
      bridge: getBridge(),
      sink: {
        beginStream() {
          const add = store.beginStream("forward");
          const tally = counting.current?.beginStream();
          return (block) => {
            add(block);
            tally?.(block);
          };
        },
      },
      now: () => Date.now(),
      wait: pageVisibility.wait,
    }),
  );
  const phase = useSyncExternalStore(tail.onChange, () => tail.phase);
  const isPaused = useSyncExternalStore(tail.onChange, () => tail.isPaused);
  useEffect(() => () => tail.stop(), [tail]);
  const start = useCallback(
    (asked: TailAsked, stepMs: Milliseconds) => {
      counting.current = createVolumeCount(stepMs);
      setCount(counting.current);
      tail.start(asked);
    },
    [tail],
  );
  const { pause, resume, stop, figures } = tail;
  return { phase, isPaused, start, count, pause, resume, stop, figures };
}

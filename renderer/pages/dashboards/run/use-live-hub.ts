import { useEffect, useMemo } from "react";
import type { Milliseconds } from "#shared/units/time";
import { getBridge } from "../../../bridge/bridge";
import { keepStream } from "../../../bridge/keep-stream";
import { pageVisibility } from "../../../bridge/use-stream";
import { createLiveHub, type LiveHub } from "./live-hub";

/** The dashboard's live stream, for a window of this length; undefined: it does not move second by second. */
export function useLiveHub(windowMs: Milliseconds | undefined, isPaused: boolean): LiveHub | undefined {
  const hub = useMemo(
    () =>
      windowMs === undefined
        ? undefined
        : createLiveHub(
            {
              open: (input, onFrame, onFailure) =>
                keepStream({ bridge: getBridge(), visibility: pageVisibility, name: "query.live", input, onFrame, onFailure }),
              wait(run, delay) {
                const timer = setTimeout(run, delay);
                return () => clearTimeout(timer);
              },
            },
            windowMs,
          ),
    [windowMs],
  );
  useEffect(() => () => hub?.close(), [hub]);
  useEffect(() => hub?.hold(isPaused), [hub, isPaused]);
  return hub;
}

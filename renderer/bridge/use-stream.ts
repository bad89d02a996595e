import { useEffect, useRef, useState } from "react";
import type { StreamFrame, StreamInput, StreamName } from "#shared/contract/index";
import type { Failure } from "#shared/model/failure";
import { getBridge } from "./bridge";
import { keepStream, type Visibility } from "./keep-stream";

/**
 * Hands each frame to the handler of the latest render, while the component is there and the page can be seen; more frames
 * come only once one is handled. The input is compared by content. Returns why there are no frames, when the engine refused.
 */
export function useStream<N extends StreamName>(
  name: N,
  input: StreamInput<N>,
  onFrame: (frame: StreamFrame<N>) => void,
): Failure | undefined {
  const [failure, setFailure] = useState<Failure>();
  const latest = useRef({ input, onFrame });
  useEffect(() => {
    latest.current = { input, onFrame };
  });
  const inputKey = JSON.stringify(input);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the input is compared by content, which `inputKey` stands for
  useEffect(() => {
    setFailure(undefined);
    return keepStream({
      bridge: getBridge(),
      visibility: pageVisibility,
      name,
      input: latest.current.input,
      onFrame: (frame) => latest.current.onFrame(frame),
      onFailure: setFailure,
    });
  }, [name, inputKey]);
  return failure;
}

/** The page of this window. */
export const pageVisibility: Visibility = {
  isHidden: () => document.hidden,
  onChange(run) {
    document.addEventListener("visibilitychange", run);
    return () => document.removeEventListener("visibilitychange", run);
  },
  wait(run, delay) {
    const timer = setTimeout(run, delay);
    return () => clearTimeout(timer);
  },
};

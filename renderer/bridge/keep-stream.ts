// A stream that is there whenever somebody can see it: opened again after the link broke or the engine failed, closed
// while the page is hidden, so that nothing is computed for nobody.
import type { Bridge, LinkState, OpenStream } from "#shared/contract/bridge";
import type { StreamFrame, StreamInput, StreamName } from "#shared/contract/index";
import type { Failure } from "#shared/model/failure";
import { type Milliseconds, seconds } from "#shared/units/time";

/** Two frames on their way hide the trip of a grant; more would only let stale frames pile up. */
const firstCredit = 2;
const retryDelay: Milliseconds = seconds(5);

/** Whether the page can be seen. The browser's document, or a test's stand-in. */
export interface Visibility {
  isHidden(): boolean;
  /** Returns the unsubscribe function. */
  onChange(run: () => void): () => void;
  /** Returns the function that takes it back. */
  wait(run: () => void, delay: Milliseconds): () => void;
}

export interface KeptStream<N extends StreamName> {
  bridge: Bridge;
  visibility: Visibility;
  name: N;
  input: StreamInput<N>;
  onFrame(frame: StreamFrame<N>): void;
  /** Why there are no frames; `undefined` as soon as they come again. A broken link is no failure: the link state tells it. */
  onFailure(failure: Failure | undefined): void;
}

/** Opens the stream and keeps it open. Returns the function that ends it. */
export function keepStream<N extends StreamName>(kept: KeptStream<N>): () => void {
  const { bridge, visibility, name, input } = kept;
  let stream: OpenStream | undefined;
  let link: LinkState = "connecting";
  let isGivenUp = false;
  let stopWaiting: (() => void) | undefined;
  let isFailed = false;

  function setFailure(failure: Failure | undefined): void {
    if (!isFailed && !failure) return;
    isFailed = failure !== undefined;
    kept.onFailure(failure);
  }

  function settle(): void {
    const isWanted = link === "connected" && !visibility.isHidden() && !isGivenUp && !stopWaiting;
    if (isWanted && !stream) open();
    else if (!isWanted && stream) {
      stream.close();
      stream = undefined;
    }
  }

  function open(): void {
    const mine = bridge.open(
      name,
      input,
      firstCredit,
      (frame) => {
        // A frame that was on its way while we closed.
        if (stream !== mine) return;
        setFailure(undefined);
        kept.onFrame(frame);
        mine.grant(1);
      },
      (failure) => {
        if (stream !== mine) return;
        stream = undefined;
        if (failure && failure.kind !== "disconnected") end(failure);
      },
    );
    stream = mine;
  }

  function end(failure: Failure): void {
    setFailure(failure);
    if (!failure.retry) {
      isGivenUp = true;
      return;
    }
    stopWaiting = visibility.wait(() => {
      stopWaiting = undefined;
      settle();
    }, retryDelay);
  }

  const stopLink = bridge.onLink((state) => {
    link = state;
    settle();
  });
  const stopVisibility = visibility.onChange(settle);
  return () => {
    stopLink();
    stopVisibility();
    stopWaiting?.();
    stream?.close();
    stream = undefined;
  };
}

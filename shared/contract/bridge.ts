import type { Failure } from "../model/failure";
import type { CallInput, CallName, CallOutput, EventName, EventValue, StreamFrame, StreamInput, StreamName } from ".";
import type { Reply } from "./wire";

/**
 * `connected`, or why not: `connecting` covers the start, and the time after the engine died or the link broke; `refused`
 * comes in the browser shell only, when the page does not hold the console's key (it was opened without its token).
 */
export type LinkState = "connecting" | "connected" | "refused";

/** A call under way. `cancel` makes the reply a `cancelled` failure and tells the engine to stop working on it. */
export interface PendingCall<T> {
  reply: Promise<Reply<T>>;
  cancel(): void;
}

export interface OpenStream {
  /** Lets the engine send `count` more frames. */
  grant(count: number): void;
  close(): void;
}

/**
 * All that a window has of the engine, the same over a MessagePort and a WebSocket. Subscriptions outlive a broken link
 * and are renewed; pending calls and open streams end with a `disconnected` failure, for the caller to start again.
 */
export interface Bridge {
  call<N extends CallName>(name: N, input: CallInput<N>): PendingCall<CallOutput<N>>;
  /** Returns the unsubscribe function. */
  listen<N extends EventName>(name: N, onValue: (value: EventValue<N>) => void): () => void;
  /** Opens a stream with a first credit; `onEnd` comes once, without a failure when the engine is done. */
  open<N extends StreamName>(
    name: N,
    input: StreamInput<N>,
    credit: number,
    onFrame: (frame: StreamFrame<N>) => void,
    onEnd: (failure?: Failure) => void,
  ): OpenStream;
  /** Called at once with the present state, then at each change. Returns the unsubscribe function. */
  onLink(onState: (state: LinkState) => void): () => void;
}

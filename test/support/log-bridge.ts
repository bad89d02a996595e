// A bridge whose streams are answered by hand, with a diary of what was asked of it.
import type { Bridge, LinkState } from "#shared/contract/bridge";
import type { StreamFrame, StreamInput } from "#shared/contract/index";
import type { Failure } from "#shared/model/failure";

type LogStream = "logs.query" | "logs.tail" | "traces.search" | "traces.trace";

export interface OpenedStream<N extends LogStream> {
  input: StreamInput<N>;
  granted: number;
  isClosed: boolean;
  frame(frame: StreamFrame<N>): void;
  end(failure?: Failure): void;
}

/** Streams of one name, in the order in which they were opened. */
export function createLogBridge<N extends LogStream>(link: LinkState = "connected") {
  const opened: OpenedStream<N>[] = [];
  const listeners = new Set<(state: LinkState) => void>();
  let state = link;
  const bridge = {
    open(_name, input, credit, onFrame, onEnd) {
      const stream: OpenedStream<N> = {
        input: input as unknown as StreamInput<N>,
        granted: credit,
        isClosed: false,
        frame: (frame) => onFrame(frame as never),
        end: onEnd,
      };
      opened.push(stream);
      return {
        grant(count) {
          stream.granted += count;
        },
        close() {
          stream.isClosed = true;
        },
      };
    },
    onLink(onState) {
      listeners.add(onState);
      onState(state);
      return () => {
        listeners.delete(onState);
      };
    },
  } as Pick<Bridge, "open" | "onLink"> as Bridge;
  return {
    bridge,
    opened,
    /** The one that was opened last. */
    last(): OpenedStream<N> {
      const stream = opened.at(-1);
      if (!stream) throw new Error("no stream was opened");
      return stream;
    },
    /** How many hear of the link. */
    listening: () => listeners.size,
    setLink(next: LinkState) {
      state = next;
      for (const listener of [...listeners]) listener(next);
    },
  };
}

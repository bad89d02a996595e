// The window's end of the protocol over any port: numbers calls and streams, keeps subscriptions across reconnects.

import type { Failure } from "../model/failure";
import type { CallOutput, EventName, EventValue, StreamFrame } from ".";
import type { Bridge, LinkState, OpenStream } from "./bridge";
import type { Port, Reply, ToEngine, ToWindow } from "./wire";

interface StreamEnd {
  onFrame(frame: unknown): void;
  onEnd(failure?: Failure): void;
}

export interface Client {
  bridge: Bridge;
  /** Speaks over this port from now on; what was pending on an earlier one has failed by then. */
  attach(port: Port<ToEngine, ToWindow>): void;
}

/** A bridge that works over whichever port it was last attached to. */
export function createClient(): Client {
  let port: Port<ToEngine, ToWindow> | undefined;
  let nextId = 1;
  const pending = new Map<number, (reply: Reply<unknown>) => void>();
  const openStreams = new Map<number, StreamEnd>();
  const listeners = new Map<EventName, Set<(value: never) => void>>();
  const linkListeners = new Set<(state: LinkState) => void>();

  function receive(message: ToWindow): void {
    switch (message.t) {
      case "reply": {
        const settle = pending.get(message.id);
        pending.delete(message.id);
        settle?.(message.reply);
        return;
      }
      case "event":
        for (const listener of [...(listeners.get(message.name as EventName) ?? [])]) listener(message.value as never);
        return;
      case "frame":
        openStreams.get(message.id)?.onFrame(message.frame);
        return;
      case "end": {
        const stream = openStreams.get(message.id);
        openStreams.delete(message.id);
        stream?.onEnd(message.failure);
        return;
      }
    }
  }

  function detach(): void {
    if (!port) return;
    port = undefined;
    const lost: Failure = { kind: "disconnected", say: "The engine went away; reconnecting.", retry: true };
    const calls = [...pending.values()];
    const streams = [...openStreams.values()];
    pending.clear();
    openStreams.clear();
    for (const listener of [...linkListeners]) listener("connecting");
    for (const settle of calls) settle({ ok: false, failure: lost });
    for (const stream of streams) stream.onEnd(lost);
  }

  const bridge: Bridge = {
    call(name, input) {
      const id = nextId++;
      if (!port) {
        const failure: Failure = {
          kind: "disconnected",
          say: "The engine is not there yet; try again in a moment.",
          retry: true,
        };
        return { reply: Promise.resolve({ ok: false, failure }), cancel() {} };
      }
      const reply = new Promise<Reply<CallOutput<typeof name>>>((resolve) => {
        pending.set(id, resolve as (reply: Reply<unknown>) => void);
      });
      port.send({ t: "call", id, name, input });
      return {
        reply,
        cancel() {
          const settle = pending.get(id);
          if (!settle) return;
          pending.delete(id);
          port?.send({ t: "cancel", id });
          settle({ ok: false, failure: { kind: "cancelled", say: "Cancelled.", retry: true } });
        },
      };
    },

    listen<N extends EventName>(name: N, onValue: (value: EventValue<N>) => void) {
      const known = listeners.get(name) ?? new Set();
      listeners.set(name, known);
      if (known.size === 0) port?.send({ t: "listen", name });
      const listener = (value: never) => onValue(value);
      known.add(listener);
      return () => {
        if (known.delete(listener) && known.size === 0) port?.send({ t: "unlisten", name });
      };
    },

    open(name, input, credit, onFrame, onEnd): OpenStream {
      const id = nextId++;
      if (!port) {
        void Promise.resolve().then(() => onEnd({ kind: "disconnected", say: "The engine is not there yet.", retry: true }));
        return { grant() {}, close() {} };
      }
      openStreams.set(id, { onFrame: (frame) => onFrame(frame as StreamFrame<typeof name>), onEnd });
      port.send({ t: "open", id, name, input, credit });
      return {
        grant(count) {
          if (openStreams.has(id)) port?.send({ t: "grant", id, credit: count });
        },
        close() {
          if (openStreams.delete(id)) port?.send({ t: "close", id });
        },
      };
    },

    onLink(onState) {
      linkListeners.add(onState);
      onState(port ? "connected" : "connecting");
      return () => linkListeners.delete(onState);
    },
  };

  function attach(fresh: Port<ToEngine, ToWindow>): void {
    detach();
    port = fresh;
    fresh.onMessage = receive;
    fresh.onClose = () => {
      if (port === fresh) detach();
    };
    for (const [name, known] of listeners) if (known.size > 0) fresh.send({ t: "listen", name });
    for (const listener of [...linkListeners]) listener("connected");
  }

  return { bridge, attach };
}

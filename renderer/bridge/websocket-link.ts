// The browser shell's way to the engine: one WebSocket, opened again whenever it breaks.
import type { LinkState } from "#shared/contract/bridge";
import type { Client } from "#shared/contract/client";
import { pack, unpack } from "#shared/contract/pack";
import type { Port, ToEngine, ToWindow } from "#shared/contract/wire";
import { type Milliseconds, seconds } from "#shared/units/time";

const firstDelay: Milliseconds = 250;
const longestDelay: Milliseconds = seconds(5);
/** A link that lived this long was a good one: the next break starts again with the shortest delay. */
const goodAge: Milliseconds = seconds(5);

export interface WebSocketLinkOptions {
  client: Client;
  /** Asks the server for its cookie; tells apart a wrong key (`refused`) and no answer at all (`unreachable`). */
  openSession(): Promise<"open" | "refused" | "unreachable">;
  createSocket(): WebSocket;
  onRefused(): void;
  now(): number;
  wait(run: () => void, delay: Milliseconds): void;
}

/** Keeps the client attached to the engine for as long as the page lives. */
export function connectByWebSocket(options: WebSocketLinkOptions): void {
  let delay = firstDelay;

  function tryAgain(): void {
    options.wait(() => void connect(), delay);
    delay = Math.min(delay * 2, longestDelay);
  }

  async function connect(): Promise<void> {
    const session = await options.openSession();
    if (session === "refused") {
      options.onRefused();
      // Another tab may be opened with the right key meanwhile, and its cookie serves this one too.
      delay = longestDelay;
    }
    if (session !== "open") {
      tryAgain();
      return;
    }
    const socket = options.createSocket();
    socket.binaryType = "arraybuffer";
    let openedAt: number | undefined;
    const port = portOf(socket);
    socket.onopen = () => {
      openedAt = options.now();
      options.client.attach(port);
    };
    socket.onclose = () => {
      port.onClose?.();
      if (openedAt !== undefined && options.now() - openedAt >= goodAge) delay = firstDelay;
      tryAgain();
    };
  }

  void connect();
}

function portOf(socket: WebSocket): Port<ToEngine, ToWindow> {
  const port: Port<ToEngine, ToWindow> = {
    send(message) {
      // A socket that is closing takes nothing more; `onclose` fails whatever was pending.
      if (socket.readyState === socket.OPEN) socket.send(pack(message));
    },
    close: () => socket.close(),
    onMessage: undefined,
    onClose: undefined,
  };
  socket.onmessage = (event: MessageEvent<ArrayBuffer>) => port.onMessage?.(unpack(event.data) as ToWindow);
  return port;
}

/** The client's own link states, with `refused` in the place of `connecting` while the page has no key. */
export function createLinkReport(client: Client) {
  const listeners = new Set<(state: LinkState) => void>();
  let state: LinkState = "connecting";
  const report = (next: LinkState) => {
    if (next === state) return;
    state = next;
    for (const listener of [...listeners]) listener(next);
  };
  client.bridge.onLink(report);
  return {
    report,
    onLink(onState: (state: LinkState) => void) {
      listeners.add(onState);
      onState(state);
      return () => {
        listeners.delete(onState);
      };
    },
  };
}

import type { RawData, WebSocket } from "ws";
import { pack, unpack } from "#shared/contract/pack";
import type { Port, ToEngine, ToWindow } from "#shared/contract/wire";
import { type Milliseconds, seconds } from "#shared/units/time";
import type { Log } from "../engine/log";

/** What may wait for a slow window before it is cut off: a few of the largest answers. It reconnects and starts afresh. */
const mostWaitingBytes = 64 * 1024 * 1024;
const pingEvery: Milliseconds = seconds(15);
/** How long a closed window may take to say goodbye before the connection is dropped. */
const farewell: Milliseconds = seconds(2);

/** Close codes of RFC 6455 that we give a reason with. */
const unsupportedData = 1003;
const tryAgainLater = 1013;

export interface WebSocketPortOptions {
  log: Log;
  mostWaitingBytes?: number;
  pingEvery?: Milliseconds;
}

/** The engine's end of one window's WebSocket. */
export function portFromWebSocket(socket: WebSocket, options: WebSocketPortOptions): Port<ToWindow, ToEngine> {
  const { log } = options;
  const most = options.mostWaitingBytes ?? mostWaitingBytes;
  let isAlive = true;

  function closeWith(code: number, reason: string): void {
    log.warn(`A window was disconnected: ${reason}.`);
    socket.close(code, reason);
    setTimeout(() => socket.terminate(), farewell).unref();
  }

  const port: Port<ToWindow, ToEngine> = {
    send(message) {
      if (socket.readyState !== socket.OPEN) return;
      if (socket.bufferedAmount > most) closeWith(tryAgainLater, "it reads too slowly");
      else socket.send(pack(message));
    },
    close: () => socket.close(),
    onMessage: undefined,
    onClose: undefined,
  };

  // A laptop that slept, or a browser that was killed, leaves a connection that looks open: only a missing pong tells.
  const pinging = setInterval(() => {
    if (!isAlive) {
      socket.terminate();
      return;
    }
    isAlive = false;
    socket.ping();
  }, options.pingEvery ?? pingEvery);
  pinging.unref();

  socket.on("pong", () => {
    isAlive = true;
  });
  socket.on("message", (data, isBinary) => {
    if (socket.readyState !== socket.OPEN) return;
    const message = isBinary ? tryUnpack(data) : undefined;
    if (message === undefined) closeWith(unsupportedData, "it sent what is not a message of ours");
    else port.onMessage?.(message as ToEngine);
  });
  // A protocol error or a reset: `close` follows and is what the engine hears of.
  socket.on("error", (error) => log.info(`A window's connection failed: ${error.message}`));
  socket.on("close", () => {
    clearInterval(pinging);
    port.onClose?.();
  });
  return port;
}

function tryUnpack(data: RawData): unknown {
  try {
    return unpack(data as Buffer);
  } catch {
    // Whatever is wrong with it, the sender is told by the close reason.
    return undefined;
  }
}

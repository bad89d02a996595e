// The two ways between an engine and a window, each as the product puts it together, for one suite to run over both.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MessageChannel, type MessagePort } from "node:worker_threads";
import { WebSocket as NodeWebSocket } from "ws";
import type { Bridge } from "#shared/contract/bridge";
import { createClient } from "#shared/contract/client";
import type { Port, ToEngine, ToWindow } from "#shared/contract/wire";
import type { Api } from "../../electron/engine/api/api";
import { createLog } from "../../electron/engine/log";
import { startWebServer, type WebServer, type WebServerOptions } from "../../electron/serve/web-server";
import { portFromMessagePort } from "../../electron/shell/port-from-message-port";
import { connectByWebSocket } from "../../renderer/bridge/websocket-link";

export interface Transport {
  bridge: Bridge;
  /** Cuts the link; the window comes back by itself, or is given a fresh port as the desktop shell does. */
  breakLink(): void;
  close(): Promise<void>;
}

export const transports: { name: string; open(api: Api): Promise<Transport> }[] = [
  { name: "MessagePort", open: openMessagePort },
  { name: "WebSocket", open: openWebSocket },
];

/** Node's MessagePort in the place of Electron's, which has the same queue and the same cloning. */
async function openMessagePort(api: Api): Promise<Transport> {
  const client = createClient();
  let ports: MessagePort[] = [];
  const attach = () => {
    const { port1, port2 } = new MessageChannel();
    ports = [port1, port2];
    api.serve(portFromMessagePort(asElectronPort(port1)));
    client.attach(windowPort(port2));
  };
  const closePorts = () => {
    for (const port of ports) port.close();
  };
  attach();
  return {
    bridge: client.bridge,
    breakLink() {
      closePorts();
      attach();
    },
    async close() {
      closePorts();
    },
  };
}

/** Electron hands over an event where Node hands over the message itself. */
function asElectronPort(port: MessagePort): Parameters<typeof portFromMessagePort>[0] {
  const electronPort = {
    postMessage: (message: unknown) => port.postMessage(message),
    start: () => port.start(),
    close: () => port.close(),
    on(name: "message" | "close", run: (event?: { data: unknown }) => void) {
      if (name === "message") port.on("message", (data) => run({ data }));
      else port.on("close", () => run());
      return electronPort;
    },
  };
  return electronPort as unknown as Parameters<typeof portFromMessagePort>[0];
}

function windowPort(channel: MessagePort): Port<ToEngine, ToWindow> {
  const port: Port<ToEngine, ToWindow> = {
    send: (message) => channel.postMessage(message),
    close: () => channel.close(),
    onMessage: undefined,
    onClose: undefined,
  };
  channel.on("message", (message: ToWindow) => port.onMessage?.(message));
  channel.on("close", () => port.onClose?.());
  return port;
}

export const testToken = "t".repeat(43);
export const quietLog = createLog(() => {});

/** The browser shell's server in front of an api, with a page of one line. */
export async function startTestServer(
  api: Api,
  options: Partial<WebServerOptions> = {},
): Promise<WebServer & { folder: string }> {
  const outside = mkdtempSync(join(tmpdir(), "watchdeck-pages-"));
  const folder = join(outside, "renderer");
  mkdirSync(folder);
  writeFileSync(join(folder, "index.html"), "<!doctype html><title>Watchdeck</title>");
  const server = await startWebServer({
    engine: { api, metrics: async () => "watchdeck_up 1\n" },
    rendererFolder: folder,
    token: testToken,
    port: 0,
    instance: "test",
    log: quietLog,
    ...options,
  }).catch((error) => {
    rmSync(outside, { recursive: true, force: true });
    throw error;
  });
  return {
    ...server,
    folder,
    async close() {
      await server.close();
      rmSync(outside, { recursive: true, force: true });
    },
  };
}

/** A socket as a browser would open it, for the renderer's own link. */
export const openTestSocket = (port: number, token: string = testToken): NodeWebSocket =>
  new NodeWebSocket(`ws://127.0.0.1:${port}/bridge`, {
    origin: `http://127.0.0.1:${port}`,
    headers: { Authorization: `Bearer ${token}` },
  });

async function openWebSocket(api: Api): Promise<Transport> {
  const server = await startTestServer(api);
  const client = createClient();
  let socket: NodeWebSocket | undefined;
  let isClosed = false;
  connectByWebSocket({
    client,
    openSession: async () => (isClosed ? "unreachable" : "open"),
    createSocket() {
      socket = openTestSocket(server.port);
      // Refused when the server is closing; `close` follows, and the link tries again like a browser's.
      socket.on("error", () => {});
      return socket as unknown as WebSocket;
    },
    onRefused() {},
    now: () => 0,
    // Soon instead of after the back-off, whose lengths websocket-link.test.ts looks at.
    wait: (run) => {
      if (!isClosed) setImmediate(run);
    },
  });
  await new Promise<void>((resolve) => {
    client.bridge.onLink((state) => {
      if (state === "connected") resolve();
    });
  });
  return {
    bridge: client.bridge,
    breakLink: () => socket?.terminate(),
    async close() {
      isClosed = true;
      await server.close();
    },
  };
}

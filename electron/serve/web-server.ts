// The loopback port of the browser shell: the built pages for everybody on this machine, everything else for those who hold
// the key. The engine behind it is handed in.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import { AppError } from "#shared/model/failure";
import { seconds } from "#shared/units/time";
import type { Api } from "../engine/api/api";
import type { Log } from "../engine/log";
import { contentSecurityPolicy } from "../security/content-security-policy";
import { createGate, type Gate } from "./gate";
import { createStaticFiles } from "./static-files";
import { portFromWebSocket, type WebSocketPortOptions } from "./websocket-port";

/** The largest thing a window sends is a pasted rule file of 5 million characters, at most four bytes each. */
const largestMessage = 24 * 1024 * 1024;
const largestToken = 1000;
/** Any program of this machine can connect; beyond so many the next is dropped, and our own files can still be opened. */
const mostConnections = 500;

export interface WebServerOptions {
  engine: { api: Api; metrics(): Promise<string> };
  rendererFolder: string;
  token: string;
  /** 0 takes any free port. */
  port: number;
  /** Tells this run from another one that later listens on the same port. */
  instance: string;
  log: Log;
  windows?: Omit<WebSocketPortOptions, "log">;
}

export interface WebServer {
  port: number;
  /** A key for one page, used up by its first use. */
  issueCode(): string;
  close(): Promise<void>;
}

const securityHeaders = {
  "Content-Security-Policy": contentSecurityPolicy,
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
} as const;

interface Answer {
  status: number;
  body?: string | Buffer;
  headers?: Record<string, string>;
}

const text = (status: number, body: string): Answer => ({ status, body: `${body}\n` });

/** Listens on 127.0.0.1 only. Rejects with a sentence when the port is taken. */
export async function startWebServer(options: WebServerOptions): Promise<WebServer> {
  const { engine, token, log, instance } = options;
  const files = createStaticFiles(options.rendererFolder);
  const sockets = new WebSocketServer({ noServer: true, maxPayload: largestMessage, perMessageDeflate: false });
  const server = createServer({
    requestTimeout: seconds(30),
    headersTimeout: seconds(10),
    connectionsCheckingInterval: seconds(5),
  });
  server.maxConnections = mostConnections;
  const port = await listen(server, options.port);
  const gate = createGate({ port, token, now: () => performance.now() });

  async function respond(request: IncomingMessage): Promise<Answer> {
    const foreign = gate.foreign(request);
    if (foreign !== undefined) return text(403, foreign);
    const path = (request.url ?? "/").split("?")[0] ?? "/";
    switch (path) {
      case "/session":
        return session(request, gate, instance);
      case "/code":
        // A second start asks for it, to open one more window. A page has no use for it, and its cookie does not buy one.
        if (request.method !== "POST") return text(405, "Only POST here.");
        if (!gate.showsToken(request)) return text(401, "The console's key is missing.");
        return text(200, gate.issueCode());
      case "/metrics":
        if (!isReading(request)) return text(405, "Only GET and HEAD here.");
        if (!gate.isAllowed(request))
          return text(
            401,
            "Send the console's token: `Authorization: Bearer <token>`; it is in the file `token` of its data folder.",
          );
        return {
          status: 200,
          body: await engine.metrics(),
          headers: { "Content-Type": "text/plain; version=0.0.4; charset=utf-8" },
        };
      case "/bridge":
        return { ...text(426, "Only WebSockets here."), headers: { Upgrade: "websocket" } };
      default: {
        if (!isReading(request)) return text(405, "Only GET and HEAD here.");
        const file = await files.find(path);
        if (!file) return text(404, "There is no such page.");
        return { status: 200, body: file.body, headers: { "Content-Type": file.type, "Cache-Control": file.cacheControl } };
      }
    }
  }

  server.on("request", (request, response) => {
    respond(request).then(
      (answer) => send(response, request, answer),
      (error) => {
        log.error(`the page ${JSON.stringify(request.url)} could not be sent`, error);
        send(response, request, text(500, "Something went wrong inside Watchdeck; the log has the details."));
      },
    );
  });

  server.on("upgrade", (request, stream, head) => {
    // The connection may be reset before anything is agreed upon, and nobody is left to be told.
    stream.on("error", () => stream.destroy());
    const refusal = refuseUpgrade(request, gate);
    if (refusal) refuseStream(stream, refusal);
    else
      sockets.handleUpgrade(request, stream, head, (socket) => {
        engine.api.serve(portFromWebSocket(socket, { ...options.windows, log }));
      });
  });

  return {
    port,
    issueCode: gate.issueCode,
    async close() {
      for (const socket of sockets.clients) socket.close(1001, "the console ends");
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const drop = setTimeout(() => {
        for (const socket of sockets.clients) socket.terminate();
        server.closeAllConnections();
      }, 500);
      await closed;
      clearTimeout(drop);
    },
  };
}

async function listen(server: ReturnType<typeof createServer>, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host: "127.0.0.1", port, exclusive: true }, resolve);
  }).catch((error: NodeJS.ErrnoException) => {
    throw new AppError({ kind: "refused", say: whyNotListening(error, port) }, { cause: error });
  });
  return (server.address() as AddressInfo).port;
}

function whyNotListening(error: NodeJS.ErrnoException, port: number): string {
  if (error.code === "EADDRINUSE")
    return `Port ${port} of 127.0.0.1 is taken by another program; choose one with --port, or any free one with --port 0.`;
  if (error.code === "EACCES")
    return `This user may not listen on port ${port}; choose one above 1023 with --port, or any free one with --port 0.`;
  return `Port ${port} of 127.0.0.1 cannot be listened on: ${error.message}.`;
}

const isReading = ({ method }: IncomingMessage) => method === "GET" || method === "HEAD";

/** A page shows its token and gets its cookie (POST), or asks whether its cookie still serves (GET). */
async function session(request: IncomingMessage, gate: Gate, instance: string): Promise<Answer> {
  const headers = { "Watchdeck-Instance": instance };
  if (request.method === "GET") {
    return gate.isAllowed(request) ? { status: 204, headers } : { ...text(401, "The console's key is missing."), headers };
  }
  if (request.method !== "POST") return text(405, "Only GET and POST here.");
  const cookie = gate.admit(await readBody(request));
  if (cookie === undefined) return { ...text(401, "That is not this console's key."), headers };
  return { status: 204, headers: { ...headers, "Set-Cookie": cookie } };
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const part of request.setEncoding("utf8")) {
    body += part;
    // Longer than any token: whatever it is, it is not the right one.
    if (body.length > largestToken) return "";
  }
  return body;
}

function send(response: ServerResponse, request: IncomingMessage, { status, body, headers }: Answer): void {
  if (response.destroyed) return;
  response.writeHead(status, {
    "Content-Type": "text/plain; charset=utf-8",
    "Cache-Control": "no-store",
    ...securityHeaders,
    ...(body === undefined ? {} : { "Content-Length": Buffer.byteLength(body) }),
    ...headers,
  });
  response.end(request.method === "HEAD" ? undefined : body);
}

function refuseUpgrade(request: IncomingMessage, gate: Gate): Answer | undefined {
  const foreign = gate.foreign(request);
  if (foreign !== undefined) return text(403, foreign);
  // Every browser sends one with an upgrade, and the command line does as well.
  if (request.headers.origin === undefined) return text(403, "A WebSocket needs an Origin header here.");
  if (request.url !== "/bridge") return text(404, "There is no such WebSocket.");
  if (!gate.isAllowed(request)) return text(401, "The console's key is missing.");
  return undefined;
}

const statusTexts: Readonly<Record<number, string>> = { 401: "Unauthorized", 403: "Forbidden", 404: "Not Found" };

function refuseStream(stream: Duplex, { status, body = "" }: Answer): void {
  stream.end(
    [
      `HTTP/1.1 ${status} ${statusTexts[status]}`,
      "Connection: close",
      "Content-Type: text/plain; charset=utf-8",
      ...Object.entries(securityHeaders).map(([name, value]) => `${name}: ${value}`),
      `Content-Length: ${Buffer.byteLength(body)}`,
      "",
      body,
    ].join("\r\n"),
  );
}

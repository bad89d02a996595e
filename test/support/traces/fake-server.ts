// What the fakes of Jaeger and Zipkin share: a loopback port, answers in pieces, what was asked, and how to misbehave.
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type Manner, misbehave } from "../loki/manners";

export interface Asked {
  method: string;
  /** Behind the prefix: `/api/v3/services`. */
  path: string;
  params: URLSearchParams;
  headers: IncomingMessage["headers"];
  body: string;
}

export interface Answered {
  status: number;
  type: string;
  body: string | Iterable<Uint8Array>;
  headers?: Record<string, string>;
}

export interface FakeServer {
  /** With its prefix, without a trailing slash. */
  url: string;
  /** What was asked, oldest first. */
  requests: Asked[];
  /** From now on, where the path ends with this (absent: everywhere); undefined: well again. */
  misbehave(manner: Manner | undefined, path?: string): void;
  /** Answers under way, and connections kept for more. */
  openConnections(): number;
  close(): Promise<void>;
}

/** `answer` sees paths without the prefix; undefined where the path does not begin with it. */
export async function startFakeServer(
  prefix: string,
  answer: (asked: Asked | (Omit<Asked, "path"> & { path: undefined })) => Answered,
): Promise<FakeServer> {
  const requests: Asked[] = [];
  const manners = new Map<string, Manner>();

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams: params } = new URL(request.url ?? "/", "http://fake");
    const isBehind = pathname === prefix || pathname.startsWith(`${prefix}/`);
    const asked = { method: request.method ?? "GET", params, headers: request.headers, body: await textOf(request) };
    const path = isBehind ? decodeURIComponent(pathname.slice(prefix.length)) || "/" : undefined;
    requests.push({ ...asked, path: path ?? pathname });
    let answered: Answered;
    try {
      answered = answer({ ...asked, path } as Asked);
    } catch (error) {
      // A bug of the fake: the test that met it should show it.
      answered = { status: 500, type: "text/plain", body: `${error instanceof Error ? error.stack : error}\n` };
    }
    const manner = [...manners].find(([end]) => pathname.endsWith(end))?.[1];
    if (manner) return misbehave(manner, response, { ...answered, body: wholeOf(answered.body) });
    response.writeHead(answered.status, { "Content-Type": answered.type, ...answered.headers });
    if (typeof answered.body === "string") {
      response.end(answered.body);
      return;
    }
    for (const piece of answered.body) {
      if (response.destroyed) return;
      if (!response.write(piece)) await once(response, "drain");
    }
    response.end();
  }

  const server = createServer((request, response) => {
    // A client that goes away in the middle is no trouble of ours.
    serve(request, response).catch(() => response.destroy());
  });
  let open = 0;
  server.on("connection", (socket) => {
    open++;
    socket.once("close", () => open--);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${prefix}`,
    requests,
    misbehave(manner, path = "") {
      if (manner) manners.set(path, manner);
      else manners.delete(path);
    },
    openConnections: () => open,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

const wholeOf = (body: Answered["body"]): string => (typeof body === "string" ? body : Buffer.concat([...body]).toString());

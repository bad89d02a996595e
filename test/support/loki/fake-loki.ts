// A Loki on a loopback port that says what the real one says, and misbehaves when it is told to. It keeps its lines in memory
// and finds them with our own LogQL; test/integration/loki.test.ts holds it against the real one.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { createEndpoints } from "./endpoints";
import { createKeptLines } from "./kept-lines";
import { LokiError } from "./loki-error";
import { type Manner, misbehave } from "./manners";
import { askedOf } from "./parameters";
import type { PushedStream } from "./push";
import { createTails, type Tails } from "./tails";

export interface FakeLokiOptions {
  /** 2.9 knows no categories, no detected fields and no service names. */
  version?: "2.9" | "3.7";
  /** Lines in one answer; the usual is 5000. */
  mostEntries?: number;
  mostSeries?: number;
  mostTails?: number;
  /** A tail ends after this; the usual is an hour. */
  longestTailMs?: number;
  /** How often a tail hands on what came; the real one takes 500 ms. */
  tailEveryMs?: number;
  /** How often a tail pings; the usual is each second. */
  pingEveryMs?: number;
  /** Such as `/loki`; everything else is 404. */
  prefix?: string;
  /** Asks for a tenant, as one of many does. */
  needsTenant?: boolean;
  /** Its clock, in nanoseconds. */
  now?: () => bigint;
}

export interface AskedOfLoki {
  method: string;
  /** Behind the prefix: `/loki/api/v1/query_range`. */
  path: string;
  params: URLSearchParams;
  headers: IncomingMessage["headers"];
}

export interface FakeLoki {
  /** With its prefix, without a trailing slash. */
  url: string;
  push(streams: readonly PushedStream[]): void;
  /** What was asked, oldest first; tails too. */
  requests: AskedOfLoki[];
  /** From now on, where the path ends with this (absent: everywhere); undefined: well again. */
  misbehave(manner: Manner | undefined, path?: string): void;
  tails: Omit<Tails, "open" | "tell" | "stop">;
  close(): Promise<void>;
}

const api = "/loki/api/v1/";
const utf8Json = "application/json; charset=UTF-8";

export async function startFakeLoki(options: FakeLokiOptions = {}): Promise<FakeLoki> {
  const { prefix = "", mostEntries = 5000, mostSeries = 500 } = options;
  const now = options.now ?? (() => BigInt(Date.now()) * 1_000_000n);
  const isOld = options.version === "2.9";
  const kept = createKeptLines({ isOld });
  const endpoints = createEndpoints({ kept, now, isOld, mostEntries, mostSeries });
  const tails = createTails({
    mostTails: options.mostTails ?? 10,
    longestMs: options.longestTailMs ?? 3_600_000,
    everyMs: options.tailEveryMs ?? 20,
    pingMs: options.pingEveryMs ?? 1000,
  });
  const requests: AskedOfLoki[] = [];
  const manners = new Map<string, Manner>();
  const mannerOf = (path: string) => [...manners].find(([end]) => path.endsWith(end))?.[1];

  const push = (streams: readonly PushedStream[]) => tails.tell(kept.add(streams));

  async function read(request: IncomingMessage): Promise<{ path: string; params: URLSearchParams; body: string }> {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://loki");
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = Buffer.concat(parts).toString();
    const isForm = request.headers["content-type"]?.startsWith("application/x-www-form-urlencoded");
    const params = isForm ? new URLSearchParams([...searchParams, ...new URLSearchParams(body)]) : searchParams;
    const path = pathname.startsWith(prefix) ? pathname.slice(prefix.length) : "";
    return { path, params, body };
  }

  function answer(request: IncomingMessage, { path, params, body }: Awaited<ReturnType<typeof read>>): Answered {
    if (path === "/ready") return { status: 200, type: textType, body: "ready\n" };
    if (!path.startsWith(api)) return notFound;
    const endpoint = path.slice(api.length);
    if (endpoint !== "status/buildinfo") refuseNobody(request);
    if (request.method !== "GET" && request.method !== "POST") return { status: 405, type: textType, body: "" };
    if (endpoint === "push") {
      push(pushedStreams(body));
      return { status: 204, type: textType, body: "" };
    }
    if (endpoint === "tail") throw new LokiError(400, "Bad Request");
    const json = endpoints.answer(endpoint, { params, isCategorized: isCategorized(request) });
    // Patterns are there, but switched off.
    if (json === undefined) return endpoint === "patterns" ? { ...notFound, body: "" } : notFound;
    return { status: 200, type: utf8Json, body: `${JSON.stringify(json)}\n` };
  }

  function refuseNobody({ headers }: IncomingMessage): void {
    if (options.needsTenant && !headers["x-scope-orgid"]) throw new LokiError(401, "no org id");
  }

  const isCategorized = ({ headers }: IncomingMessage) =>
    !isOld && String(headers["x-loki-response-encoding-flags"] ?? "").includes("categorize-labels");

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = await read(request);
    note(request, asked);
    let answered: Answered;
    try {
      answered = answer(request, asked);
    } catch (error) {
      answered = refusal(error);
    }
    const manner = mannerOf(asked.path);
    if (manner) return misbehave(manner, response, answered);
    response.writeHead(answered.status, { "Content-Type": answered.type }).end(answered.body);
  }

  function note({ method = "GET", headers }: IncomingMessage, { path, params }: { path: string; params: URLSearchParams }): void {
    requests.push({ method, path, params, headers });
  }

  function openTail(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const { pathname, searchParams: params } = new URL(request.url ?? "/", "http://loki");
    note(request, { path: pathname.slice(prefix.length), params });
    const manner = mannerOf(pathname);
    try {
      if (manner) throw manner.kind === "status" ? new LokiError(manner.status, manner.text) : new Cut();
      if (pathname !== `${prefix}${api}tail`) throw new LokiError(404, "404 page not found");
      refuseNobody(request);
      if (Number(params.get("delay_for") ?? "0") > 5) throw new LokiError(400, "delay_for can't be greater than 5");
      const asked = askedOf(params, now() + 1n, 1n);
      const query = endpoints.parse(asked.query);
      const isMetric = query.kind === "metric";
      const rest = isMetric
        ? { lookback: [], take: () => undefined }
        : endpoints.forTail(query, asked, Number(params.get("limit") ?? 100));
      tails.open(request, socket, head, { isMetric, isCategorized: isCategorized(request), ...rest });
    } catch (error) {
      if (error instanceof Cut) {
        socket.destroy();
        return;
      }
      const { status, type, body } = refusal(error);
      socket.end(
        `HTTP/1.1 ${status} Refused\r\nContent-Type: ${type}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
      );
    }
  }

  const server = createServer((request, response) => {
    // A client that goes away in the middle is no trouble of ours.
    serve(request, response).catch(() => response.destroy());
  });
  server.on("upgrade", openTail);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${prefix}`,
    push,
    requests,
    misbehave(manner, path = "") {
      if (manner) manners.set(path, manner);
      else manners.delete(path);
    },
    tails,
    close() {
      tails.stop();
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

export interface Answered {
  status: number;
  type: string;
  body: string;
}

class Cut extends Error {}

const textType = "text/plain; charset=utf-8";
const notFound: Answered = { status: 404, type: textType, body: "404 page not found\n" };

function refusal(error: unknown): Answered {
  if (error instanceof LokiError) return { status: error.status, type: textType, body: `${error.message}\n` };
  // A bug of the fake: the test that met it should show it.
  return { status: 500, type: textType, body: `${error instanceof Error ? error.stack : error}\n` };
}

function pushedStreams(body: string): PushedStream[] {
  const { streams } = JSON.parse(body) as { streams: { stream: Record<string, string>; values: [string, string][] }[] };
  return streams.map(({ stream, values }) => ({ labels: stream, lines: values }));
}

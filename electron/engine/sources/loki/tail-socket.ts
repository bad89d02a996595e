// One WebSocket of Loki's live tail, from the handshake to its end.
import type { IncomingMessage } from "node:http";
import { AppError } from "#shared/model/failure";
import type { NsTime } from "#shared/model/log";
import { seconds } from "#shared/units/time";
import { networkFailure } from "../http/network-failure";
import { quote } from "../http/status-failure";
import { encodingHeader, type LokiClient, tailRefusal, tailUrl } from "./client";
import { tailMessageSchema, type WireStream } from "./wire";

export interface TailMessage {
  streams: readonly WireStream[];
  /** Lines that the server left out because they came faster than they were sent; it tells of a part of them only. */
  dropped: number;
}

export interface TailSocketOptions {
  client: LokiClient;
  expr: string;
  startNs: NsTime;
  onOpen(): void;
  onMessage(message: TailMessage): void;
  /** Called once, whatever ends it; never after `close`. */
  onEnd(end: TailEnd): void;
}

export type TailEnd =
  /** The server answered the handshake with something else than a WebSocket. */
  | { kind: "refused"; error: AppError; status: number; body: string }
  /** It closed what was open, and may have said why. */
  | { kind: "closed"; reason: string; isError: boolean }
  | { kind: "broken"; error: AppError };

/** The server pings each second; a proxy that answers for it need not. */
const pingEvery = seconds(5);
const longestSilence = seconds(11);
const mostMessageBytes = 64 * 1024 * 1024;
const mostRefusalBytes = 64 * 1024;
/** What the server looks back for by itself; more than it has is no harm. */
const lookback = 1000;
/** Normal, going away, and no reason given: https://www.rfc-editor.org/rfc/rfc6455#section-7.4.1 */
const usualCloses = [1000, 1001, 1005];
/** The connection went without a word. */
const brokenOff = 1006;

/** Begins to connect; returns what ends it. */
export async function openTailSocket(options: TailSocketOptions): Promise<() => void> {
  const { client, expr, startNs, onOpen, onMessage, onEnd } = options;
  const { server } = client.http;
  const { WebSocket } = await import("ws");
  const parameters = new URLSearchParams({ query: expr, start: startNs.padStart(19, "0"), limit: String(lookback) });
  const socket = new WebSocket(tailUrl(client, parameters), {
    headers: Object.fromEntries([...server.headers, encodingHeader]),
    rejectUnauthorized: !server.skipVerify,
    ...(server.ca && { ca: server.ca }),
    handshakeTimeout: seconds(15),
    maxPayload: mostMessageBytes,
    followRedirects: false,
  });
  let isOver = false;
  let isFailing = false;
  let heardAt = server.clock.monotonic();
  let stopWatch: (() => void) | undefined;

  function end(how: TailEnd | undefined): void {
    if (isOver) return;
    isOver = true;
    stopWatch?.();
    socket.terminate();
    if (how) onEnd(how);
  }

  function watch(): void {
    stopWatch = server.clock.setTimer(() => {
      if (server.clock.monotonic() - heardAt > longestSilence) {
        end({ kind: "broken", error: broken(`${server.name} has fallen silent.`) });
        return;
      }
      socket.ping();
      watch();
    }, pingEvery);
  }

  const hear = () => {
    heardAt = server.clock.monotonic();
  };
  socket.on("open", () => {
    hear();
    watch();
    onOpen();
  });
  socket.on("ping", hear);
  socket.on("pong", hear);
  socket.on("message", (data) => {
    hear();
    if (isOver) return;
    const message = readMessage(String(data));
    if (message) onMessage(message);
    else end({ kind: "broken", error: broken(`${server.name} sends what no Loki sends.`) });
  });
  socket.on("unexpected-response", (_, response) => {
    void readRefusal(response).then((body) => {
      const { statusCode: status = 0, headers } = response;
      const answer = { status, contentType: headers["content-type"] ?? "", body };
      end({ kind: "refused", error: tailRefusal(client, answer, expr), status, body });
    });
  });
  socket.on("close", (code, reason) => {
    // The error says more, as soon as it is put into words.
    if (isFailing) return;
    const text = quote(String(reason), 200);
    if (code === brokenOff) end({ kind: "broken", error: broken(`The live tail of ${server.name} broke off.`) });
    else end({ kind: "closed", reason: text, isError: !usualCloses.includes(code) && !isUsualEnd(text) });
  });
  // After a refusal it complains, too, that it was ended before it was open.
  socket.on("error", (error) => {
    if (isOver || isFailing) return;
    isFailing = true;
    void networkFailure(server, error).then((failure) => end({ kind: "broken", error: failure }));
  });
  return () => end(undefined);
}

/** It ends every tail after an hour, unless it was told otherwise. */
const isUsualEnd = (reason: string) => /reached tail max duration limit/.test(reason);

function readMessage(text: string): TailMessage | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    // Whoever sent it says what is wrong by who it is.
    return undefined;
  }
  const message = tailMessageSchema.safeParse(json).data;
  return message && { streams: message.streams ?? [], dropped: message.dropped_entries?.length ?? 0 };
}

async function readRefusal(response: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of response) {
      parts.push(part);
      size += part.length;
      if (size > mostRefusalBytes) break;
    }
  } catch {
    // The status is told all the same.
  }
  return Buffer.concat(parts).toString("utf8");
}

const broken = (say: string) => new AppError({ kind: "unreachable", say, retry: true });

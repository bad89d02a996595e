// Following lines over WebSockets: https://grafana.com/docs/loki/latest/reference/loki-http-api/#stream-logs
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import type { LogEntry } from "#shared/logs/block";
import type { Labels } from "#shared/model/labels";
import { streamsOfTail } from "./answers";
import type { KeptLine } from "./kept-lines";

export interface TailOptions {
  /** The most at once; later ones are closed as soon as they open. */
  mostTails: number;
  /** After this it ends the tail; the real one does so after an hour. */
  longestMs: number;
  /** How often what came is handed on. */
  everyMs: number;
  /** How often it pings. */
  pingMs: number;
}

/** What a tail is about, once its parameters are known to be right. */
export interface TailAsked {
  isMetric: boolean;
  isCategorized: boolean;
  /** What was there before. */
  lookback: LogEntry[];
  /** The line as the query makes it; undefined for one that it leaves out. */
  take(line: KeptLine): LogEntry | undefined;
}

export interface Tails {
  open(request: IncomingMessage, socket: Duplex, head: Buffer, asked: TailAsked): void;
  tell(lines: readonly KeptLine[]): void;
  /** So many lines of the stream are told to be left out. */
  drop(labels: Labels, count: number): void;
  /** Ends all tails with this code and reason. */
  closeAll(code: number, reason: string): void;
  /** Cuts all connections without a word. */
  cutAll(): void;
  /** From now on no pings are sent, as when a network goes silent. */
  goSilent(): void;
  /** From now on no lines are sent, as when one of them is ahead of the server's clock; until it may speak again. */
  goMute(isMute: boolean): void;
  count(): number;
  stop(): void;
}

/** In one message of the real one. */
const mostLinesAtOnce = 100;
const mostDroppedTold = 1000;

export function createTails({ mostTails, longestMs, everyMs, pingMs }: TailOptions): Tails {
  const server = new WebSocketServer({ noServer: true });
  const tails = new Set<{ socket: WebSocket; asked: TailAsked; waiting: LogEntry[] }>();
  let isSilent = false;
  let isMute = false;

  function send(socket: WebSocket, entries: LogEntry[], isCategorized: boolean): void {
    for (let from = 0; from < entries.length; from += mostLinesAtOnce) {
      const streams = streamsOfTail(entries.slice(from, from + mostLinesAtOnce), isCategorized);
      socket.send(JSON.stringify({ streams, ...(isCategorized && { encodingFlags: ["categorize-labels"] }) }));
    }
  }

  function refusal({ isMetric }: TailAsked): string | undefined {
    if (isMetric) return "only log selector is supported";
    if (tails.size < mostTails) return undefined;
    const numbers = `(${mostTails + 1} > ${mostTails})`;
    return `rpc error: code = Code(400) desc = max concurrent tail requests limit exceeded, count > limit ${numbers}`;
  }

  function follow(socket: WebSocket, asked: TailAsked): void {
    const refused = refusal(asked);
    if (refused !== undefined) {
      socket.close(1011, refused);
      return;
    }
    const tail = { socket, asked, waiting: [] as LogEntry[] };
    tails.add(tail);
    send(socket, asked.lookback, asked.isCategorized);
    const handOn = setInterval(() => {
      if (isSilent || isMute) return;
      send(socket, tail.waiting, asked.isCategorized);
      tail.waiting = [];
    }, everyMs);
    const ping = setInterval(() => {
      if (!isSilent) socket.ping();
    }, pingMs);
    const end = setTimeout(() => socket.close(1011, "reached tail max duration limit"), longestMs);
    socket.once("close", () => {
      tails.delete(tail);
      clearInterval(handOn);
      clearInterval(ping);
      clearTimeout(end);
    });
  }

  return {
    open: (request, socket, head, asked) => server.handleUpgrade(request, socket, head, (opened) => follow(opened, asked)),
    tell(lines) {
      for (const { asked, waiting } of tails) {
        for (const line of lines) {
          const entry = asked.take(line);
          if (!entry) continue;
          // Without categories, a live line has only its stream's labels and what a parser found.
          waiting.push(asked.isCategorized ? entry : { ...entry, metadata: undefined });
        }
      }
    },
    drop(labels, count) {
      const told = Array.from({ length: Math.min(count, mostDroppedTold) }, () => ({ labels, timestamp: `${Date.now()}000000` }));
      for (const { socket } of tails) socket.send(JSON.stringify({ streams: [], dropped_entries: told }));
    },
    closeAll(code, reason) {
      for (const { socket } of tails) socket.close(code, reason);
    },
    cutAll() {
      for (const { socket } of tails) socket.terminate();
    },
    goSilent() {
      isSilent = true;
    },
    goMute(mute) {
      isMute = mute;
    },
    count: () => tails.size,
    stop() {
      for (const { socket } of tails) socket.terminate();
      server.close();
    },
  };
}

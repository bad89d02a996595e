// Why a socket of the live tail ended, or never opened, and whether the same lines may be had by query.
import { AppError } from "#shared/model/failure";
import { aboutAsking, type LokiClient } from "./client";
import { knownRefusal } from "./failures";
import type { TailEnd } from "./tail-socket";

interface Told {
  error: AppError;
  /** The server, or a proxy before it, opens no socket; that says nothing about queries. */
  canPoll: boolean;
}

export function readEnd(end: TailEnd, { client, expr }: { client: LokiClient; expr: string }): Told {
  const { name } = client.http.server;
  switch (end.kind) {
    case "broken":
      return { error: end.error, canPoll: false };
    case "closed": {
      // What went wrong inside comes with the words of the call that it was: "rpc error: code = Code(400) desc = …".
      const text = end.reason.replace(/^rpc error: code = \S+ desc = /, "");
      const known = knownRefusal(text, aboutAsking(client, "/loki/api/v1/tail", expr));
      const say = text === "" ? `${name} closes the live tail as soon as it is open.` : `${name} ended the live tail: “${text}”.`;
      return { error: known ?? new AppError({ kind: "server-error", say, retry: true }), canPoll: isCrowded(text) };
    }
    case "refused": {
      const { error, status } = end;
      if (status === 429) return { error, canPoll: true };
      if (!isAboutSocket(end)) return { error, canPoll: false };
      const say = `${name}, or a proxy before it, opens no live tail (${status}).`;
      return { error: new AppError({ kind: "not-supported", say }), canPoll: true };
    }
  }
}

/** A proxy that does not pass a WebSocket on makes a plain request of it, to which Loki's answer is a bare "Bad Request". */
function isAboutSocket({ error: { failure }, status, body }: TailEnd & { kind: "refused" }): boolean {
  if (failure.kind === "bad-query" || failure.kind === "unauthorized" || status >= 500) return false;
  return status !== 400 || /^\s*(bad request)?\s*$/i.test(body) || failure.kind === "not-that-server";
}

const isCrowded = (text: string) => text.startsWith("max concurrent tail requests limit exceeded");

export const sayOf = (error: unknown): string => (error instanceof AppError ? error.failure.say : "Something went wrong.");

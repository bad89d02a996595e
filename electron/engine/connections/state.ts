// How each connection has been answering, learned from the requests that were made anyway.
import type { ConnectionState } from "#shared/contract/connections";
import { AppError } from "#shared/model/failure";
import { type EpochMs, seconds } from "#shared/units/time";

/**
 * What the outcome of a request says about the server; undefined when it says nothing. A server that refuses an expression
 * is doing its work.
 */
export function stateAfter(error: unknown, at: EpochMs): ConnectionState | undefined {
  if (error === undefined) return { kind: "ok", at };
  if (!(error instanceof AppError)) return undefined;
  switch (error.failure.kind) {
    case "cancelled":
      return undefined;
    case "bad-query":
    case "bad-request":
    case "not-found":
    case "not-supported":
    case "too-large":
      return { kind: "ok", at };
    default:
      return { kind: "failing", at, reason: error.failure.say };
  }
}

// A connection that keeps answering is told of with its new age now and then, not with every request.
const newsAfter = seconds(10);

/** Whether a window has to hear of it. */
export const isNews = (told: ConnectionState, now: ConnectionState): boolean =>
  told.kind !== now.kind || told.reason !== now.reason || (now.at ?? 0) - (told.at ?? 0) >= newsAfter;

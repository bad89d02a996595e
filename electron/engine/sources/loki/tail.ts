// A live tail that goes on: over a WebSocket while the server keeps one open, and by query for what such a socket loses.
//
// Loki's tail is best effort. It ends after an hour, carries some hundred lines a second and leaves out the others, telling of a
// part of them only. So everything that a socket cannot be trusted with is asked for by query; lines that both bring are told once.
import { plusNs, toNsTime } from "#shared/logs/block";
import { AppError } from "#shared/model/failure";
import type { NsTime } from "#shared/model/log";
import { type Milliseconds, minutes, seconds } from "#shared/units/time";
import type { TailListener } from "../log-source";
import { type CatchUp, createCatchUp } from "./catch-up";
import type { LokiClient } from "./client";
import { createPause, type Pause } from "./pause";
import { readEnd, sayOf } from "./tail-end";
import { createTailMemory } from "./tail-memory";
import { runSession, usualOverlap } from "./tail-session";

export interface TailOptions {
  client: LokiClient;
  expr: string;
  afterNs?: NsTime | undefined;
  signal: AbortSignal;
  listener: Pick<TailListener, "onEntries" | "onDropped" | "onState">;
  /** Told each time that it is known how the server answers. */
  onOutcome?: ((error?: unknown) => void) | undefined;
  /** From 0 to 1, to keep many consoles from coming back at the same moment. */
  random?: () => number;
}

/** Lines remembered, so that they are not told twice. */
const mostRemembered = 50_000;
/** A server that takes no socket is asked by query so often. */
const pollPeriod = seconds(3);
const socketAgainAfter = minutes(1);
/** After so many failures in a row it is asked by query, too. */
const patience = 3;
const leastBackOff = seconds(1);
const mostBackOff = seconds(30);

/** Follows until the signal aborts; rejects with what can never be answered. */
export async function followTail(options: TailOptions): Promise<void> {
  const { client, expr, afterNs, signal, listener, onOutcome = () => undefined, random = Math.random } = options;
  const { clock } = client.http.server;
  const pause = createPause(clock, signal);
  const memory = createTailMemory(mostRemembered, () => clock.now());
  // From now on, this very moment included.
  const beginNs = afterNs ?? toNsTime(plusNs({ ms: Math.round(clock.now()), ns: 0 }, -1));
  const { onEntries, onDropped, onState } = listener;
  const catchUp = createCatchUp({ client, expr, afterNs: beginNs, memory, signal, onEntries, onDropped, onOutcome });
  let failures = 0;

  /** One socket, or the time without one. Undefined: the next one at once. Otherwise why there is none just now. */
  async function follow(): Promise<unknown> {
    onState({ kind: "connecting" });
    const begunAt = clock.monotonic();
    const end = await runSession({ client, expr, beginNs, memory, catchUp, signal, listener });
    if (end === undefined) return undefined;
    if (clock.monotonic() - begunAt > mostBackOff) failures = 0;
    // It has had its hour.
    if (end.kind === "closed" && !end.isError && failures++ === 0) return undefined;
    const { error, canPoll } = readEnd(end, { client, expr });
    // Some proxies say that they fail, where they only know no WebSockets.
    const isStubborn = end.kind === "refused" && failures >= patience && !isForGood(error);
    if (!canPoll && !isStubborn) return error;
    await poll({ catchUp, pause, signal, until: clock.monotonic() + socketAgainAfter, clock }, () =>
      onState({
        kind: "waiting",
        reason: `${sayOf(error)} Its lines are asked for every ${pollPeriod / 1000} s instead.`,
        retryAtMs: clock.now() + socketAgainAfter,
      }),
    );
    return undefined;
  }

  while (!signal.aborted) {
    const trouble = await follow().catch((error: unknown) => error);
    if (signal.aborted) return;
    if (trouble === undefined) continue;
    onOutcome(trouble);
    if (isForGood(trouble)) throw trouble;
    const wait = Math.min(mostBackOff, leastBackOff * 2 ** Math.min(failures, 10)) * (0.75 + random() / 2);
    failures++;
    onState({ kind: "waiting", reason: sayOf(trouble), retryAtMs: clock.now() + wait });
    await pause(wait);
  }
}

interface Polling {
  catchUp: CatchUp;
  pause: Pause;
  signal: AbortSignal;
  clock: LokiClient["http"]["server"]["clock"];
  until: Milliseconds;
}

async function poll({ catchUp, pause, signal, clock, until }: Polling, onBegin: () => void): Promise<void> {
  await catchUp.run(usualOverlap);
  onBegin();
  while (!signal.aborted && clock.monotonic() < until) {
    await pause(pollPeriod);
    if (!signal.aborted) await catchUp.run(usualOverlap);
  }
}

/** What will be answered in the same way however often it is asked; and bugs, which are to be heard of. */
const isForGood = (error: unknown): boolean => !(error instanceof AppError) || !(error.failure.retry || isPassing(error));

const isPassing = ({ failure: { kind } }: AppError): boolean =>
  kind === "unreachable" || kind === "timeout" || kind === "server-error" || kind === "cancelled" || kind === "too-large";

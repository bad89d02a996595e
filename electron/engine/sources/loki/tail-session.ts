// One socket of a tail with what belongs to it: it catches up first, then tells lines as they come, and asks by query while they
// come faster than a socket carries.
import { fromNsTime, plusNs, toNsTime } from "#shared/logs/block";
import type { NsTime } from "#shared/model/log";
import { type Milliseconds, seconds } from "#shared/units/time";
import type { TailListener } from "../log-source";
import type { CatchUp } from "./catch-up";
import type { LokiClient } from "./client";
import { createPause } from "./pause";
import type { TailMemory } from "./tail-memory";
import { openTailSocket, type TailEnd, type TailMessage } from "./tail-socket";
import { toEntries } from "./to-entries";

export interface SessionOptions {
  client: LokiClient;
  expr: string;
  /** The tail began here. */
  beginNs: NsTime;
  memory: TailMemory;
  catchUp: CatchUp;
  signal: AbortSignal;
  listener: Pick<TailListener, "onEntries" | "onState">;
}

/** For lines that arrive a little late. */
export const usualOverlap: Milliseconds = seconds(5);
/** At thousands of lines a second, reading those of five seconds again each time would be most of the work. */
const overlapInFlood = seconds(1);
/** Short enough that lines seem to flow. */
const floodPeriod: Milliseconds = 500;
const floodEndsAfter = seconds(5);
/** A message of so many lines is as full as they get: there may be more than the socket carries. */
const fullMessage = 100;
const mostHeld = 5000;
/** What is written while the server registers a new socket may reach neither it nor the query before: it is looked for again. */
const settledAfter = seconds(3);
/**
 * So often a query looks for lines that an open socket should have brought. One line whose time is ahead of the server's clock
 * makes a real Loki (3.7.8) wait for that time, and nothing comes over the socket any more: no line, no close, only pings.
 */
const lookEvery = seconds(10);
/** The server is asked to look back so far, for the same reason. */
const lookback = seconds(10);

/** Resolves with how the socket ended; undefined when it was the signal. Rejects when what was missed cannot be had. */
export async function runSession(options: SessionOptions): Promise<TailEnd | undefined> {
  const { client, expr, beginNs, memory, catchUp, signal, listener } = options;
  const { clock } = client.http.server;
  const over = new AbortController();
  const pause = createPause(clock, over.signal);
  let isLive = false;
  let held: TailMessage[] = [];
  let heldLines = 0;
  let floodedAt: Milliseconds | undefined;
  /** The query found what the socket had not brought, and nothing has come over the socket since. */
  let isMute = false;
  let wake: () => void = () => undefined;

  const isFlooding = () => floodedAt !== undefined && clock.monotonic() - floodedAt < floodEndsAfter;

  function tell({ streams }: TailMessage): void {
    const entries = memory.take(toEntries(streams, "forward"));
    if (entries.length > 0) listener.onEntries(entries);
    catchUp.isUpToDate();
  }

  /** Until what was missed before has been told. When that takes long, the query brings these as well. */
  function hold(message: TailMessage, count: number): void {
    held.push(message);
    heldLines += count;
    if (heldLines > mostHeld) floodedAt = clock.monotonic();
  }

  function onMessage(message: TailMessage): void {
    isMute = false;
    const count = message.streams.reduce((sum, { values }) => sum + (values?.length ?? 0), 0);
    if (message.dropped > 0 || (isLive && count >= fullMessage)) {
      floodedAt = clock.monotonic();
      wake();
    }
    // In a flood, the query brings this line and those that are not in the message.
    if (isFlooding()) held = [];
    else if (isLive) tell(message);
    else hold(message, count);
  }

  /** Runs beside the socket. */
  async function fill(): Promise<void> {
    await catchUp.run(usualOverlap);
    isLive = true;
    if (!isFlooding()) for (const message of held) tell(message);
    held = [];
    if (!isFlooding()) await Promise.race([pause(settledAfter), nextFlood()]);
    while (!over.signal.aborted) {
      while (isFlooding() && !over.signal.aborted) {
        await catchUp.run(overlapInFlood);
        await pause(floodPeriod);
      }
      if (over.signal.aborted) return;
      await catchUp.run(usualOverlap);
      while (!isFlooding() && !over.signal.aborted) {
        await Promise.race([pause(isMute ? floodPeriod : lookEvery), nextFlood()]);
        if (isFlooding() || over.signal.aborted) break;
        // While it is mute there is nothing to wait for.
        const found = await catchUp.look(usualOverlap, isMute ? 0 : settledAfter);
        if (found > 0) isMute = true;
      }
    }
  }

  const nextFlood = () =>
    new Promise<void>((resolve) => {
      wake = resolve;
      if (over.signal.aborted) resolve();
    });
  over.signal.addEventListener("abort", () => wake());

  return new Promise((resolve, reject) => {
    let close: () => void = () => undefined;
    const finish = (settle: () => void) => {
      if (over.signal.aborted) return;
      over.abort();
      signal.removeEventListener("abort", onAbort);
      close();
      settle();
    };
    const onAbort = () => finish(() => resolve(undefined));
    const fail = (error: unknown) => finish(() => reject(error));
    signal.addEventListener("abort", onAbort);
    if (signal.aborted) return onAbort();
    openTailSocket({
      client,
      expr,
      // The server begins at this very time, and those of it are known.
      startNs: later(toNsTime(plusNs(fromNsTime(beginNs), 1)), `${Math.round(clock.now() - lookback)}000000`),
      onOpen() {
        listener.onState({ kind: "open", sinceMs: clock.now() });
        fill().catch(fail);
      },
      onMessage(message) {
        try {
          onMessage(message);
        } catch (error) {
          fail(error);
        }
      },
      onEnd: (end) => finish(() => resolve(end)),
    }).then((stop) => {
      close = stop;
      if (over.signal.aborted) stop();
    }, fail);
  });
}

const later = (a: NsTime, b: NsTime): NsTime => (BigInt(a) > BigInt(b) ? a : b);

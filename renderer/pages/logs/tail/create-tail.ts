// Follows lines as they are written. The engine reconnects to the server by itself; this end opens the stream anew when the
// engine went away, after the last line that it had, and holds lines back while the user reads.
import type { Bridge, OpenStream } from "#shared/contract/bridge";
import type { StreamFrame } from "#shared/contract/index";
import { compareTimes, toNsTime } from "#shared/logs/block";
import type { Failure } from "#shared/model/failure";
import type { LogBlock, NsTime } from "#shared/model/log";
import { type EpochMs, type Milliseconds, seconds } from "#shared/units/time";
import { createHeldBlocks } from "./held-blocks";
import { createLineRate } from "./line-rate";

const credit = 2;
const retryDelay: Milliseconds = seconds(5);
/** A screen's worth for a long while; more would come all at once into a list that keeps the newest anyway. */
const mostHeld = { lines: 20_000, bytes: 32 * 1024 * 1024 };

export interface TailAsked {
  source: string;
  expr: string;
  /** After this time; absent: from now on. */
  afterNs?: NsTime | undefined;
}

export type TailPhase =
  | { kind: "off" }
  | { kind: "connecting" }
  | { kind: "open"; sinceMs: EpochMs }
  | { kind: "waiting"; reason: string; retryAtMs: EpochMs }
  | { kind: "failed"; failure: Failure };

/** What changes with each frame: to be read once a second, not with each of ten. */
export interface TailFigures {
  perSecond: number;
  /** Lines since it was switched on. */
  lines: number;
  /** Lines that wait while it is paused. */
  held: number;
  droppedByServer: number;
  /** By the engine, because they came faster than they were taken, and here, because too many waited. */
  droppedByUs: number;
}

export interface Tail {
  readonly phase: TailPhase;
  readonly isPaused: boolean;
  figures(): TailFigures;
  start(asked: TailAsked): void;
  stop(): void;
  pause(): void;
  resume(): void;
  /** At each change of the phase and of being paused. */
  onChange(run: () => void): () => void;
}

export interface TailParts {
  bridge: Pick<Bridge, "open" | "onLink">;
  sink: { beginStream(): (block: LogBlock) => void };
  now(): EpochMs;
  /** Returns the function that takes it back. */
  wait(run: () => void, delay: Milliseconds): () => void;
}

export function createTail({ bridge, sink, now, wait }: TailParts): Tail {
  const listeners = new Set<() => void>();
  let phase: TailPhase = { kind: "off" };
  let isPaused = false;
  let stopOpening: (() => void) | undefined;
  let stream: OpenStream | undefined;
  let last: { ms: EpochMs; ns: number } | undefined;
  let rate = createLineRate();
  const held = createHeldBlocks(mostHeld);
  /** Blocks that wait are of a stream whose numbers go on when they are taken. */
  let add: ((block: LogBlock) => void) | undefined;
  let counts = { lines: 0, droppedByServer: 0, droppedByUs: 0 };

  function tell(): void {
    for (const listener of [...listeners]) listener();
  }

  function setPhase(next: TailPhase): void {
    // Most frames say the same as the one before.
    if (JSON.stringify(next) === JSON.stringify(phase)) return;
    phase = next;
    tell();
  }

  function release(): void {
    counts.droppedByUs += held.lost;
    for (const block of held.takeAll()) add?.(block);
  }

  function take({ block, droppedByServer, droppedByUs, state }: StreamFrame<"logs.tail">): void {
    const size = block.lines.length;
    for (let index = 0; index < size; index++) {
      const time = { ms: block.ms[index] as number, ns: block.ns[index] as number };
      if (!last || compareTimes(time, last) > 0) last = time;
    }
    counts.lines += size;
    counts.droppedByServer += droppedByServer;
    counts.droppedByUs += droppedByUs;
    rate.add(size, now());
    if (isPaused) held.add(block);
    else add?.(block);
    setPhase(state);
  }

  function open(asked: TailAsked): void {
    stopOpening?.();
    stopOpening = undefined;
    // Lines of the stream before that still wait have numbers of their own.
    if (held.lines > 0) release();
    add = sink.beginStream();
    const mine = bridge.open(
      "logs.tail",
      { ...asked, afterNs: last ? toNsTime(last) : asked.afterNs },
      credit,
      (frame) => {
        if (stream !== mine) return;
        take(frame);
        mine.grant(1);
      },
      (failure) => {
        if (stream !== mine) return;
        stream = undefined;
        ended(asked, failure);
      },
    );
    stream = mine;
  }

  function ended(asked: TailAsked, failure: Failure | undefined): void {
    if (failure?.kind === "disconnected") {
      setPhase({ kind: "connecting" });
      openOnceLinked(asked);
    } else if (failure && !failure.retry) {
      setPhase({ kind: "failed", failure });
    } else {
      const reason = failure?.say ?? "The source ended the tail.";
      setPhase({ kind: "waiting", reason, retryAtMs: now() + retryDelay });
      stopOpening = wait(() => openOnceLinked(asked), retryDelay);
    }
  }

  function openOnceLinked(asked: TailAsked): void {
    let isOpened = false;
    const stopListening = bridge.onLink((link) => {
      if (link !== "connected" || isOpened) return;
      isOpened = true;
      open(asked);
    });
    // `onLink` tells the present state at once, before it has returned the way to stop it.
    if (isOpened) stopListening();
    else stopOpening = stopListening;
  }

  function close(): void {
    stopOpening?.();
    stopOpening = undefined;
    stream?.close();
    stream = undefined;
    held.takeAll();
    add = undefined;
  }

  return {
    get phase() {
      return phase;
    },
    get isPaused() {
      return isPaused;
    },
    figures: () => ({
      perSecond: rate.perSecond(now()),
      held: held.lines,
      ...counts,
      droppedByUs: counts.droppedByUs + held.lost,
    }),
    start(asked) {
      close();
      last = undefined;
      rate = createLineRate();
      counts = { lines: 0, droppedByServer: 0, droppedByUs: 0 };
      isPaused = false;
      phase = { kind: "connecting" };
      tell();
      openOnceLinked(asked);
    },
    stop() {
      if (phase.kind === "off") return;
      // What was held back was read already: it is not lost because nobody wants more.
      release();
      close();
      isPaused = false;
      setPhase({ kind: "off" });
    },
    pause() {
      if (phase.kind === "off" || isPaused) return;
      isPaused = true;
      tell();
    },
    resume() {
      if (!isPaused) return;
      isPaused = false;
      release();
      tell();
    },
    onChange(run) {
      listeners.add(run);
      return () => {
        listeners.delete(run);
      };
    },
  };
}

// One stream for all the panels of a dashboard that move with this machine, once a second: a query of ten panels is worked out
// once, and each second brings only what is new.
import type { Failure } from "#shared/model/failure";
import type { Series } from "#shared/model/series";
import { type EpochMs, hours, type Milliseconds, seconds } from "#shared/units/time";
import { LiveBuffer, type LiveFrame } from "../../../charts/live-buffer";

/** The longest window that a live stream has. */
export const longestLive: Milliseconds = hours(1);

/** One step per second up to a quarter of an hour; wider windows take wider steps, with as many points. */
export const liveStep = (windowMs: Milliseconds): Milliseconds => seconds(Math.max(1, Math.round(windowMs / 900_000)));

export interface LiveStreamInput {
  queries: { id: string; expr: string }[];
  windowMs: Milliseconds;
  stepMs: Milliseconds;
}

export interface LiveHubParts {
  /** Opens the stream and keeps it open. Returns the function that ends it. */
  open(
    input: LiveStreamInput,
    onFrame: (frame: LiveFrame) => void,
    onFailure: (failure: Failure | undefined) => void,
  ): () => void;
  /** Returns the function that takes it back. */
  wait(run: () => void, delay: Milliseconds): () => void;
}

export interface LiveReading {
  series: readonly Series[];
  /** Why there are none, in a sentence. */
  problem?: string | undefined;
  failure?: Failure | undefined;
  /** No frame has come for a while: what is there is old. */
  isStale: boolean;
}

export interface LiveHub {
  readonly stepMs: Milliseconds;
  /** Tells at each step, and when it fails. Returns the function that lets go; undefined: there is no room for so many more queries. */
  join(exprs: readonly string[], onChange: () => void): (() => void) | undefined;
  /** Undefined: nothing has come of it yet. */
  read(expr: string): LiveReading | undefined;
  /** The window that is drawn. */
  range(): { from: EpochMs; to: EpochMs } | undefined;
  hold(isHeld: boolean): void;
  close(): void;
}

/** The panels of a page come one after another; so long their queries are gathered. */
const gathering: Milliseconds = 30;
/** Frames come once per step; when three are missing, what is on the screen is old. */
const staleAfter = (stepMs: Milliseconds): Milliseconds => Math.max(seconds(5), stepMs * 3);
/** What a stream takes. */
const mostQueries = 100;
/** Who scrolls back to a panel finds it moving; who has gone for good costs nothing more. */
const lingering: Milliseconds = seconds(15);

export function createLiveHub(parts: LiveHubParts, windowMs: Milliseconds): LiveHub {
  const stepMs = liveStep(windowMs);
  const wanted = new Map<string, number>();
  const listeners = new Set<() => void>();
  let asked: ReadonlySet<string> = new Set();
  let buffer = new LiveBuffer(windowMs, stepMs);
  let newest = buffer;
  let failure: Failure | undefined;
  let isHeld = false;
  let isStale = false;
  let stopStale: (() => void) | undefined;
  let closeStream: (() => void) | undefined;
  let stopWaiting: (() => void) | undefined;
  let isGathering = false;

  const tell = () => {
    if (isHeld) return;
    for (const listener of [...listeners]) listener();
  };

  function becomeStale(): void {
    isStale = true;
    tell();
  }

  function schedule(delay: Milliseconds): void {
    // Who has just come does not wait for who has just gone.
    if (isGathering && delay > gathering) return;
    isGathering = delay <= gathering;
    stopWaiting?.();
    stopWaiting = parts.wait(reopen, delay);
  }

  function reopen(): void {
    stopWaiting = undefined;
    isGathering = false;
    for (const [expr, count] of wanted) if (count === 0) wanted.delete(expr);
    const isSame = wanted.size === asked.size && [...wanted.keys()].every((expr) => asked.has(expr));
    if (isSame) return;
    closeStream?.();
    closeStream = undefined;
    asked = new Set(wanted.keys());
    if (asked.size === 0) return;
    // What is drawn stays until the new stream's first frame, which has the whole window.
    const next = new LiveBuffer(windowMs, stepMs);
    newest = next;
    const queries = [...asked].map((expr) => ({ id: expr, expr }));
    closeStream = parts.open(
      { queries, windowMs, stepMs },
      (frame) => {
        buffer = next;
        next.push(frame);
        failure = undefined;
        isStale = false;
        stopStale?.();
        stopStale = parts.wait(becomeStale, staleAfter(stepMs));
        tell();
      },
      (reason) => {
        failure = reason;
        if (reason) tell();
      },
    );
  }

  return {
    stepMs,
    join(exprs, onChange) {
      const added = exprs.filter((expr) => !wanted.get(expr));
      const taken = [...wanted.values()].filter((count) => count > 0).length;
      if (taken + added.length > mostQueries) return undefined;
      listeners.add(onChange);
      for (const expr of exprs) wanted.set(expr, (wanted.get(expr) ?? 0) + 1);
      if (exprs.some((expr) => !asked.has(expr))) schedule(gathering);
      return () => {
        listeners.delete(onChange);
        for (const expr of exprs) wanted.set(expr, Math.max(0, (wanted.get(expr) ?? 0) - 1));
        schedule(lingering);
      };
    },
    read(expr) {
      const { times } = buffer;
      if (times.length === 0) return failure && { series: [], failure, isStale: true };
      const series = buffer.series(expr).map(({ labels, values }) => pointsOf(labels, times, values));
      // Joined since the stream was opened: the next one brings it.
      if (series.length === 0 && (!asked.has(expr) || buffer !== newest)) return undefined;
      return { series, problem: buffer.problem(expr), failure, isStale };
    },
    range() {
      const to = buffer.latestTime;
      return to === undefined ? undefined : { from: to - windowMs, to };
    },
    hold(next) {
      const wasHeld = isHeld;
      isHeld = next;
      if (wasHeld && !next) tell();
    },
    close() {
      stopWaiting?.();
      isGathering = false;
      stopStale?.();
      closeStream?.();
      closeStream = undefined;
      asked = new Set();
    },
  };
}

/** A series as queries answer it: only the points that are there. Copied, because the buffer's columns move on. */
function pointsOf(labels: Series["labels"], times: Float64Array, values: Float64Array): Series {
  let count = 0;
  for (let i = 0; i < values.length; i++) if (!Number.isNaN(values[i])) count++;
  if (count === values.length) return { labels, times: times.slice(), values: values.slice() };
  const kept = { labels, times: new Float64Array(count), values: new Float64Array(count) };
  let at = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (Number.isNaN(value)) continue;
    kept.times[at] = times[i] as number;
    kept.values[at++] = value;
  }
  return kept;
}

// One query over lines: opened, read as fast as the lines can be put away, and gone on with where it ended. Past React: the page
// draws the state that it tells of, the list draws the lines.

import type { Bridge, OpenStream } from "#shared/contract/bridge";
import type { StreamFrame } from "#shared/contract/index";
import { type LogStats, mostLogLines } from "#shared/contract/logs";
import { fromNsTime, plusNs, toNsTime } from "#shared/logs/block";
import type { Failure } from "#shared/model/failure";
import type { LogBlock, NsTime } from "#shared/model/log";
import { createSeam, type Seam } from "./seam";

/** So many lines at first: more than a screen, and little enough for any server. */
export const firstLimit = 1000;
/** And so many with each time that more are wanted: what a Loki gives in one page. */
const moreLimit = 5000;
/** Two frames on their way hide the trip of a grant, and the next is read while one is put away. */
const credit = 3;

export interface RunAsked {
  source: string;
  expr: string;
  startNs: NsTime;
  endNs: NsTime;
  direction: "backward" | "forward";
}

/** Where lines go. */
export interface LineSink {
  beginStream(direction?: "backward" | "forward"): (block: LogBlock) => void;
  clear(): void;
  readonly size: number;
  /** Lines that had to go to make room. */
  readonly dropped: number;
}

export interface RunState {
  asked: RunAsked | undefined;
  /** `waiting`: for the first answer. `cancelled`: by the user, before its end. */
  phase: "idle" | "waiting" | "running" | "done" | "cancelled" | "failed";
  /** Lines of this query that are there; those of the one before are still shown while `isStale`. */
  lines: number;
  isStale: boolean;
  stats: LogStats | undefined;
  warnings: readonly string[];
  failure: Failure | undefined;
  /** Why it ended: everything was read; the limit was reached and there may be more; no more lines can be kept. */
  end: "end" | "limit" | "full" | undefined;
}

export interface LogRun {
  readonly state: RunState;
  start(asked: RunAsked): void;
  /** Goes on after the limit was reached, or after it was cancelled or failed with lines: a page, or all that can be kept. */
  more(howMany?: "page" | "all"): void;
  cancel(): void;
  /** As before anything was asked. */
  clear(): void;
  onChange(run: () => void): () => void;
  close(): void;
}

const idle: RunState = {
  asked: undefined,
  phase: "idle",
  lines: 0,
  isStale: false,
  stats: undefined,
  warnings: [],
  failure: undefined,
  end: undefined,
};

export function createRun(bridge: Pick<Bridge, "open" | "onLink">, sink: LineSink): LogRun {
  const listeners = new Set<() => void>();
  let state = idle;
  let stream: OpenStream | undefined;
  let stopWaiting: (() => void) | undefined;
  let seam: Seam = createSeam();

  function set(parts: Partial<RunState>): void {
    state = { ...state, ...parts };
    for (const listener of [...listeners]) listener();
  }

  /** It has come to nothing, or to no more: what is shown of the query before would pass for its answer. */
  function finish(parts: Partial<RunState>): void {
    if (state.isStale) sink.clear();
    set({ isStale: false, ...parts });
  }

  function stop(): void {
    stopWaiting?.();
    stopWaiting = undefined;
    stream?.close();
    stream = undefined;
  }

  function open(asked: RunAsked, limit: number, before: LogStats | undefined): void {
    const isNext = seam.timeNs !== undefined;
    seam.begin(isNext);
    let add: ((block: LogBlock) => void) | undefined;

    function takeFrame(frame: StreamFrame<"logs.query">): void {
      if (!add) {
        // Not before: the lines of the query before stay until there is something in their place.
        if (state.isStale) sink.clear();
        add = sink.beginStream(asked.direction);
      }
      const fresh = seam.take(frame.block);
      if (fresh.lines.length > 0) add(fresh);
      const isFull = sink.size >= mostLogLines || sink.dropped > 0;
      const end = isFull ? "full" : frame.done;
      set({
        phase: end ? "done" : "running",
        isStale: false,
        lines: state.lines + fresh.lines.length,
        stats: added(before, frame.stats),
        warnings: withNew(state.warnings, frame.warnings),
        end,
      });
      if (end) stop();
    }

    const mine = bridge.open(
      "logs.query",
      { ...asked, limit: Math.min(mostLogLines, limit + seam.count) },
      credit,
      (frame) => {
        // A frame that was on its way while we closed.
        if (stream !== mine) return;
        takeFrame(frame);
        if (stream === mine) mine.grant(1);
      },
      (failure) => {
        if (stream !== mine) return;
        stream = undefined;
        if (failure?.kind === "disconnected" && state.phase === "waiting") {
          // Asked before the link was up, or as it broke: nothing is lost by asking again.
          openOnceLinked(asked, limit, before);
        } else if (failure) {
          finish({ phase: "failed", failure: failure.kind === "disconnected" ? engineAway(state.lines) : failure });
        } else if (state.phase === "waiting" || state.phase === "running") {
          set({ phase: "done", end: state.end ?? "end" });
        }
      },
    );
    stream = mine;
  }

  function openOnceLinked(asked: RunAsked, limit: number, before: LogStats | undefined): void {
    stopWaiting?.();
    let isOpened = false;
    const stopListening = bridge.onLink((link) => {
      if (link !== "connected" || isOpened) return;
      isOpened = true;
      open(asked, limit, before);
    });
    // `onLink` tells the present state at once, before it has returned the way to stop it.
    if (isOpened) stopListening();
    else stopWaiting = stopListening;
  }

  return {
    get state() {
      return state;
    },
    start(asked) {
      stop();
      seam = createSeam();
      set({ ...idle, asked, phase: "waiting", isStale: sink.size > 0 });
      openOnceLinked(asked, firstLimit, undefined);
    },
    more(howMany = "page") {
      const { asked, phase, end, lines } = state;
      const isOver = phase === "done" || phase === "cancelled" || phase === "failed";
      if (!asked || !isOver || end === "end" || end === "full" || lines === 0) return;
      stop();
      set({ phase: "running", failure: undefined, end: undefined });
      const room = mostLogLines - sink.size;
      openOnceLinked(rest(asked, seam.timeNs), howMany === "all" ? room : Math.min(moreLimit, room), state.stats);
    },
    cancel() {
      if (state.phase !== "waiting" && state.phase !== "running") return;
      stop();
      finish({ phase: "cancelled" });
    },
    clear() {
      stop();
      sink.clear();
      seam = createSeam();
      set(idle);
    },
    onChange(run) {
      listeners.add(run);
      return () => {
        listeners.delete(run);
      };
    },
    close: stop,
  };
}

/** What is left of a query that was read up to this time, which is read once more: the start of a span is in it, its end is not. */
function rest(asked: RunAsked, reached: NsTime | undefined): RunAsked {
  if (reached === undefined) return asked;
  return asked.direction === "backward"
    ? { ...asked, endNs: toNsTime(plusNs(fromNsTime(reached), 1)) }
    : { ...asked, startNs: reached };
}

function added(before: LogStats | undefined, now: LogStats): LogStats {
  if (!before) return now;
  const sum = (a: number | undefined, b: number | undefined) =>
    a === undefined && b === undefined ? undefined : (a ?? 0) + (b ?? 0);
  return {
    bytes: sum(before.bytes, now.bytes),
    readLines: sum(before.readLines, now.readLines),
    lines: before.lines + now.lines,
    tookMs: before.tookMs + now.tookMs,
  };
}

function withNew(known: readonly string[], more: readonly string[]): readonly string[] {
  const fresh = more.filter((warning) => !known.includes(warning));
  return fresh.length === 0 ? known : [...known, ...fresh];
}

const engineAway = (lines: number): Failure => ({
  kind: "disconnected",
  say:
    lines > 0
      ? "The engine went away while the lines were being read; those that had come are shown."
      : "The engine went away while the lines were being read.",
  retry: true,
});

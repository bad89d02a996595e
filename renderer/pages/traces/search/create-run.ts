// One search: opened, its summaries put together as they come, or its whole traces handed on to be read. Past React: the page draws
// the state that it tells of.
import type { Bridge, OpenStream } from "#shared/contract/bridge";
import type { StreamFrame } from "#shared/contract/index";
import type { TraceSearch } from "#shared/contract/traces";
import { type Failure, toFailure } from "#shared/model/failure";
import type { TraceSummary } from "#shared/model/trace";
import type { ReadProblem } from "#shared/traces/span-table";
import type { Milliseconds } from "#shared/units/time";

/** Two frames on their way hide the trip of a grant, and the next is read while one is put away. */
const credit = 3;

export interface SearchAsked {
  source: string;
  search: TraceSearch;
}

/** What reading whole traces gave. */
export interface ReadAnswer {
  answerId: string;
  summaries: TraceSummary[];
  problems: ReadProblem[];
  isCut: boolean;
}

/** Reads whole traces elsewhere: in a worker. */
export interface AnswerReading {
  beginAnswer(
    name: string,
    origin: { source: string },
  ): {
    /** Resolves once the bytes are read. */
    push(bytes: Uint8Array): Promise<void>;
    end(): Promise<ReadAnswer>;
    cancel(): void;
  };
}

export interface FoundTrace {
  summary: TraceSummary;
  /** The answer that has it whole, where one has. */
  answerId: string | undefined;
  /** The file that it is from. */
  file?: string;
}

export interface ReadFile {
  name: string;
  answer: ReadAnswer;
}

export interface SearchState {
  /** What the traces answer to: a search, or files that were opened. */
  asked: SearchAsked | undefined;
  files: readonly string[] | undefined;
  /** `reading`: everything has come, and is being read. `cancelled`: by the user; what had come is shown. */
  phase: "idle" | "waiting" | "running" | "reading" | "done" | "cancelled" | "failed";
  /** Those of the search before are still shown while `isStale`. */
  isStale: boolean;
  found: readonly FoundTrace[];
  /** Whole traces that have come, where the server sends those. */
  bytes: number;
  warnings: readonly string[];
  problems: readonly ReadProblem[];
  failure: Failure | undefined;
  tookMs: Milliseconds | undefined;
}

export interface SearchRun {
  readonly state: SearchState;
  start(asked: SearchAsked): void;
  cancel(): void;
  /** Traces of files, in the place of what was found. */
  showFiles(files: readonly ReadFile[]): void;
  /** As before anything was asked. */
  clear(): void;
  onChange(run: () => void): () => void;
}

const idle: SearchState = {
  asked: undefined,
  files: undefined,
  phase: "idle",
  isStale: false,
  found: [],
  bytes: 0,
  warnings: [],
  problems: [],
  failure: undefined,
  tookMs: undefined,
};

interface RunParts {
  bridge: Pick<Bridge, "open" | "onLink">;
  /** Asked for when the first whole trace comes: many searches bring none. */
  reading(): AnswerReading;
  now(): Milliseconds;
}

export function createSearchRun({ bridge, reading, now }: RunParts): SearchRun {
  const listeners = new Set<() => void>();
  let state = idle;
  let stream: OpenStream | undefined;
  let stopWaiting: (() => void) | undefined;
  let answer: ReturnType<AnswerReading["beginAnswer"]> | undefined;
  let startedAt = 0;
  /** Counts up with each search, so that what was read for one that nobody waits for any more is left. */
  let turn = 0;

  function set(parts: Partial<SearchState>): void {
    state = { ...state, ...parts };
    for (const listener of [...listeners]) listener();
  }

  function stop(): void {
    turn++;
    stopWaiting?.();
    stopWaiting = undefined;
    stream?.close();
    stream = undefined;
    answer?.cancel();
    answer = undefined;
  }

  /** Resolves when more may come. */
  async function takeFrame(asked: SearchAsked, frame: StreamFrame<"traces.search">): Promise<void> {
    const fresh = state.isStale ? { isStale: false, found: [] as readonly FoundTrace[] } : undefined;
    switch (frame.kind) {
      case "warning":
        if (!state.warnings.includes(frame.say)) set({ warnings: [...state.warnings, frame.say] });
        return;
      case "summaries":
        set({ ...fresh, phase: "running", found: added(fresh?.found ?? state.found, frame.summaries, { answerId: undefined }) });
        return;
      case "bytes":
        answer ??= reading().beginAnswer(asked.search.service ?? "traces", { source: asked.source });
        set({ phase: "running", bytes: state.bytes + frame.bytes.byteLength });
        // So that what comes does not pile up before the worker.
        await answer.push(frame.bytes);
        return;
    }
  }

  /** The end of the stream, or of the user's patience: what came as bytes is still to be read. */
  async function finish(parts: Pick<SearchState, "phase"> & Partial<SearchState>): Promise<void> {
    const mine = turn;
    const last = answer;
    answer = undefined;
    const done = (more: Partial<SearchState>) =>
      set({ ...(state.isStale && { isStale: false, found: [] }), tookMs: now() - startedAt, ...parts, ...more });
    if (!last) {
      done({});
      return;
    }
    set({ phase: "reading" });
    try {
      const read = await last.end();
      if (turn !== mine) return;
      const before = state.isStale ? [] : state.found;
      done({
        isStale: false,
        found: added(before, read.summaries, { answerId: read.answerId }),
        problems: toldProblems(read, parts.phase),
      });
    } catch (error) {
      if (turn === mine) done({ phase: "failed", failure: toFailure(error) });
    }
  }

  function open(asked: SearchAsked): void {
    const mine = bridge.open(
      "traces.search",
      asked,
      credit,
      (frame) => {
        // A frame that was on its way while we closed.
        if (stream !== mine) return;
        void takeFrame(asked, frame).then(() => {
          if (stream === mine) mine.grant(1);
        });
      },
      (failure) => {
        if (stream !== mine) return;
        stream = undefined;
        if (failure?.kind === "disconnected" && state.phase === "waiting") {
          // Asked before the link was up, or as it broke: nothing is lost by asking again.
          openOnceLinked(asked);
        } else if (failure) {
          void finish({ phase: "failed", failure: failure.kind === "disconnected" ? engineAway(state) : failure });
        } else void finish({ phase: "done" });
      },
    );
    stream = mine;
  }

  function openOnceLinked(asked: SearchAsked): void {
    stopWaiting?.();
    let isOpened = false;
    const stopListening = bridge.onLink((link) => {
      if (link !== "connected" || isOpened) return;
      isOpened = true;
      open(asked);
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
      startedAt = now();
      // What was found before stays, pale, until there is something else; another server's traces, and those of files, do not.
      const keeps = state.found.length > 0 && state.asked?.source === asked.source;
      set({ ...idle, asked, phase: "waiting", isStale: keeps, found: keeps ? state.found : [] });
      openOnceLinked(asked);
    },
    cancel() {
      if (state.phase !== "waiting" && state.phase !== "running") return;
      const last = answer;
      answer = undefined;
      stop();
      answer = last;
      void finish({ phase: "cancelled" });
    },
    showFiles(files) {
      stop();
      let found: readonly FoundTrace[] = [];
      for (const { name, answer: each } of files) found = added(found, each.summaries, { answerId: each.answerId, file: name });
      set({
        ...idle,
        files: [...new Set(files.map(({ name }) => name))],
        phase: "done",
        found,
        problems: files.flatMap(({ answer: each }) => toldProblems(each, "done")),
      });
    },
    clear() {
      stop();
      set(idle);
    },
    onChange(run) {
      listeners.add(run);
      return () => {
        listeners.delete(run);
      };
    },
  };
}

/** Each trace once: a server may name one twice while it is being written. */
function added(
  known: readonly FoundTrace[],
  summaries: readonly TraceSummary[],
  from: Omit<FoundTrace, "summary">,
): readonly FoundTrace[] {
  const ids = new Set(known.map(({ summary }) => summary.traceId));
  const fresh: FoundTrace[] = [];
  for (const summary of summaries) {
    if (ids.has(summary.traceId)) continue;
    ids.add(summary.traceId);
    fresh.push({ summary, ...from });
  }
  return fresh.length === 0 ? known : [...known, ...fresh];
}

/** Where the user broke it off, that it ends in the middle is no news. */
const toldProblems = ({ problems, isCut }: ReadAnswer, phase: SearchState["phase"]): readonly ReadProblem[] =>
  isCut && phase === "cancelled" ? [] : problems;

const engineAway = ({ found, bytes }: SearchState): Failure => ({
  kind: "disconnected",
  say:
    found.length > 0 || bytes > 0
      ? "The engine went away while traces were being looked for; those that had come are shown."
      : "The engine went away while traces were being looked for.",
  retry: true,
});

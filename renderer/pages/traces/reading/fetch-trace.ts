// One trace: out of an answer that has it whole, or asked of its server and read as it comes. Past React: a page shows the state
// that it tells of.
import type { Bridge, OpenStream } from "#shared/contract/bridge";
import { traceIdSchema } from "#shared/contract/traces";
import { type Failure, toFailure } from "#shared/model/failure";
import type { NsTime } from "#shared/model/log";
import type { ReadProblem } from "#shared/traces/span-table";
import { type EpochMs, hours } from "#shared/units/time";
import type { AnswerOrigin, AnswerReading, OpenTrace, TraceReader } from "./reader";

/** Two frames on their way hide the trip of a grant, and the next is read while one is put away. */
const credit = 3;
/** A span is this near to all others of its trace, or the trace is looked for without a time. */
const nearby = hours(1);

export interface TraceAsked {
  /** Absent where no server is known: then only a trace out of a file can be shown. */
  source?: string | undefined;
  traceId: string;
  /** About when it was: some stores find it faster by it, or at all. */
  around?: NsTime | undefined;
  /** The file that it is out of. */
  file?: string | undefined;
}

export type FetchState =
  | { kind: "waiting"; phase: "asking" | "loading" | "reading"; bytes: number; totalBytes?: number | undefined }
  | { kind: "done" }
  | { kind: "failed"; failure: Failure }
  | { kind: "cancelled" };

export interface TraceFetchState {
  state: FetchState;
  /** That of before stays while it is fetched again. */
  trace: OpenTrace | undefined;
  problems: readonly ReadProblem[];
}

export interface TraceFetch {
  readonly current: TraceFetchState;
  start(): void;
  /** Asks the server again, even where the trace is here. */
  refetch(): void;
  cancel(): void;
  onChange(run: () => void): () => void;
  /** Lets go of everything; nothing is told any more. */
  close(): void;
}

interface FetchParts {
  bridge: Pick<Bridge, "open" | "onLink">;
  reader: Pick<TraceReader, "beginAnswer" | "answerWith" | "open" | "release">;
}

const waiting: FetchState = { kind: "waiting", phase: "asking", bytes: 0 };

export function createTraceFetch({ bridge, reader }: FetchParts, asked: TraceAsked): TraceFetch {
  const listeners = new Set<() => void>();
  let current: TraceFetchState = { state: waiting, trace: undefined, problems: [] };
  let stream: OpenStream | undefined;
  let answer: AnswerReading | undefined;
  let stopWaiting: (() => void) | undefined;
  /** Counts up with each start, so that what comes for an earlier one is left. */
  let turn = 0;

  function set(parts: Partial<TraceFetchState>): void {
    current = { ...current, ...parts };
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

  const fail = (failure: Failure) => set({ state: { kind: "failed", failure } });

  /** `orElse`: what to do where the answer had to go meanwhile. */
  async function show(answerId: string, told: readonly ReadProblem[], orElse: (failure: Failure) => void = fail): Promise<void> {
    const mine = turn;
    try {
      const trace = await reader.open(answerId, asked.traceId);
      if (turn !== mine) {
        reader.release(trace.key);
        return;
      }
      const before = current.trace;
      set({ state: { kind: "done" }, trace, problems: told.length > 0 ? told : trace.problems });
      if (before) reader.release(before.key);
    } catch (error) {
      if (turn === mine) orElse(toFailure(error));
    }
  }

  function start(mayReuse: boolean): void {
    stop();
    set({ state: waiting });
    const { source, file } = asked;
    const origin: AnswerOrigin | undefined = file !== undefined ? { file } : source !== undefined ? { source } : undefined;
    const known = mayReuse || file !== undefined ? reader.answerWith(asked.traceId, origin) : undefined;
    if (known !== undefined) void show(known, [], file === undefined && source !== undefined ? askServer : fail);
    else askServer();
  }

  function askServer(): void {
    const { source, file } = asked;
    if (file !== undefined) fail(noFile(file));
    else if (source === undefined) fail(noServer);
    else if (!traceIdSchema.safeParse(asked.traceId).success) fail(noId(asked.traceId));
    else openOnceLinked(source, asked.around);
  }

  function open(source: string, around: NsTime | undefined): void {
    const { traceId } = asked;
    const mine = bridge.open(
      "traces.trace",
      { source, traceId, ...(around !== undefined && timesAround(around)) },
      credit,
      ({ bytes, totalBytes }) => {
        // A frame that was on its way while we closed.
        if (stream !== mine) return;
        const before = current.state.kind === "waiting" ? current.state.bytes : 0;
        set({ state: { kind: "waiting", phase: "loading", bytes: before + bytes.byteLength, totalBytes } });
        answer ??= reader.beginAnswer(traceId, { source });
        void answer.push(bytes).then(() => {
          if (stream === mine) mine.grant(1);
        });
      },
      (failure) => {
        if (stream !== mine) return;
        stream = undefined;
        if (!failure) {
          void finish(source);
          return;
        }
        // What came before it broke off is worth showing.
        if (answer) void finish(source, failure);
        // Asked before the link was up, or as it broke: nothing is lost by asking again.
        else if (failure.kind === "disconnected") openOnceLinked(source, around);
        // It may be there, but not then: the time is only a guess.
        else if (failure.kind === "not-found" && around !== undefined) open(source, undefined);
        else fail(failure);
      },
    );
    stream = mine;
  }

  async function finish(source: string, failure?: Failure): Promise<void> {
    const mine = turn;
    const bytes = current.state.kind === "waiting" ? current.state.bytes : 0;
    const last = answer ?? reader.beginAnswer(asked.traceId, { source });
    answer = undefined;
    set({ state: { kind: "waiting", phase: "reading", bytes } });
    try {
      const read = await last.end();
      if (turn !== mine) return;
      if (read.summaries.length === 0) fail(failure ?? notFound(asked.traceId));
      else await show(read.answerId, [...(failure ? [{ say: failure.say, times: 1 }] : []), ...read.problems]);
    } catch (error) {
      if (turn === mine) fail(failure ?? toFailure(error));
    }
  }

  function openOnceLinked(source: string, around: NsTime | undefined): void {
    stopWaiting?.();
    let isOpened = false;
    const stopListening = bridge.onLink((link) => {
      if (link !== "connected" || isOpened) return;
      isOpened = true;
      open(source, around);
    });
    // `onLink` tells the present state at once, before it has returned the way to stop it.
    if (isOpened) stopListening();
    else stopWaiting = stopListening;
  }

  return {
    get current() {
      return current;
    },
    start: () => start(true),
    refetch: () => start(false),
    cancel() {
      if (current.state.kind !== "waiting") return;
      stop();
      set({ state: current.trace ? { kind: "done" } : { kind: "cancelled" } });
    },
    onChange(run) {
      listeners.add(run);
      return () => {
        listeners.delete(run);
      };
    },
    close() {
      stop();
      if (current.trace) reader.release(current.trace.key);
      current = { state: waiting, trace: undefined, problems: [] };
      listeners.clear();
    },
  };
}

function timesAround(around: NsTime): { startMs: EpochMs; endMs: EpochMs } {
  const ms = Number(BigInt(around) / 1_000_000n);
  return { startMs: Math.max(0, ms - nearby), endMs: ms + nearby };
}

const notFound = (traceId: string): Failure => ({
  kind: "not-found",
  say: `The server does not have the trace ${traceId}.`,
  retry: true,
});

const noFile = (file: string): Failure => ({
  kind: "not-found",
  say: `This trace is out of the file “${file}”, which is no longer here: open the file again.`,
  retry: false,
});

const noServer: Failure = {
  kind: "not-found",
  say: "No server with traces is connected, and this trace is not in a file that is open.",
  retry: false,
};

const noId = (traceId: string): Failure => ({
  kind: "bad-request",
  say: `“${traceId.slice(0, 60)}” is no trace id: one has 1 to 32 hexadecimal digits.`,
  retry: false,
});

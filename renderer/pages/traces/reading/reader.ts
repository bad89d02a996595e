// The window's side of the worker that reads traces: one worker, made when first needed. All that is asked is answered by a Promise.
import { AppError, type Failure, toFailure } from "#shared/model/failure";
import type { SpanDetail } from "#shared/model/trace";
import type { TraceComparison } from "#shared/traces/compare";
import type { FlameGraph } from "#shared/traces/flame-graph";
import type { ValuePlace } from "#shared/traces/span-detail";
import type { SpanEvents } from "#shared/traces/span-events";
import type { StatisticsOptions, StatisticsRow } from "#shared/traces/statistics";
import { type AnswerOrigin, createAnswerList } from "./answer-list";
import type { AnswerRead, OpenTrace, ReadingCall, ReadingCalls, ReadingNews, ReadingRequest, SavedFormat } from "./messages";

export type { ValuePlace } from "#shared/traces/span-detail";
export type { AnswerOrigin } from "./answer-list";
export type { AnswerRead, OpenTrace, SavedFormat } from "./messages";

export interface AnswerReading {
  readonly answerId: string;
  /** Resolves once the bytes are read, which is when more should come; what is wrong with them is told at the end. */
  push(bytes: Uint8Array): Promise<void>;
  end(): Promise<AnswerRead>;
  cancel(): void;
}

export interface TraceReader {
  /** `name` is for whoever looks into it; `origin`: where its traces can be found again. */
  beginAnswer(name: string, origin?: AnswerOrigin): AnswerReading;
  /** Starts the worker, for whoever will need it in a moment. */
  warm(): void;
  /** Reads a whole file, unpacked where it is packed. An abort forgets it. */
  readFile(file: File, options?: { signal?: AbortSignal; onProgress?(bytes: number): void }): Promise<AnswerRead>;
  /** The latest answer that has a trace whole. */
  answerWith(traceId: string, origin?: AnswerOrigin): string | undefined;
  /** Forgets an answer and its traces. */
  close(answerId: string): void;
  /** The trace stays until it is released as often as it was opened; then it goes when room is needed. */
  open(answerId: string, traceId: string): Promise<OpenTrace>;
  release(key: string): void;
  detail(key: string, position: number): Promise<SpanDetail>;
  /** A long value in whole. */
  value(key: string, position: number, place: ValuePlace): Promise<string>;
  find(key: string, words: string): Promise<Uint32Array>;
  statistics(key: string, options: StatisticsOptions): Promise<StatisticsRow[]>;
  flame(key: string): Promise<FlameGraph>;
  logs(key: string): Promise<SpanEvents>;
  compare(a: string, b: string): Promise<TraceComparison>;
  tagKeys(key: string): Promise<{ key: string; spans: number }[]>;
  spanIds(key: string, positions: Uint32Array): Promise<string[]>;
  positionOf(key: string, spanId: string): Promise<number | undefined>;
  /** A trace, or all of an answer, as a file that can be read again. */
  save(of: string, format: SavedFormat): Promise<Blob>;
}

/** What is at the other end: a worker, or in tests the same without one. */
export interface ReadingPort {
  post(request: ReadingRequest, transfer?: Transferable[]): void;
  onNews(run: (news: ReadingNews) => void): void;
  /** It died, and will not answer any more. */
  onCrash(run: (why: string) => void): void;
  close(): void;
}

let reader: TraceReader | undefined;

/** The reader of this window. */
export function getTraceReader(): TraceReader {
  reader ??= createTraceReader(startWorker);
  return reader;
}

function startWorker(): ReadingPort {
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name: "traces" });
  return {
    post: (request, transfer = []) => worker.postMessage(request, transfer),
    onNews(run) {
      worker.onmessage = ({ data }) => run(data);
    },
    onCrash(run) {
      worker.onerror = (event) => run(event.message);
    },
    close: () => worker.terminate(),
  };
}

interface Waiting {
  resolve(value: unknown): void;
  reject(error: AppError): void;
}

export function createTraceReader(start: () => ReadingPort): TraceReader {
  const answers = createAnswerList();
  const progress = new Map<string, (bytes: number) => void>();
  let waiting = new Map<number, Waiting>();
  let port: ReadingPort | undefined;
  let lastId = 0;
  let lastAnswer = 0;

  function running(): ReadingPort {
    if (port) return port;
    const started = start();
    started.onNews(takeNews);
    started.onCrash((why) => {
      if (port === started) crashed(why);
    });
    port = started;
    return started;
  }

  function takeNews(news: ReadingNews): void {
    if ("dropped" in news) answers.remove(news.dropped);
    else if ("progress" in news) progress.get(news.progress)?.(news.bytes);
    else {
      const asked = waiting.get(news.id);
      waiting.delete(news.id);
      if (news.ok) asked?.resolve(news.value);
      else asked?.reject(new AppError(news.failure));
    }
  }

  /** Everything that it had read is lost with it; the next question starts another one. */
  function crashed(why: string): void {
    port?.close();
    port = undefined;
    answers.clear();
    const lost = waiting;
    waiting = new Map();
    for (const { reject } of lost.values()) reject(new AppError(crashFailure(why)));
  }

  function ask<N extends ReadingCall>(
    name: N,
    input: ReadingCalls[N]["input"],
    transfer?: Transferable[],
  ): Promise<ReadingCalls[N]["output"]> {
    return new Promise((resolve, reject) => {
      const id = ++lastId;
      waiting.set(id, { resolve: (value) => resolve(value as ReadingCalls[N]["output"]), reject });
      running().post({ id, name, input } as ReadingRequest, transfer);
    });
  }

  /** For what nobody waits for: that it failed shows by what is asked next. */
  const tell = <N extends ReadingCall>(name: N, input: ReadingCalls[N]["input"]) => void ask(name, input).catch(() => {});

  const newAnswerId = (name: string) => `${++lastAnswer}:${name}`;

  return {
    warm: () => void running(),
    beginAnswer(name, origin) {
      const answerId = newAnswerId(name);
      let firstError: unknown;
      let isOver = false;
      const note = (error: unknown) => {
        firstError ??= error;
      };
      void ask("begin", { answerId }).catch(note);
      return {
        answerId,
        push(bytes) {
          if (isOver) return Promise.resolve();
          const whole = alone(bytes);
          return ask("push", { answerId, bytes: whole }, [whole.buffer]).catch(note);
        },
        async end() {
          isOver = true;
          const read = await ask("end", { answerId }).catch((error: unknown) => {
            throw firstError ?? error;
          });
          const told = firstError === undefined ? read : withoutAPart(read, toFailure(firstError));
          answers.add(told, origin);
          return told;
        },
        cancel() {
          if (!isOver) tell("close", { answerId });
          isOver = true;
        },
      };
    },
    async readFile(file, { signal, onProgress } = {}) {
      const answerId = newAnswerId(file.name);
      const forget = () => tell("close", { answerId });
      if (signal?.aborted) throw cancelled();
      signal?.addEventListener("abort", forget, { once: true });
      if (onProgress) progress.set(answerId, onProgress);
      try {
        const read = await ask("file", { answerId, file });
        // Aborted when it had just been read: it is forgotten, as was said.
        if (signal?.aborted) throw cancelled();
        answers.add(read, { file: file.name });
        return read;
      } finally {
        progress.delete(answerId);
        signal?.removeEventListener("abort", forget);
      }
    },
    answerWith: answers.with,
    close(answerId) {
      answers.remove(answerId);
      // Without a worker there is nothing to forget, and none is started for it.
      if (port) tell("close", { answerId });
    },
    open: (answerId, traceId) => ask("open", { answerId, traceId }),
    release(key) {
      if (port) tell("release", { key });
    },
    detail: (key, position) => ask("detail", { key, position }),
    value: (key, position, place) => ask("value", { key, position, place }),
    find: (key, words) => ask("find", { key, words }),
    statistics: (key, options) => ask("statistics", { key, options }),
    flame: (key) => ask("flame", { key }),
    logs: (key) => ask("logs", { key }),
    compare: (a, b) => ask("compare", { a, b }),
    tagKeys: (key) => ask("tagKeys", { key }),
    spanIds: (key, positions) => ask("spanIds", { key, positions }),
    positionOf: (key, spanId) => ask("positionOf", { key, spanId }),
    save: (of, format) => ask("save", { of, format }),
  };
}

const cancelled = () => new AppError({ kind: "cancelled", say: "Cancelled.", retry: true });

/** Some of its bytes could not be read: what is there may be of use, but it is not all. */
const withoutAPart = (read: AnswerRead, { say }: Failure): AnswerRead => ({
  ...read,
  isCut: true,
  problems: [{ say: `A part of the answer could not be read: ${say}`, times: 1 }, ...read.problems],
});

const crashFailure = (why: string): Failure => ({
  kind: "internal",
  say: `Reading traces ended unexpectedly${why === "" ? "; there may be too little memory" : ` (${why})`}. Open the trace again.`,
  retry: true,
});

/** Bytes with a buffer of their own, which can be handed over. Behind a WebSocket they are a part of a larger packet. */
function alone(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const isAlone = bytes.buffer instanceof ArrayBuffer && bytes.byteLength === bytes.buffer.byteLength;
  return isAlone ? (bytes as Uint8Array<ArrayBuffer>) : new Uint8Array(bytes);
}

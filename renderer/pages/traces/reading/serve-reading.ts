// The inside of the worker: reads what comes, keeps it, and answers what is asked of it.
import { AppError, toFailure } from "#shared/model/failure";
import { compareTraces } from "#shared/traces/compare";
import { findSpans } from "#shared/traces/find-spans";
import { flameGraph } from "#shared/traces/flame-graph";
import { createTraceReading, type TraceReading } from "#shared/traces/read/index";
import { detailOf, positionOf, wholeValue } from "#shared/traces/span-detail";
import { countEvents, eventsOf } from "#shared/traces/span-events";
import { statistics } from "#shared/traces/statistics";
import { summariesOf } from "#shared/traces/summaries";
import { tagKeysIn } from "#shared/traces/tag-keys";
import { writeTraces } from "#shared/traces/write/index";
import { filePieces } from "./file-pieces";
import { jsonBlob } from "./json-blob";
import { createKeptAnswers } from "./kept-answers";
import type { AnswerRead, OpenTrace, ReadingCall, ReadingCalls, ReadingNews, ReadingRequest } from "./messages";

export interface ServedPort {
  post(news: ReadingNews, transfer?: Transferable[]): void;
  onRequest(run: (request: ReadingRequest) => void): void;
}

export interface ServeOptions {
  /** What nobody looks at is dropped beyond this. */
  mostKeptBytes?: number;
  /** Where a bug is told, beside the one sentence for the user. */
  onBug?(error: unknown): void;
}

const mostKeptBytes = 400_000_000;
/** A file tells how far it is after each of these. */
const progressBytes = 4 * 1024 * 1024;

interface Reading {
  reading: TraceReading;
  bytes: number;
}

type Answers = {
  [N in ReadingCall]: (input: ReadingCalls[N]["input"]) => ReadingCalls[N]["output"] | Promise<ReadingCalls[N]["output"]>;
};

export function serveReading(port: ServedPort, options: ServeOptions = {}): void {
  const kept = createKeptAnswers(options.mostKeptBytes ?? mostKeptBytes, (dropped) => port.post({ dropped }));
  const underWay = new Map<string, Reading>();

  function begin(answerId: string): Reading {
    const reading = { reading: createTraceReading(), bytes: 0 };
    underWay.set(answerId, reading);
    return reading;
  }

  function end(answerId: string): AnswerRead {
    const answer = readingOf(answerId);
    underWay.delete(answerId);
    const outcome = answer.reading.end();
    kept.add(answerId, outcome, answer.reading.bytes);
    const { problems, isCut, table } = outcome;
    return { answerId, summaries: summariesOf(table), problems, isCut, bytes: answer.bytes };
  }

  function readingOf(answerId: string): Reading {
    const answer = underWay.get(answerId);
    if (!answer) throw new AppError({ kind: "cancelled", say: "Cancelled.", retry: true });
    return answer;
  }

  function push(answerId: string, bytes: Uint8Array): void {
    const answer = readingOf(answerId);
    answer.bytes += bytes.length;
    answer.reading.push(bytes);
  }

  async function readFile(answerId: string, file: Blob): Promise<AnswerRead> {
    begin(answerId);
    let told = 0;
    try {
      for await (const piece of filePieces(file)) {
        push(answerId, piece);
        const { bytes, reading } = readingOf(answerId);
        // A packed file may go on for hours behind what fits.
        if (reading.isFull) break;
        if (bytes - told < progressBytes) continue;
        told = bytes;
        port.post({ progress: answerId, bytes });
      }
    } catch (error) {
      // What could be unpacked of a damaged file is shown; the reader says where it breaks off.
      const isPartRead = error instanceof AppError && error.failure.kind === "bad-file" && spansOf(answerId) > 0;
      if (!isPartRead) {
        underWay.delete(answerId);
        throw error;
      }
    }
    return end(answerId);
  }

  const spansOf = (answerId: string) => underWay.get(answerId)?.reading.spans ?? 0;

  const answers: Answers = {
    begin: ({ answerId }) => void begin(answerId),
    push: ({ answerId, bytes }) => void push(answerId, bytes),
    end: ({ answerId }) => end(answerId),
    file: ({ answerId, file }) => readFile(answerId, file),
    close({ answerId }) {
      underWay.delete(answerId);
      kept.drop(answerId);
    },
    open({ answerId, traceId }): OpenTrace {
      const { key, built, table, rows, problems } = kept.open(answerId, traceId);
      return { key, trace: built.trace, events: countEvents(table, rows), problems };
    },
    release: ({ key }) => void kept.release(key),
    detail: ({ key, position }) => ask(key, (table, built) => detailOf(table, built, position)),
    value: ({ key, position, place }) => ask(key, (table, built) => wholeValue(table, built, position, place)),
    find: ({ key, words }) => ask(key, (table, built) => findSpans(table, built, words)),
    statistics: ({ key, options }) => ask(key, (table, built) => statistics(table, built, options)),
    flame: ({ key }) => ask(key, (_, built) => flameGraph(built.trace)),
    logs: ({ key }) => ask(key, eventsOf),
    compare: ({ a, b }) => compareTraces(kept.trace(a).built.trace, kept.trace(b).built.trace),
    tagKeys: ({ key }) => ask(key, tagKeysIn),
    spanIds: ({ key, positions }) =>
      ask(key, (table, built) =>
        [...positions].map((position) => table.texts[table.spanId[built.row[position] as number] as number] as string),
      ),
    positionOf: ({ key, spanId }) => ask(key, (table, built) => positionOf(table, built, spanId)),
    save({ of, format }) {
      const { table, rows } = kept.rowsOf(of);
      return jsonBlob(writeTraces(table, rows, format));
    },
  };

  function ask<T>(
    key: string,
    run: (table: ReturnType<typeof kept.trace>["table"], built: ReturnType<typeof kept.trace>["built"]) => T,
  ): T {
    const { table, built } = kept.trace(key);
    return run(table, built);
  }

  port.onRequest(async ({ id, name, input }) => {
    try {
      // Each name has the answer of its own input; the compiler cannot follow that through the union.
      const run = answers[name] as (input: unknown) => unknown;
      const value = await run(input);
      port.post({ id, ok: true, value });
    } catch (error) {
      const failure = toFailure(error);
      if (failure.kind === "internal") options.onBug?.(error);
      port.post({ id, ok: false, failure });
    }
  });
}

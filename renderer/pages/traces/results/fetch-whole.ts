// The whole traces behind results that are only summaries, for a file. One after the other: a server that was asked for hundreds at
// once would have less for everybody else.
import type { Bridge } from "#shared/contract/bridge";
import { AppError } from "#shared/model/failure";
import type { AnswerReading, FoundTrace, ReadAnswer } from "../search/create-run";

const credit = 3;
/** Two documents on one line would be one that is wrong. */
const lineBreak = new Uint8Array([10]);

export interface FetchWhole {
  bridge: Pick<Bridge, "open">;
  reading: AnswerReading;
  source: string;
  found: readonly FoundTrace[];
  signal: AbortSignal;
  onProgress(done: number): void;
}

export interface WholeTraces {
  answer: ReadAnswer;
  /** How many the server had no more. */
  gone: number;
}

export async function fetchWhole({ bridge, reading, source, found, signal, onProgress }: FetchWhole): Promise<WholeTraces> {
  const answer = reading.beginAnswer("results", { source });
  let gone = 0;
  try {
    for (const [done, { summary }] of found.entries()) {
      onProgress(done);
      if (
        (await fetchOne(bridge, { source, traceId: summary.traceId, startMs: startMsOf(summary) }, answer.push, signal)) ===
        "gone"
      )
        gone++;
      else await answer.push(lineBreak.slice());
    }
    if (gone === found.length) throw new AppError({ kind: "not-found", say: "The server has none of these traces any more." });
    return { answer: await answer.end(), gone };
  } catch (error) {
    answer.cancel();
    throw error;
  }
}

type Asked = { source: string; traceId: string; startMs: number };

/** About when it was: some stores find it by that only. */
const startMsOf = ({ startNs }: FoundTrace["summary"]): number => Number(startNs.slice(0, -6) || "0");

function fetchOne(
  bridge: Pick<Bridge, "open">,
  asked: Asked,
  push: (bytes: Uint8Array) => Promise<void>,
  signal: AbortSignal,
): Promise<"read" | "gone"> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(cancelled());
      return;
    }
    let last: Promise<void> = Promise.resolve();
    const stream = bridge.open(
      "traces.trace",
      asked,
      credit,
      ({ bytes }) => {
        last = push(bytes);
        void last.then(() => stream.grant(1));
      },
      (failure) => {
        signal.removeEventListener("abort", abort);
        if (failure?.kind === "not-found") resolve("gone");
        else if (failure) reject(new AppError(failure));
        else void last.then(() => resolve("read"));
      },
    );
    const abort = () => {
      stream.close();
      reject(cancelled());
    };
    signal.addEventListener("abort", abort, { once: true });
  });
}

const cancelled = () => new AppError({ kind: "cancelled", say: "Cancelled.", retry: true });

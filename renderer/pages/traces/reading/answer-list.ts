// Which answers are read, and where they came from: a trace that was found whole need not be fetched again.
import type { AnswerRead } from "./messages";

/** A server that can be asked for the trace, or a file that was opened. */
export type AnswerOrigin = { source: string } | { file: string };

export interface AnswerList {
  add(read: AnswerRead, origin: AnswerOrigin | undefined): void;
  remove(answerId: string): void;
  clear(): void;
  /** The latest that has the trace; one that broke off may not have all of its spans, and counts only for a file. */
  with(traceId: string, origin?: AnswerOrigin): string | undefined;
}

export function createAnswerList(): AnswerList {
  const answers = new Map<string, { origin: AnswerOrigin | undefined; traceIds: Set<string>; isCut: boolean }>();
  return {
    add({ answerId, summaries, isCut }, origin) {
      answers.set(answerId, { origin, traceIds: new Set(summaries.map(({ traceId }) => comparedId(traceId))), isCut });
    },
    remove: (answerId) => void answers.delete(answerId),
    clear: () => answers.clear(),
    with(traceId, origin) {
      const id = comparedId(traceId);
      return [...answers]
        .reverse()
        .find(
          ([, answer]) => answer.traceIds.has(id) && isOf(answer.origin, origin) && (!answer.isCut || hasFile(answer.origin)),
        )?.[0];
    },
  };
}

const comparedId = (traceId: string) => traceId.toLowerCase().replace(/^0+/, "");

const hasFile = (origin: AnswerOrigin | undefined) => origin !== undefined && "file" in origin;

function isOf(origin: AnswerOrigin | undefined, asked: AnswerOrigin | undefined): boolean {
  if (!asked) return true;
  if (!origin) return false;
  if ("file" in asked) return "file" in origin && origin.file === asked.file;
  return "source" in origin && origin.source === asked.source;
}

// Answers that hold whole traces: passed on in pieces as they come, once they are seen to be JSON.
import { AppError } from "#shared/model/failure";
import type { HttpAnswer, HttpPieces } from "./http/http-client";
import type { FoundTraces } from "./trace-source";

export type Piece = { bytes: Uint8Array<ArrayBuffer>; totalBytes?: number | undefined };

/**
 * The pieces of an answer whose first one begins as JSON does; otherwise the answer as far as it is worth reading, for saying what is
 * wrong with it. By the bytes and not by the content type: Jaegers before 2.19 send the JSON of API v3 as text/plain.
 */
export async function jsonPieces(
  answer: HttpPieces,
): Promise<{ pieces: AsyncIterableIterator<Piece> } | { instead: HttpAnswer }> {
  const pieces = answer.pieces[Symbol.asyncIterator]();
  const first = await pieces.next();
  const beginning = first.done ? "" : new TextDecoder().decode(first.value.subarray(0, 4096));
  if (!/^\s*[{[]/.test(beginning)) {
    await pieces.return?.();
    const { status, contentType } = answer;
    return { instead: { status, contentType, body: beginning } };
  }
  const { totalBytes } = answer;
  let next: IteratorResult<Uint8Array<ArrayBuffer>> | undefined = first;
  // No generator, because one that nobody has begun to read would not hear that nobody will, and keep the request open.
  const all: AsyncIterableIterator<Piece> = {
    async next() {
      const step = next ?? (await pieces.next());
      next = undefined;
      return step.done ? { done: true, value: undefined } : { done: false, value: { bytes: step.value, totalBytes } };
    },
    async return() {
      await pieces.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => all,
  };
  return { pieces: all };
}

/** Whether it may be the wanted answer, by its head alone. */
export const mayBeJson = ({ status, contentType }: { status: number; contentType: string }): boolean =>
  status >= 200 && status < 300 && !/html/i.test(contentType);

/** So long a trace is still passed on, as unpacked. */
export const mostTraceBytes = 1024 * 1024 * 1024;

/** What a search sends at most where it cannot send less than whole traces. */
export const mostSearchBytes = 256 * 1024 * 1024;

/** Whole traces as what a search found, behind a tip where there is one. What is too much is left out, and that it is. */
export async function* wholeTraces(pieces: AsyncIterableIterator<Piece>, tip?: string): AsyncGenerator<FoundTraces> {
  try {
    if (tip !== undefined) yield { kind: "warning", say: tip };
    for await (const { bytes } of pieces) yield { kind: "bytes", bytes };
  } catch (error) {
    if (!(error instanceof AppError) || error.failure.kind !== "too-large") throw error;
    const most = mostSearchBytes / 1024 / 1024;
    yield { kind: "warning", say: `The traces found have more than ${most} MiB: the rest of them is not listed; ask for fewer.` };
  } finally {
    await pieces.return?.();
  }
}

// The body of a long answer, in pieces as it comes: whoever reads slowly slows the server down, and nothing is held in whole.
import type { AppError } from "#shared/model/failure";
import type { Bytes } from "#shared/units/size";
import type { RequestWatch } from "./request-watch";

/** What the network and the unpacking hand over is a few kilobytes at a time: each piece on its own would cost more than it carries. */
const pieceBytes = 512 * 1024;

export interface PiecesAsked {
  body: AsyncIterable<Uint8Array>;
  watch: RequestWatch;
  mostBytes: Bytes;
  /** The failure of a longer answer. */
  tooLarge(): AppError;
}

/** Each piece has a buffer of its own, so that it can be given away. The deadline counts for each wait, not for the whole. */
export async function* inPieces({ body, watch, mostBytes, tooLarge }: PiecesAsked): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let isThrough = false;
  let failure: AppError | undefined;
  let size = 0;
  let piece = new Uint8Array(pieceBytes);
  let filled = 0;
  try {
    const parts = body[Symbol.asyncIterator]();
    for (;;) {
      watch.restart();
      const step = await parts.next();
      watch.pause();
      if (step.done) break;
      let part = step.value;
      size += part.byteLength;
      if (size > mostBytes) throw tooLarge();
      while (part.byteLength >= pieceBytes - filled) {
        const fitting = pieceBytes - filled;
        piece.set(part.subarray(0, fitting), filled);
        part = part.subarray(fitting);
        yield piece;
        piece = new Uint8Array(pieceBytes);
        filled = 0;
      }
      piece.set(part, filled);
      filled += part.byteLength;
    }
    isThrough = true;
  } catch (error) {
    failure = await watch.failureOf(error);
  } finally {
    watch.end({ breakOff: !isThrough });
  }
  // What came before it broke off may hold spans that are worth showing.
  if (filled > 0) yield piece.slice(0, filled);
  if (failure) throw failure;
}

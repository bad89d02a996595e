// A file in pieces, unpacked where it is packed with gzip.
import { AppError } from "#shared/model/failure";

/** Throws `bad-file` where the packing is damaged; the pieces before that are right. */
export async function* filePieces(file: Blob): AsyncGenerator<Uint8Array> {
  const isPacked = await beginsAsGzip(file);
  const stream = isPacked ? file.stream().pipeThrough(new DecompressionStream("gzip")) : file.stream();
  const reader = stream.getReader();
  try {
    while (true) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } catch (error) {
    // The platform says "TypeError" of a damaged stream.
    if (!isPacked)
      throw new AppError({ kind: "bad-file", say: "The file can no longer be read; open it again." }, { cause: error });
    throw new AppError({ kind: "bad-file", say: "The file is packed with gzip, and damaged or cut off." }, { cause: error });
  } finally {
    reader.releaseLock();
    // Nobody waits for it: what is left is let go of.
    stream.cancel().catch(() => {});
  }
}

async function beginsAsGzip(file: Blob): Promise<boolean> {
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  return first === 0x1f && second === 0x8b;
}

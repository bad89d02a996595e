// A gzipped file as parts of whole lines. It can only be read from its beginning on.
import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import type { Cost } from "../reader";
import { identityOf, openRegular } from "./open-file";
import { longestRead, type Part } from "./parts";

interface Packed {
  path: string;
  /** What is called so meanwhile may be another file, which is not read for this one. */
  identity: string;
}

export async function* gzipParts(
  { path, identity }: Packed,
  { cost, signal }: { cost: Cost; signal: AbortSignal },
): AsyncGenerator<Part> {
  const opened = await openRegular(path);
  if (!opened) return;
  const { handle } = opened;
  if (identityOf(opened.found) !== identity) {
    await handle.close();
    return;
  }
  const packed = createReadStream(path, { fd: handle, signal });
  const unpacked = packed.pipe(createGunzip());
  // An error of the one does not reach the other by itself.
  packed.on("error", (error) => unpacked.destroy(error));
  let held: Buffer[] = [];
  let heldBytes = 0;
  let offset = 0;
  try {
    for await (const chunk of unpacked as AsyncIterable<Buffer>) {
      const end = chunk.lastIndexOf(10) + 1;
      if (end === 0) {
        if (heldBytes < longestRead) held.push(chunk);
        heldBytes += chunk.length;
        continue;
      }
      const bytes = Buffer.concat([...held, chunk.subarray(0, end)]);
      yield { bytes, offset };
      offset += heldBytes + end;
      held = [chunk.subarray(end)];
      heldBytes = chunk.length - end;
    }
    if (heldBytes > 0) yield { bytes: Buffer.concat(held), offset };
  } finally {
    cost.bytes += packed.bytesRead;
    packed.destroy();
    unpacked.destroy();
  }
}

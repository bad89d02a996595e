// Reads a file that somebody named on the command line: also a pipe, which tells no size, and never one that has no end.
import { createReadStream } from "node:fs";

const largest = 50_000_000;

/** Fails with the code EFBIG for what is larger than any file of rules or routes. */
export async function readNamedFile(path: string): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of createReadStream(path) as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > largest) throw Object.assign(new Error(`${path} is larger than 50 MB`), { code: "EFBIG" });
    parts.push(part);
  }
  return Buffer.concat(parts);
}

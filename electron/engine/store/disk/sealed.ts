// Bytes with a checksum that covers their key as well: neither may be damaged, and neither may belong to another.
import { crc32 } from "node:zlib";

const checksumBytes = 4;

/** A value to store under a key: the checksum, then the parts one after another. */
export function seal(key: Uint8Array, ...parts: readonly Uint8Array[]): Buffer {
  let length = checksumBytes;
  for (const part of parts) length += part.length;
  const value = Buffer.allocUnsafe(length);
  let at = checksumBytes;
  for (const part of parts) {
    value.set(part, at);
    at += part.length;
  }
  value.writeUInt32LE(crc32(value.subarray(checksumBytes), crc32(key)), 0);
  return value;
}

/** What was sealed, as a view; undefined when it is not what was stored under this key. */
export function unseal(key: Uint8Array, value: Uint8Array): Buffer | undefined {
  if (value.length < checksumBytes) return undefined;
  const buffer = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  const content = buffer.subarray(checksumBytes);
  return crc32(content, crc32(key)) === buffer.readUInt32LE(0) ? content : undefined;
}

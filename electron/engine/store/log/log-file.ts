// How the log lies in its file:
//
//   "wdlog" and the format's version | length, CRC-32, record | length, CRC-32, record | …
//
// Records build on those before them, so reading ends at the first one that is not as it was written.
import { crc32 } from "node:zlib";
import { createFreshDecoder } from "../codec/fresh-decoder";
import type { Runs } from "../head/head";

export const logVersion = 1;
const magic = Buffer.from("wdlog", "latin1");
export const header: Buffer = Buffer.concat([magic, Buffer.of(logVersion)]);
const frameBytes = 8;

/** A kill tears one record, of a few seconds. Where more than this is unreadable, something else has happened. */
const longestTear = 256 * 1024;

export function frame(record: Uint8Array): Buffer {
  const framed = Buffer.allocUnsafe(frameBytes + record.length);
  framed.writeUInt32LE(record.length, 0);
  framed.writeUInt32LE(crc32(record), 4);
  framed.set(record, frameBytes);
  return framed;
}

export interface ReadLog {
  runs: Runs[];
  /** The length up to which the file is good. */
  goodBytes: number;
  /** `torn`: the last record was being written when the process ended. */
  ending: "clean" | "torn" | "damaged" | "not a log" | "newer";
}

export function readLog(file: Buffer): ReadLog {
  const nothing = { runs: [], goodBytes: 0 };
  if (file.length < header.length)
    return { ...nothing, ending: header.subarray(0, file.length).equals(file) ? "torn" : "not a log" };
  if (!file.subarray(0, magic.length).equals(magic)) return { ...nothing, ending: "not a log" };
  if ((file[magic.length] as number) > logVersion) return { ...nothing, ending: "newer" };

  const decoder = createFreshDecoder();
  const runs: Runs[] = [];
  let at = header.length;
  for (let next = recordAt(file, at); next; next = recordAt(file, at)) {
    try {
      runs.push(...decoder.decode(next.record));
    } catch {
      // It is what was written, and still makes no sense: no different from damage to whoever opens the store.
      break;
    }
    at = next.end;
  }
  return { runs, goodBytes: at, ending: endingOf(file, at) };
}

function recordAt(file: Buffer, at: number): { record: Buffer; end: number } | undefined {
  if (at + frameBytes > file.length) return undefined;
  const end = at + frameBytes + file.readUInt32LE(at);
  if (end > file.length) return undefined;
  const record = file.subarray(at + frameBytes, end);
  return crc32(record) === file.readUInt32LE(at + 4) ? { record, end } : undefined;
}

function endingOf(file: Buffer, at: number): ReadLog["ending"] {
  if (at === file.length) return "clean";
  if (file.length - at > longestTear) return "damaged";
  const end = at + frameBytes <= file.length ? at + frameBytes + file.readUInt32LE(at) : file.length;
  // After a power cut, the file may have been made longer before the bytes came.
  return end >= file.length || file.subarray(at).every((byte) => byte === 0) ? "torn" : "damaged";
}

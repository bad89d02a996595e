// What `GET /containers/{id}/logs` sends, taken apart into lines: frames with a head of 8 bytes, or the bytes of a terminal as they
// are. https://docs.docker.com/reference/api/engine/version/v1.51/#tag/Container/operation/ContainerAttach
import { longestRead } from "../files/parts";
import type { Instant } from "../reader";

export interface ContainerLine {
  time: Instant;
  line: string;
  /** A terminal has only one. */
  stream: "stdout" | "stderr";
}

export interface LogFrames {
  /** Lines that are whole now. Throws a plain Error for what is neither. */
  push(chunk: Buffer): ContainerLine[];
  /** What stands without a line feed at the end. */
  rest(): ContainerLine[];
}

const headBytes = 8;
const lineFeed = 10;
const stamp = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d) ?/;
/** As long as a time with nanoseconds and a zone, and the space behind it. */
const stampBytes = 36;

interface Unfinished {
  time: Instant;
  pieces: Buffer[];
  bytes: number;
}

export function createLogFrames(): LogFrames {
  let isFramed: boolean | undefined;
  let held: Buffer = Buffer.alloc(0);
  const unfinished = new Map<ContainerLine["stream"], Unfinished>();

  /** A piece of a line: each begins with a time, also the second and later ones of a long line. */
  function take(stream: ContainerLine["stream"], bytes: Buffer, isEnd: boolean, hasStamp: boolean, into: ContainerLine[]) {
    const found = hasStamp ? stampOf(bytes) : undefined;
    const text = found ? bytes.subarray(found.length) : bytes;
    const begun: Unfinished = unfinished.get(stream) ?? { time: found?.time ?? { ms: 0, ns: 0 }, pieces: [], bytes: 0 };
    if (begun.bytes < longestRead) begun.pieces.push(text);
    begun.bytes += text.length;
    if (!isEnd) {
      unfinished.set(stream, begun);
      return;
    }
    unfinished.delete(stream);
    into.push({ time: begun.time, line: textOf(begun.pieces), stream });
  }

  function takeAll(stream: ContainerLine["stream"], bytes: Buffer, into: ContainerLine[]): void {
    for (let from = 0; from < bytes.length; ) {
      const end = bytes.indexOf(lineFeed, from);
      take(stream, bytes.subarray(from, end < 0 ? undefined : end), end >= 0, true, into);
      if (end < 0) return;
      from = end + 1;
    }
  }

  function pushFrames(into: ContainerLine[]): void {
    while (held.length >= headBytes) {
      const kind = held[0] as number;
      const length = held.readUInt32BE(4);
      if (kind > 2 || held.readUIntBE(1, 3) !== 0 || length > longestRead) throw new Error("what came is not in Docker's frames");
      if (held.length < headBytes + length) return;
      takeAll(kind === 2 ? "stderr" : "stdout", held.subarray(headBytes, headBytes + length), into);
      held = held.subarray(headBytes + length);
    }
  }

  /** A terminal's lines come in chunks that end anywhere, so only their beginnings have a time. */
  function pushRaw(into: ContainerLine[]): void {
    let from = 0;
    for (let end = held.indexOf(lineFeed); end >= 0; end = held.indexOf(lineFeed, from)) {
      take("stdout", held.subarray(from, end), true, true, into);
      from = end + 1;
    }
    held = held.subarray(from);
    if (held.length > longestRead) held = held.subarray(0, longestRead);
  }

  return {
    push(chunk) {
      const lines: ContainerLine[] = [];
      if (chunk.length === 0) return lines;
      held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
      // A time begins with a digit, a head with the number of its stream.
      isFramed ??= (held[0] as number) <= 2;
      if (isFramed) pushFrames(lines);
      else pushRaw(lines);
      return lines;
    },
    rest() {
      const lines: ContainerLine[] = [];
      if (isFramed === false && held.length > 0) take("stdout", held, true, true, lines);
      for (const stream of [...unfinished.keys()]) take(stream, Buffer.alloc(0), true, false, lines);
      held = Buffer.alloc(0);
      return lines;
    },
  };
}

function textOf(pieces: readonly Buffer[]): string {
  const bytes = pieces.length === 1 ? (pieces[0] as Buffer) : Buffer.concat(pieces);
  const end = bytes.at(-1) === 13 ? bytes.length - 1 : bytes.length;
  return bytes.toString("utf8", 0, end);
}

function stampOf(bytes: Buffer): { time: Instant; length: number } | undefined {
  const found = stamp.exec(bytes.toString("latin1", 0, stampBytes));
  if (!found) return undefined;
  const [whole, year, month, day, hour, minute, second, fraction = "", zone = "Z"] = found;
  const nanoseconds = Number(fraction.padEnd(9, "0"));
  const utc = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  const offset =
    zone === "Z" ? 0 : (zone.startsWith("-") ? -60_000 : 60_000) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4)));
  const ms = Math.floor(nanoseconds / 1_000_000);
  return { time: { ms: utc - offset + ms, ns: nanoseconds - ms * 1_000_000 }, length: whole.length };
}

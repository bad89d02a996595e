// Reads a JSON text that comes in pieces, cut anywhere: goes into what its places name, hands over the small values in it one by
// one, and never holds more than one of those. A hundred megabytes parsed whole would be a gigabyte of objects; so they are a
// hundred thousand short-lived ones. Works on bytes: that makes no strings, and a sign of several bytes cannot look like another.
import { decodeUtf8 } from "./decode-utf8";
import { deepest, signs, withoutDepths } from "./depths";
import type { ListPlace, ObjectPlace, Place } from "./place";

/** A value of more bytes cannot be one string. */
const longestTaken = 256 * 1024 * 1024;

export type NotTaken = "too-deep" | "too-long" | "not-json";

export interface OutlineOptions {
  root: Place;
  /** A value that could not be handed over, and the byte it begins at. */
  onNotTaken(why: NotTaken, at: number): void;
}

export interface Outline {
  /** False: this is no JSON from here on, and no further piece is read. */
  push(piece: Uint8Array): boolean;
  /** Tells all objects that are open that they end. Whether the text broke off in the middle. */
  end(): boolean;
  /** How far it has read, and what is there where it is no JSON. */
  readonly at: number;
  readonly mistake: { at: number; found: number; wants: string } | undefined;
}

/** What may come next, outside of a value that is skimmed; the `…OrEnd` of a value and a key are those of a list or object just begun. */
type Expects = "value" | "valueOrEnd" | "key" | "keyOrEnd" | "colon" | "commaOrEnd";

/** A value that is passed over or collected, by how its end is found. */
type Skims = "nothing" | "text" | "nested" | "word";

interface Frame {
  object: ObjectPlace | undefined;
  list: ListPlace | undefined;
  kept: Map<string, unknown>;
  /** Of the member that is being read. */
  key: string;
}

const quote = 34;
const backslash = 92;
const comma = 44;
const colon = 58;
const openBrace = 123;
const closeBrace = 125;
const openBracket = 91;
const closeBracket = 93;

/** Some editors put this before a text: the mark of the order of bytes. */
const mark = [0xef, 0xbb, 0xbf];

/** Whether a byte ends a number, `true`, `false` or `null`. */
const endsWord = (byte: number) => byte <= 32 || byte === comma || byte === closeBrace || byte === closeBracket;

export function createOutline({ root, onNotTaken }: OutlineOptions): Outline {
  const frames: Frame[] = [];
  let expects: Expects = "value";
  /** Bytes before this piece. */
  let before = 0;
  let piece = new Uint8Array(0);
  let mistake: Outline["mistake"];

  let skims: Skims = "nothing";
  let isKey = false;
  /** Gets what is skimmed; undefined: it is passed over. */
  let taker: ((value: unknown, at: number) => void) | undefined;
  let skimmedFrom = 0;
  /** Where it begins in this piece: 0 where it began in one before. */
  let from = 0;
  let held: Uint8Array[] = [];
  let heldLength = 0;
  let depth = 0;
  let reached = 0;
  let isInText = false;
  let isEscaped = false;

  /** Skims on from here; the place behind what was skimmed, or the end of the piece. */
  function skim(start: number): number {
    const end = skims === "word" ? endOfWord(start) : skims === "text" ? endOfText(start) : endOfNested(start);
    if (end === -1) {
      hold();
      return piece.length;
    }
    finish(end);
    return end;
  }

  function endOfWord(start: number): number {
    for (let at = start; at < piece.length; at++) if (endsWord(piece[at] as number)) return at;
    return -1;
  }

  /** Of a string: behind its quote. -1: not in this piece. */
  function endOfText(start: number): number {
    const bytes = piece;
    const length = bytes.length;
    let at = start;
    if (isEscaped && at < length) {
      isEscaped = false;
      at++;
    }
    while (at < length) {
      const byte = bytes[at++];
      if (byte === quote) return at;
      if (byte === backslash) at++;
    }
    isEscaped = at > length;
    return -1;
  }

  function endOfNested(start: number): number {
    const bytes = piece;
    const length = bytes.length;
    let at = start;
    if (isInText) {
      at = endOfText(at);
      if (at === -1) return -1;
      isInText = false;
    }
    while (at < length) {
      const sign = signs[bytes[at++] as number];
      if (sign === 0) continue;
      if (sign === 1) {
        at = endOfText(at);
        if (at === -1) {
          isInText = true;
          return -1;
        }
      } else if (sign === 2) {
        depth++;
        if (depth > reached) reached = depth;
      } else if (--depth === 0) return at;
    }
    return -1;
  }

  /** Keeps what is here of a value that goes on in the next piece. */
  function hold(): void {
    if (!taker) return;
    held.push(piece.subarray(from));
    heldLength += piece.length - from;
    from = 0;
    if (heldLength <= longestTaken) return;
    onNotTaken("too-long", skimmedFrom);
    taker = undefined;
    held = [];
  }

  function finish(end: number): void {
    const take = taker;
    skims = "nothing";
    taker = undefined;
    expects = isKey ? "colon" : "commaOrEnd";
    isKey = false;
    if (!take) return;
    const bytes = held.length === 0 ? piece.subarray(from, end) : joined([...held, piece.subarray(0, end)]);
    held = [];
    let value: unknown;
    try {
      value = JSON.parse(decodeUtf8(allowed(bytes)));
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      onNotTaken("not-json", skimmedFrom);
      return;
    }
    take(value, skimmedFrom);
  }

  function allowed(bytes: Uint8Array): Uint8Array {
    if (reached <= deepest) return bytes;
    onNotTaken("too-deep", skimmedFrom);
    return withoutDepths(bytes);
  }

  function beginSkim(kind: Skims, at: number, take: typeof taker): void {
    skims = kind;
    taker = take;
    from = at;
    skimmedFrom = before + at;
    heldLength = 0;
    depth = 0;
    reached = 0;
    isInText = false;
    isEscaped = false;
  }

  /** A value begins here, at a place. Returns where to go on. */
  function beginValue(byte: number, at: number): number {
    const frame = frames.at(-1);
    // Deeper than this nothing is gone into: no document is so deep, and each level takes memory for as long as it is open.
    const place = frames.length >= deepest ? tooDeep(at) : frame === undefined ? root : placeIn(frame);
    if (byte === openBrace && place?.object) {
      frames.push({ object: place.object, list: undefined, kept: new Map(), key: "" });
      place.object.begins?.();
      expects = "keyOrEnd";
      return at + 1;
    }
    if (byte === openBracket && place?.list) {
      frames.push({ object: undefined, list: place.list, kept: new Map(), key: "" });
      place.list.begins?.();
      expects = "valueOrEnd";
      return at + 1;
    }
    if (byte === openBrace && place?.plain) {
      const end = place.plain(piece, at);
      if (end !== -1) {
        expects = "commaOrEnd";
        return end;
      }
    }
    const take = takerAt(frame, place);
    if (byte === quote) {
      beginSkim("text", at, take);
      return skim(at + 1);
    }
    beginSkim(byte === openBrace || byte === openBracket ? "nested" : "word", at, take);
    return skim(at);
  }

  function takerAt(frame: Frame | undefined, place: Place | undefined): typeof taker {
    if (place?.take) return place.take;
    if (!frame?.object?.keeps.has(frame.key)) return undefined;
    const { key, kept } = frame;
    return (value) => kept.set(key, value);
  }

  function tooDeep(at: number): undefined {
    onNotTaken("too-deep", before + at);
    return undefined;
  }

  const placeIn = ({ object, list, key }: Frame): Place | undefined => (list ? list.items : object?.enters.get(key));

  function beginKey(at: number): number {
    isKey = true;
    (frames.at(-1) as Frame).key = "";
    beginSkim("text", at, takeKey);
    return skim(at + 1);
  }

  function takeKey(key: unknown): void {
    const frame = frames.at(-1);
    if (!frame?.object || typeof key !== "string") return;
    frame.key = key;
    if (!frame.object.enters.has(key) && !frame.object.keeps.has(key)) frame.object.passes?.(key);
  }

  function close(at: number): void {
    const frame = frames.pop();
    frame?.object?.ends?.(frame.kept, at);
    expects = "commaOrEnd";
  }

  /** One sign outside of skimmed values. Returns where to go on; -1: it does not belong here. */
  function step(byte: number, at: number): number {
    const isInObject = frames.at(-1)?.object !== undefined;
    switch (expects) {
      case "valueOrEnd":
        if (byte === closeBracket) break;
        return beginsValue(byte) ? beginValue(byte, at) : -1;
      case "value":
        return beginsValue(byte) ? beginValue(byte, at) : -1;
      case "keyOrEnd":
        if (byte === closeBrace) break;
        return byte === quote ? beginKey(at) : -1;
      case "key":
        return byte === quote ? beginKey(at) : -1;
      case "colon":
        if (byte !== colon) return -1;
        expects = "value";
        return at + 1;
      case "commaOrEnd":
        // Behind a whole document another may begin: answers in several parts, a file of lines.
        if (frames.length === 0) {
          expects = "value";
          return at;
        }
        if (byte === comma) {
          expects = isInObject ? "key" : "value";
          return at + 1;
        }
        if (byte !== (isInObject ? closeBrace : closeBracket)) return -1;
    }
    close(before + at);
    return at + 1;
  }

  return {
    get at() {
      return before + piece.length;
    },
    get mistake() {
      return mistake;
    },
    push(next) {
      if (mistake) return false;
      before += piece.length;
      piece = next as Uint8Array<ArrayBuffer>;
      from = 0;
      let at = 0;
      while (at < piece.length) {
        if (skims !== "nothing") {
          at = skim(at);
          continue;
        }
        const byte = piece[at] as number;
        if (byte <= 32 || byte === mark[before + at]) {
          at++;
          continue;
        }
        const next = step(byte, at);
        if (next === -1) {
          mistake = { at: before + at, found: byte, wants: words[expects] };
          return false;
        }
        at = next;
      }
      return true;
    },
    end() {
      // Only a number or a word at the very end has no sign behind it.
      before += piece.length;
      piece = new Uint8Array(0);
      if (skims === "word" && frames.length === 0) finish(0);
      const isCut = !mistake && (frames.length > 0 || skims !== "nothing");
      skims = "nothing";
      while (frames.length > 0) close(before);
      return isCut;
    },
  };
}

const words: Record<Expects, string> = {
  value: "a value",
  valueOrEnd: "a value or `]`",
  key: "a name in quotes",
  keyOrEnd: "a name in quotes or `}`",
  colon: "`:`",
  commaOrEnd: "`,` or an end",
};

/** `{`, `[`, `"`, `-`, a digit, or the first letter of `true`, `false`, `null`. */
const beginsValue = (byte: number) =>
  byte === openBrace ||
  byte === openBracket ||
  byte === quote ||
  byte === 45 ||
  (byte >= 48 && byte <= 57) ||
  byte === 116 ||
  byte === 102 ||
  byte === 110;

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

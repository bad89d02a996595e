// Reads JSON as programs write it out of bytes, without making objects of it: texts become numbers of a table of texts at once, so
// that what hundreds of thousands of spans say again and again is neither decoded nor looked up again. Whatever is written in any
// other way is not read here: `isPlain` is false from then on, and who asked parses the whole value as usual.
import type { TextTable } from "../text-table";
import { decodeUtf8 } from "./decode-utf8";
import { longestId } from "./ids";
import { type TagTypeNumber, tagTypeNumber } from "./table-writer";

const quote = 34;
export const comma = 44;
const minus = 45;
const point = 46;
const colon = 58;
const zero = 48;
const nine = 57;

/** 1: stands for itself in a string. */
const plainSigns = new Uint8Array(256).fill(1, 32, 127);
plainSigns[quote] = plainSigns[92] = 0;

/** Whole numbers of as many digits are exact, and are written as they were. */
const exactDigits = 15;
/** So many texts are remembered by their bytes, and so many bytes of them in all; longer ones come too seldom. */
const mostRemembered = 1 << 15;
const rememberedBytes = 2 * 1024 * 1024;
const longestRemembered = 1024;
/** Texts up to this length are put together here: to call the decoder takes a browser longer. */
const longestMade = 400;

const bool = tagTypeNumber("bool");
const int = tagTypeNumber("int");
const double = tagTypeNumber("double");
const string = tagTypeNumber("string");

/** The name of a member, as bytes with their quotes. */
export const nameBytes = (name: string): Uint8Array => Uint8Array.from(`"${name}"`, (sign) => sign.charCodeAt(0));

export const braces = { open: 123, close: 125 } as const;
export const brackets = { open: 91, close: 93 } as const;

export class PlainJson {
  /** Whether all was plain until here. */
  isPlain = true;
  /** Where it is; behind the last byte once something was not plain, so that nothing more is read. */
  at = 0;
  /** What the value that was read last looks like. */
  type: TagTypeNumber = string;
  seconds = 0;
  nanos = 0;

  readonly #texts: TextTable;
  #bytes: Uint8Array = new Uint8Array(0);
  /** The signs of a text, by its length. */
  readonly #signs: number[][] = [];
  /** By a place that follows from its signs: the number of a text, and where its bytes are. Another one takes its place over. */
  readonly #numbers = new Uint32Array(mostRemembered);
  readonly #froms = new Uint32Array(mostRemembered);
  readonly #lengths = new Uint32Array(mostRemembered);
  readonly #remembered = new Uint8Array(rememberedBytes);
  #rememberedEnd = 0;
  readonly #readNew = () => this.#plainText(this.#newFrom, this.#newTo);
  #newFrom = 0;
  #newTo = 0;

  constructor(texts: TextTable) {
    this.#texts = texts;
  }

  start(bytes: Uint8Array, at: number): void {
    this.#bytes = bytes;
    this.at = at;
    this.isPlain = true;
  }

  /** Says that what is here is not for reading plainly. */
  fail(): 0 {
    this.isPlain = false;
    this.at = this.#bytes.length;
    return 0;
  }

  /** Passes over a sign that must be here. */
  sign(sign: number): void {
    if (this.#next() === sign) this.at++;
    else this.fail();
  }

  /** Passes over a sign where it is here. */
  has(sign: number): boolean {
    if (this.#next() !== sign) return false;
    this.at++;
    return true;
  }

  /** Behind an item of a list or a member of an object: whether another one comes. Else its end must be here. */
  goesOn(end: number): boolean {
    if (this.has(comma)) return true;
    this.sign(end);
    return false;
  }

  /** Passes over a name that must be here, and its colon. */
  name(name: Uint8Array): void {
    this.#next();
    if (this.#isAt(name)) this.#pass(name);
    else this.fail();
  }

  /** Passes over a name and its colon; which of them it is, most likely the one at `likely`. None of them is not plain. */
  nameAmong(names: readonly Uint8Array[], likely: number): number {
    this.#next();
    for (let index = 0; index < names.length; index++) {
      const which = (likely + index) % names.length;
      const name = names[which] as Uint8Array;
      if (!this.#isAt(name)) continue;
      this.#pass(name);
      return which;
    }
    this.fail();
    return -1;
  }

  /** The number of a string; of values there may be more than can be told apart. */
  text(isValue = false): number {
    if (this.#next() !== quote) return this.fail();
    const bytes = this.#bytes;
    const { length } = bytes;
    const from = this.at + 1;
    let to = from;
    while (to < length && plainSigns[bytes[to] as number] === 1) to++;
    if (to === length) return this.fail();
    if (bytes[to] !== quote) return this.#otherText(from, to, isValue);
    this.at = to + 1;
    return this.#number(from, to, isValue);
  }

  /** The number of an id in hexadecimal digits and small letters, or of an empty one. */
  id(): number {
    if (this.#next() !== quote) return this.fail();
    const bytes = this.#bytes;
    const from = this.at + 1;
    let to = from;
    while (to < bytes.length && isHex(bytes[to] as number)) to++;
    if (bytes[to] !== quote || to - from > longestId) return this.fail();
    this.at = to + 1;
    return this.#number(from, to);
  }

  /** A whole number that is not negative. */
  whole(): number {
    this.#next();
    const bytes = this.#bytes;
    const from = this.at;
    let value = 0;
    let at = from;
    for (; at < bytes.length; at++) {
      const digit = (bytes[at] as number) - zero;
      if (digit < 0 || digit > 9) break;
      value = value * 10 + digit;
    }
    if (!this.#endsNumber(from, at) || value > Number.MAX_SAFE_INTEGER) return this.fail();
    this.at = at;
    return value;
  }

  /** Nanoseconds since 1970 of our days, as nineteen digits in quotes, into `seconds` and `nanos`. */
  instant(): void {
    const digits = 19;
    this.#next();
    const bytes = this.#bytes;
    const from = this.at + 1;
    const to = from + digits;
    if (bytes[this.at] !== quote || bytes[to] !== quote) {
      this.fail();
      return;
    }
    this.seconds = this.#digits(from, to - 9);
    this.nanos = this.#digits(to - 9, to);
    if (this.isPlain) this.at = to + 1;
  }

  #digits(from: number, to: number): number {
    let value = 0;
    for (let at = from; at < to; at++) {
      const digit = (this.#bytes[at] as number) - zero;
      if (!(digit >= 0 && digit <= 9)) return this.fail();
      value = value * 10 + digit;
    }
    return value;
  }

  /** The number of the text of a string, a number, `true` or `false`; `type` is what it is. */
  scalar(): number {
    const byte = this.#next();
    if (byte === quote) {
      this.type = string;
      return this.text(true);
    }
    if (byte === minus || (byte >= zero && byte <= nine)) return this.#numberText();
    this.type = bool;
    for (const word of [yes, no]) if (this.#isAt(word)) return this.#word(word);
    return this.fail();
  }

  null(): void {
    this.#next();
    if (this.#isAt(nothing)) this.at += nothing.length;
    else this.fail();
  }

  #word(word: Uint8Array): number {
    const from = this.at;
    this.at += word.length;
    return this.#number(from, this.at);
  }

  /** The text of a number as the language writes it, which may be another one than it was. */
  #numberText(): number {
    const bytes = this.#bytes;
    const first = this.at;
    const from = bytes[first] === minus ? first + 1 : first;
    let to = from;
    while (to < bytes.length && (bytes[to] as number) >= zero && (bytes[to] as number) <= nine) to++;
    const isMinusZero = bytes[from] === zero && from !== first;
    if (this.#endsNumber(from, to) && to - from <= exactDigits && !isMinusZero) {
      this.at = to;
      this.type = int;
      return this.#number(first, to);
    }
    while (to < bytes.length && isOfNumber(bytes[to] as number)) to++;
    const value = this.#parsed(this.#plainText(first, to));
    if (typeof value !== "number") return this.fail();
    this.at = to;
    this.type = Number.isInteger(value) ? int : double;
    return this.#texts.value(String(value));
  }

  /** Whether a whole number ends here: it has digits, no zero before them, and nothing that goes on with it. */
  #endsNumber(from: number, to: number): boolean {
    const bytes = this.#bytes;
    const isWritten = to > from && to < bytes.length && (bytes[from] !== zero || to === from + 1);
    return isWritten && !isOfNumber(bytes[to] as number);
  }

  /** A string with signs beyond ASCII or behind a backslash. */
  #otherText(from: number, until: number, isValue: boolean): number {
    const bytes = this.#bytes;
    let to = until;
    while (to < bytes.length && bytes[to] !== quote) to += bytes[to] === 92 ? 2 : 1;
    if (to >= bytes.length) return this.fail();
    const value = this.#parsed(decodeUtf8(bytes.subarray(from - 1, to + 1)));
    if (typeof value !== "string") return this.fail();
    this.at = to + 1;
    return isValue ? this.#texts.value(value) : this.#texts.number(value);
  }

  #parsed(text: string): unknown {
    try {
      return JSON.parse(text);
    } catch (error) {
      // Whoever parses the whole value finds the same, and tells of it.
      if (error instanceof SyntaxError) return undefined;
      throw error;
    }
  }

  /** The number of plain signs. */
  #number(from: number, to: number, isValue = false): number {
    const bytes = this.#bytes;
    const length = to - from;
    if (length === 0) return 0;
    const place = placeOf(bytes, from, to);
    if (this.#lengths[place] === length && isSame(this.#remembered, this.#froms[place] as number, bytes, from, length)) {
      return this.#numbers[place] as number;
    }
    this.#newFrom = from;
    this.#newTo = to;
    const number = this.#texts.numberOfBytes(bytes, from, to, this.#readNew, isValue);
    if (length <= longestRemembered) this.#remember(place, number, from, to);
    return number;
  }

  #remember(place: number, number: number, from: number, to: number): void {
    if (this.#rememberedEnd + to - from > rememberedBytes) {
      this.#rememberedEnd = 0;
      this.#lengths.fill(0);
    }
    const at = this.#rememberedEnd;
    for (let index = from; index < to; index++) this.#remembered[at + index - from] = this.#bytes[index] as number;
    this.#rememberedEnd += to - from;
    this.#numbers[place] = number;
    this.#froms[place] = at;
    this.#lengths[place] = to - from;
  }

  #plainText(from: number, to: number): string {
    const bytes = this.#bytes;
    const length = to - from;
    if (length > longestMade) return decodeUtf8(bytes.subarray(from, to));
    this.#signs[length] ??= new Array<number>(length).fill(0);
    const signs = this.#signs[length];
    for (let index = 0; index < length; index++) signs[index] = bytes[from + index] as number;
    return String.fromCharCode.apply(undefined, signs);
  }

  /** The next byte that is no white space. Behind the end: 0. */
  #next(): number {
    const bytes = this.#bytes;
    while (this.at < bytes.length) {
      const byte = bytes[this.at] as number;
      if (byte > 32) return byte;
      if (byte !== 32 && byte !== 10 && byte !== 13 && byte !== 9) return this.fail();
      this.at++;
    }
    return 0;
  }

  #isAt(expected: Uint8Array): boolean {
    const bytes = this.#bytes;
    const { at } = this;
    if (at + expected.length > bytes.length) return false;
    for (let index = 0; index < expected.length; index++) if (bytes[at + index] !== expected[index]) return false;
    return true;
  }

  #pass(name: Uint8Array): void {
    this.at += name.length;
    this.sign(colon);
  }
}

const word = (text: string) => Uint8Array.from(text, (sign) => sign.charCodeAt(0));
const [yes, no, nothing] = [word("true"), word("false"), word("null")];

const isHex = (byte: number) => (byte >= zero && byte <= nine) || (byte >= 97 && byte <= 102);

/** A digit, a point, a sign or an `e`: what goes on with a number. */
const isOfNumber = (byte: number) =>
  (byte >= zero && byte <= nine) || byte === point || byte === minus || byte === 43 || byte === 101 || byte === 69;

function isSame(a: Uint8Array, fromA: number, b: Uint8Array, fromB: number, length: number): boolean {
  for (let index = 0; index < length; index++) if (a[fromA + index] !== b[fromB + index]) return false;
  return true;
}

/** Out of the length and some of the signs: it only has to differ mostly. */
function placeOf(bytes: Uint8Array, from: number, to: number): number {
  let place = to - from;
  const each = (place >> 4) + 1;
  for (let at = to - 1; at >= from; at -= each) place = Math.imul(place ^ (bytes[at] as number), 0x01000193);
  return (place ^ (place >>> 15)) & (mostRemembered - 1);
}

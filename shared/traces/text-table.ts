// Texts by numbers: each is kept once, however many spans say it. Where a text is, stands in a table of numbers alone: of a Map of a
// million strings each look would go through several of them, all over the memory.

/** Beyond so many different ones values are kept as they come. */
const mostFound = 8_000_000;
/** What a text costs beside its signs: its head, its place in the list and in the table. */
const bytesBeside = 64;
/** Looks from a text's first place on. Without a free one it is kept aside: there are more only where somebody made them collide. */
const usualLooks = 64;

export class TextTable {
  readonly texts: string[] = [""];
  /** At each place the hash of a text and its number; 0: free. Never more than half full. */
  #places = new Int32Array(2 * 1024);
  #found = 0;
  readonly #aside = new Map<string, number>();
  #bytes = 0;
  readonly #mostLooks: number;

  constructor(options: { mostLooks?: number } = {}) {
    this.#mostLooks = options.mostLooks ?? usualLooks;
  }

  /** The number of a text; the same text has the same number. */
  number(text: string): number {
    return this.#numberOf(text, Number.POSITIVE_INFINITY);
  }

  /** The same for values, of which there may be more than can be told apart: a text may then have several numbers. */
  value(text: string): number {
    return this.#numberOf(text, mostFound);
  }

  /** The same of bytes in ASCII, which are made a text only where it is new. */
  numberOfBytes(bytes: Uint8Array, from: number, to: number, read: () => string, isValue: boolean): number {
    if (to === from) return 0;
    let hash = 0;
    for (let at = from; at < to; at++) hash = hashed(hash, bytes[at] as number);
    let place = this.#firstPlace(hash);
    for (let looks = this.#mostLooks; ; ) {
      const number = this.#places[place + 1] as number;
      if (number === 0) break;
      if (this.#places[place] === hash && isSameText(this.texts[number] as string, bytes, from, to)) return number;
      if (--looks === 0) {
        place = -1;
        break;
      }
      place = this.#nextPlace(place);
    }
    return this.#add(read(), hash, place, isValue ? mostFound : Number.POSITIVE_INFINITY);
  }

  /** About how much memory all of them take. */
  get bytes(): number {
    return this.#bytes;
  }

  #numberOf(text: string, most: number): number {
    if (text === "") return 0;
    let hash = 0;
    for (let index = 0; index < text.length; index++) hash = hashed(hash, text.charCodeAt(index));
    let place = this.#firstPlace(hash);
    for (let looks = this.#mostLooks; ; ) {
      const number = this.#places[place + 1] as number;
      if (number === 0) break;
      if (this.#places[place] === hash && this.texts[number] === text) return number;
      if (--looks === 0) {
        place = -1;
        break;
      }
      place = this.#nextPlace(place);
    }
    return this.#add(text, hash, place, most);
  }

  /** A text that is at none of its places; `place` is the first that is free, -1 where none is. */
  #add(text: string, hash: number, place: number, most: number): number {
    const aside = this.#aside.size > 0 ? this.#aside.get(text) : undefined;
    if (aside !== undefined) return aside;
    const number = this.texts.push(text) - 1;
    this.#bytes += text.length + bytesBeside;
    if (this.#found >= most) return number;
    this.#found++;
    if (place === -1) this.#aside.set(text, number);
    else {
      this.#places[place] = hash;
      this.#places[place + 1] = number;
    }
    if (this.#found * 4 > this.#places.length) this.#grow();
    return number;
  }

  #grow(): void {
    const before = this.#places;
    this.#places = new Int32Array(before.length * 2);
    for (let from = 0; from < before.length; from += 2) {
      const number = before[from + 1] as number;
      if (number === 0) continue;
      const hash = before[from] as number;
      let place = this.#firstPlace(hash);
      let looks = 1;
      for (; this.#places[place + 1] !== 0 && looks < this.#mostLooks; looks++) place = this.#nextPlace(place);
      if (this.#places[place + 1] !== 0) this.#aside.set(this.texts[number] as string, number);
      else {
        this.#places[place] = hash;
        this.#places[place + 1] = number;
      }
    }
  }

  #firstPlace(hash: number): number {
    return ((hash ^ (hash >>> 15)) << 1) & (this.#places.length - 1);
  }

  #nextPlace(place: number): number {
    return (place + 2) & (this.#places.length - 1);
  }
}

/** One sign more; the multiplication carries each into the upper bits, and the shift back into the lower ones. */
const hashed = (hash: number, sign: number) => Math.imul(hash ^ sign ^ (hash >>> 17), 0x2c1b3c6d);

/** Whether a text is that of these bytes, which are ASCII. */
function isSameText(text: string, bytes: Uint8Array, from: number, to: number): boolean {
  if (text.length !== to - from) return false;
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) !== bytes[from + index]) return false;
  return true;
}

// Texts by numbers: each is kept once, however many spans say it.

/** Beyond so many different ones values are kept as they come: a Map ends at 16 million. */
const mostFound = 8_000_000;
/** What a text costs beside its signs: its head, its place in the list and in the Map. */
const bytesBeside = 64;

export class TextTable {
  readonly texts: string[] = [""];
  readonly #numbers = new Map<string, number>([["", 0]]);
  #bytes = 0;

  /** The number of a text; the same text has the same number. */
  number(text: string): number {
    return this.#numbers.get(text) ?? this.#add(text, true);
  }

  /** The same for values, of which there may be more than can be told apart: a text may then have several numbers. */
  value(text: string): number {
    return this.#numbers.get(text) ?? this.#add(text, this.#numbers.size < mostFound);
  }

  /** About how much memory all of them take. */
  get bytes(): number {
    return this.#bytes;
  }

  #add(text: string, isFound: boolean): number {
    const number = this.texts.push(text) - 1;
    if (isFound) this.#numbers.set(text, number);
    this.#bytes += text.length + bytesBeside;
    return number;
  }
}

// Every label name and value once, by number: a thousand series of one job share its text and compare it as a number.

export interface TextTable {
  /** The number of a text, a new one where it was not known; the empty text is 0, as an absent label is an empty one. */
  take(text: string): number;
  find(text: string): number | undefined;
  text(number: number): string;
  /** All numbers are below this. */
  readonly end: number;
  /** Drops the texts whose number is not marked; their numbers may be given again. */
  keepOnly(isUsed: Uint8Array): void;
  bytes(): number;
}

const fewestSlots = 256;

export function createTextTable(): TextTable {
  const texts: (string | undefined)[] = [""];
  const free: number[] = [];
  /** Open addressing, at most two thirds full: numbers of texts, 0 where nothing lies. A Map would take five times the memory. */
  let slots = new Uint32Array(fewestSlots);
  let used = 0;
  // So that nobody who sends labels can know which of them collide.
  const seed = Math.floor(Math.random() * 0x7fffffff);

  function hash(text: string): number {
    let value = seed;
    for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
    return (value ^ (value >>> 15)) >>> 0;
  }

  /** Where a text lies, or where it would. */
  function slotOf(text: string): number {
    const mask = slots.length - 1;
    let slot = hash(text) & mask;
    for (let number = slots[slot] ?? 0; number !== 0; number = slots[slot] ?? 0) {
      if (texts[number] === text) break;
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  function rehash(length: number): void {
    slots = new Uint32Array(length);
    for (let number = 1; number < texts.length; number++) {
      const text = texts[number];
      if (text !== undefined) slots[slotOf(text)] = number;
    }
  }

  return {
    take(text) {
      if (text === "") return 0;
      let slot = slotOf(text);
      const known = slots[slot];
      if (known) return known;
      if ((used + 1) * 3 > slots.length * 2) {
        rehash(slots.length * 2);
        slot = slotOf(text);
      }
      const number = free.pop() ?? texts.length;
      texts[number] = ownCopy(text);
      slots[slot] = number;
      used++;
      return number;
    },

    find: (text) => (text === "" ? 0 : slots[slotOf(text)] || undefined),
    text: (number) => texts[number] ?? "",
    get end() {
      return texts.length;
    },

    keepOnly(isUsed) {
      for (let number = 1; number < texts.length; number++) {
        if (texts[number] === undefined || isUsed[number]) continue;
        texts[number] = undefined;
        free.push(number);
        used--;
      }
      let length = fewestSlots;
      while (used * 3 > length * 2) length *= 2;
      rehash(length);
    },

    bytes: () => slots.byteLength + texts.length * 8 + free.length * 8,
  };
}

/** A text cut out of a scraped page keeps the whole page in memory; what is kept for days is therefore copied. */
function ownCopy(text: string): string {
  const copy = Buffer.from(text).toString();
  // A half of a surrogate pair does not survive UTF-8.
  return copy === text ? copy : text;
}
